"""What the page of a prospect shows; and what it shares with the page of an opportunity."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery, prefetch_related_objects
from django.db.models.functions import JSONObject
from django.http import QueryDict
from django.utils.translation import gettext as _

from activities.composing import LogForm
from activities.record_page import Record, page_of
from contacts.querysets import address_of
from crm.core.templatetags.shell import url_or_none
from leads.facts_shown import company_rows, contact_facts, own_facts
from lifecycle.pages import address
from prospects.forms import ProspectFactsForm
from prospects.lifecycle import PATH
from prospects.models import CreditCheck, Participant, Prospect
from prospects.permissions import may_see_credit
from team.permissions import may_write

NEIGHBOURS = ("contact", "company", "owner__team", "team", "lead", "opportunity", "sourced_by")
Shown = dict[str, Any]


def with_indication(prospects: QuerySet[Any]) -> QuerySet[Any]:
    """Each with its price indication, if there is one: {"pk", "number"}."""
    quotes = apps.get_model("opportunities.Quote")._default_manager.filter(prospect=OuterRef("pk"), state="draft")
    newest = quotes.order_by("-pk").values(said=JSONObject(pk="pk", number="number"))[:1]
    return prospects.annotate(indication=Subquery(newest))


def prospect_page(prospect: Prospect, user: Any, query: QueryDict, form: LogForm | None = None) -> Shown:
    demos = list(prospect.demos.select_related("host").order_by("-at", "-pk"))
    prospect.remember_demos(demos)
    people, checks = know_people(prospect), know_checks(prospect)
    journey = {"lead": prospect.lead, "opportunity": getattr(prospect, "opportunity", None)}
    also = Q(kind="credit_check", record_id__in=[check.pk for check in checks])
    shown = page_of(Record(prospect, PATH, journey, people, also), user, query, form)
    editable = shown["may_write"]
    facts = contact_facts(prospect, editable=editable) + own_facts(prospect, ProspectFactsForm.own, editable=editable)
    return shown | shared(prospect, user, checks) | {"facts": facts, "demos": demos, "lead_id": prospect.lead_id}


def know_people(record: Any) -> dict[int, Any]:
    """The participants' contacts by id, the main one among them, with their addresses."""
    everybody = Participant.objects.select_related("contact").annotate(address=address_of("contact"))
    prefetch_related_objects([record], Prefetch("participants", everybody))
    contacts = {record.contact_id: record.contact}
    for each in record.participants.all():
        each.contact.remember_email(each.address)
        each.contact = contacts.setdefault(each.contact_id, each.contact)
    return contacts


def know_checks(record: Any) -> list[CreditCheck]:
    """All checks of the record's subject, newest first; the gates then need not ask for them."""
    checks = list(record.credit_checks.select_related("decided_by").order_by("-pk"))
    record.remember_checks(checks)
    return checks


def shared(record: Any, user: Any, checks: Iterable[CreditCheck]) -> Shown:
    """The cards beside the timeline that prospects and opportunities have alike."""
    writes = may_write(user, record)
    return {
        "company_rows": company_rows(record.company),
        "people": [_person(each, record, writes=writes) for each in record.participants.all()],
        "add_url": address(record, "add_participant") if writes else "",
        "checks": list(checks)[:3],
        "sees_credit": may_see_credit(user),
    }


def _person(each: Participant, record: Any, *, writes: bool) -> Shown:
    role = str(each.get_role_display())
    sub = _("{role} · main contact").format(role=role) if each.contact_id == record.contact_id else role
    shown: Shown = {"name": str(each.contact), "sub": sub, "url": url_or_none("contacts:detail", each.contact_id)}
    if writes:
        url = f"{address(record, 'add_participant')}?contact={each.contact_id}&role={each.role}"
        shown["action"] = {"url": url, "label": _("Role"), "look": "btn-sm btn-quiet", "dialog": True}
    return shown
