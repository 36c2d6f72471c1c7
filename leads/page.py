"""What the page of a lead shows."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from activities.composing import LogForm
from activities.record_page import Record, page_of
from leads.facts_shown import attribute_facts, company_rows, contact_facts, own_facts
from leads.forms import LeadFactsForm
from leads.lifecycle import PATH
from leads.models import Lead
from team.permissions import may_write

NEIGHBOURS = ("contact__company", "owner__team", "team")


def lead_page(lead: Lead, user: Any, query: QueryDict, form: LogForm | None = None) -> dict[str, Any]:
    contact, editable = lead.contact, may_write(user, lead)
    prospect = lead.prospects.select_related("opportunity").order_by("-pk").first() if not lead.is_live else None
    journey = {"prospect": prospect, "opportunity": getattr(prospect, "opportunity", None)}
    shown = page_of(Record(lead, PATH, journey, {contact.pk: contact}), user, query, form)
    facts = contact_facts(lead, editable=editable) + own_facts(lead, LeadFactsForm.own, editable=editable)
    facts += attribute_facts(lead, editable=editable)
    return shown | {"facts": facts, "company_rows": company_rows(lead.company)}
