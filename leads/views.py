"""The pages of a lead."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from activities.composing import LogForm
from leads.forms import LeadFactsForm
from leads.models import Lead
from leads.page import NEIGHBOURS, lead_page
from leads.record_pages import RecordPages
from leads.score_shown import score_card
from leads.scoring import explain
from team.signed_in import SignedIn


class LeadPages(RecordPages):
    model = Lead
    template = "leads/lead.html"
    facts = LeadFactsForm
    neighbours = NEIGHBOURS

    def page(self, record: Any, user: Any, query: QueryDict, form: LogForm | None = None) -> dict[str, Any]:
        return lead_page(record, user, query, form)


@require_safe
def score(request: SignedIn, pk: int) -> HttpResponse:
    """Every point of a score. The record page takes the card out of it, after the rest."""
    lead = get_object_or_404(Lead.objects.visible_to(request.user).select_related("contact"), pk=pk)
    told = explain(lead)
    shown = {"lead": lead, "told": told, "score": score_card(told, request.path)}
    return render(request, "leads/score.html", shown)
