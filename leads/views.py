"""The pages of a lead."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from activities.composing import LogForm
from leads.forms import LeadFactsForm
from leads.models import Lead
from leads.page import NEIGHBOURS, lead_page
from leads.record_pages import RecordPages


class LeadPages(RecordPages):
    model = Lead
    template = "leads/lead.html"
    facts = LeadFactsForm
    neighbours = NEIGHBOURS

    def page(self, record: Any, user: Any, query: QueryDict, form: LogForm | None = None) -> dict[str, Any]:
        return lead_page(record, user, query, form)
