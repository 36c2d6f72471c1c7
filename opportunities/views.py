"""The pages of an opportunity."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from activities.composing import LogForm
from contacts.models import Contact
from crm.core.htmx import redirect, toast
from leads.record_pages import RecordPages, asks_or_acts
from lifecycle.pages import address
from lifecycle.refusals import Refused
from lifecycle.views import refused
from opportunities.conversion import start_opportunity
from opportunities.forms import OpportunityFactsForm
from opportunities.models import Opportunity
from opportunities.page import NEIGHBOURS, opportunity_page
from opportunities.quotes import begin_quote
from prospects.credit_pages import request_page
from prospects.models import Prospect
from prospects.views import participant_page
from team.signed_in import SignedIn


class OpportunityPages(RecordPages):
    model = Opportunity
    template = "opportunities/opportunity.html"
    facts = OpportunityFactsForm
    neighbours = NEIGHBOURS

    def page(self, record: Any, user: Any, query: QueryDict, form: LogForm | None = None) -> dict[str, Any]:
        return opportunity_page(record, user, query, form)


def visible(request: SignedIn, pk: int) -> Opportunity:
    return get_object_or_404(Opportunity.objects.visible_to(request.user).select_related("contact", "company"), pk=pk)


@asks_or_acts
def request_credit(request: SignedIn, pk: int) -> HttpResponse:
    return request_page(request, visible(request, pk))


@asks_or_acts
def add_participant(request: SignedIn, pk: int) -> HttpResponse:
    return participant_page(request, visible(request, pk))


@require_safe
def quote(request: SignedIn, pk: int) -> HttpResponse:
    """To the quote that counts; without one, a page with the button that begins it."""
    deal = visible(request, pk)
    if deal.current_quote is not None:
        page = "edit" if deal.current_quote.is_draft else "detail"
        return redirect(request, address(deal.current_quote, page))
    return render(request, "opportunities/no_quote.html", {"record": deal, "back": address(deal)})


@require_POST
def draft(request: SignedIn, pk: int) -> HttpResponse:
    return begin(request, visible(request, pk))


@require_POST
def indicate(request: SignedIn, pk: int) -> HttpResponse:
    """A price indication for a prospect."""
    return begin(request, get_object_or_404(Prospect.objects.visible_to(request.user), pk=pk))


def begin(request: SignedIn, record: Any) -> HttpResponse:
    try:
        started = begin_quote(record, by=request.user)
    except Refused as refusal:
        return refused(request, record, refusal)
    return redirect(request, address(started, "edit" if started.is_draft else "detail"))


@require_POST
def start(request: SignedIn, pk: int) -> HttpResponse:
    """Somebody buys again, without a prospect before."""
    contact = get_object_or_404(Contact.objects.visible_to(request.user), pk=pk)
    deal = start_opportunity(contact, by=request.user)
    toast(request, _("An opportunity with a draft quote. Credit is judged anew."))
    return redirect(request, address(deal))
