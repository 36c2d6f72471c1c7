"""The pages of a prospect, and of the evidence that its gates ask for."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from activities.composing import LogForm
from crm.core.htmx import posted
from leads.record_pages import RecordPages, asks_or_acts
from lifecycle.doors import advance
from lifecycle.pages import address
from lifecycle.views import attempt
from prospects.credit_pages import request_page
from prospects.demos import agree_to_quote as agree
from prospects.demos import hold_demo
from prospects.demos import plan_demo as plan
from prospects.forms import DemoForm, OutcomeForm, ParticipantForm, ProspectFactsForm
from prospects.models import Prospect
from prospects.page import NEIGHBOURS, prospect_page, with_indication
from prospects.participants import take_part
from prospects.permissions import may_hold_demo, may_work
from team.signed_in import SignedIn


class ProspectPages(RecordPages):
    model = Prospect
    template = "prospects/prospect.html"
    facts = ProspectFactsForm
    neighbours = NEIGHBOURS

    def page(self, record: Any, user: Any, query: QueryDict, form: LogForm | None = None) -> dict[str, Any]:
        return prospect_page(record, user, query, form)

    def rows(self, user: Any) -> QuerySet[Any]:
        return with_indication(super().rows(user))


def visible(request: SignedIn, pk: int) -> Prospect:
    return get_object_or_404(Prospect.objects.visible_to(request.user).select_related("contact", "company"), pk=pk)


def ask(request: SignedIn, record: Any, form: Any, **shown: Any) -> HttpResponse:
    """The form of one piece of evidence, as dialog or page."""
    shown |= {"record": record, "form": form, "back": address(record), "action": request.get_full_path()}
    return render(request, "prospects/ask.html", shown, status=422 if form.errors else 200)


@asks_or_acts
def request_credit(request: SignedIn, pk: int) -> HttpResponse:
    return request_page(request, visible(request, pk))


@asks_or_acts
def plan_demo(request: SignedIn, pk: int) -> HttpResponse:
    prospect = visible(request, pk)
    if not may_work(request.user, prospect):  # type: ignore[arg-type]
        raise PermissionDenied
    form = DemoForm(posted(request), initial={"host": request.user})
    if not form.is_valid():
        return ask(request, prospect, form, title=_("Plan a demo"), submit=_("Plan demo"))
    planned = partial(plan, prospect, by=request.user, **form.planned)
    return attempt(request, prospect, planned, _("Demo planned."))


@asks_or_acts
def demo(request: SignedIn, pk: int) -> HttpResponse:
    """How the planned demo went; without a plan, first when it is or was."""
    prospect = visible(request, pk)
    if (planned := prospect.planned_demo) is None:
        return plan_demo(request, pk)
    if not may_hold_demo(request.user, planned):  # type: ignore[arg-type]
        raise PermissionDenied
    form = OutcomeForm(posted(request))
    if not form.is_valid():
        return ask(request, prospect, form, title=planned.sentence, submit=_("Record demo"))
    return attempt(request, prospect, partial(record_outcome, planned, form, request.user), _("Demo recorded."))


def record_outcome(demo: Any, form: OutcomeForm, user: Any) -> None:
    went = form.cleaned_data["went"]
    hold_demo(demo, by=user, **form.outcome) if went == "hold" else advance(demo, went, by=user)


@asks_or_acts
def add_participant(request: SignedIn, pk: int) -> HttpResponse:
    return participant_page(request, visible(request, pk))


def participant_page(request: SignedIn, record: Any) -> HttpResponse:
    """For prospects and opportunities alike."""
    if not may_work(request.user, record):  # type: ignore[arg-type]
        raise PermissionDenied
    initial = {name: request.GET[name] for name in ("contact", "role") if name in request.GET}
    form = ParticipantForm(record, request.user, posted(request), initial=initial)  # type: ignore[arg-type]
    if not form.is_valid():
        return ask(request, record, form, title=_("Who takes part"), submit=_("Save"))
    person, role = form.cleaned_data["contact"], form.cleaned_data["role"]
    return attempt(request, record, partial(take_part, record, person, role, by=request.user), _("Saved."))


@asks_or_acts
def agree_to_quote(request: SignedIn, pk: int) -> HttpResponse:
    prospect = visible(request, pk)
    if not may_work(request.user, prospect):  # type: ignore[arg-type]
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "prospects/agree_to_quote.html", {"record": prospect, "back": address(prospect)})
    return attempt(request, prospect, partial(agree, prospect, by=request.user), _("They agreed to receive a quote."))
