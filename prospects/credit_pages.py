"""Asking for credit, from a prospect or an opportunity; and deciding, by somebody who neither asked nor sells."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from crm.core.htmx import posted
from leads.facts_shown import company_rows
from leads.record_pages import asks_or_acts
from lifecycle.asking import StepForm
from lifecycle.doors import advance
from lifecycle.pages import address
from lifecycle.refusals import Refused
from lifecycle.steps import Step, find, steps_from_here
from lifecycle.views import attempt, refused
from prospects.crediting import approve, refuse, request_credit
from prospects.forms import ApprovalForm, CreditRequestForm, RefusalForm
from prospects.models import CreditCheck
from prospects.permissions import may_see_credit, may_work


def request_page(request: HttpRequest, record: Any) -> HttpResponse:
    """GET asks how much for, or says who has the request that waits already; POST asks for it."""
    if not may_work(request.user, record):  # type: ignore[arg-type]
        raise PermissionDenied
    form = CreditRequestForm(posted(request), initial={"amount": record.expected_value})
    if form.is_valid():
        given = {"amount": form.cleaned_data["amount"], "note": form.cleaned_data["request_note"]}
        asked = partial(request_credit, record, by=request.user, **given)
        return attempt(request, record, asked, _("Credit is asked to check."))
    shown = {"record": record, "form": form, "back": address(record), "waiting": record.waiting_credit_check}
    return render(request, "prospects/request_credit.html", shown, status=422 if form.errors else 200)


def visible(request: HttpRequest, pk: int) -> Any:
    checks = CreditCheck.objects.visible_to(request.user).select_related("company", "contact", "requested_by")
    return get_object_or_404(checks.select_related("decided_by"), pk=pk)


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    check, user = visible(request, pk), request.user
    shown = {"check": check, "sees_credit": may_see_credit(user), "served": served_by(check, user)}  # type: ignore[arg-type]
    shown["company_rows"] = company_rows(check.company)
    shown["steps"] = [each for each in steps_from_here(check) if each.allowed_to(user)]
    return render(request, "prospects/credit_check.html", shown)


def served_by(check: CreditCheck, user: Any) -> list[Any]:
    """The live records that wait for this check, or rest on it."""
    live = (records.visible_to(user).live().select_related("contact", "owner") for records in check.served())
    return [record for records in live for record in records]


@asks_or_acts
def decide(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Pass, refuse, withdraw or revoke."""
    check = visible(request, pk)
    try:
        move = find(check, step)
    except Refused as refusal:
        return refused(request, check, refusal)
    if not move.allowed_to(request.user):
        raise PermissionDenied
    form = form_for(move, posted(request))
    if form.is_valid():
        return attempt(request, check, partial(carry_out, check, step, form, request.user), done(check, move))
    shown = {"check": check, "step": move, "form": form, "back": address(check), "record": check}
    return render(request, "prospects/decide.html", shown, status=422 if form.errors else 200)


def form_for(step: Step, data: Any) -> Any:
    if step.name == "approve":
        return ApprovalForm(data, instance=step.record)
    return RefusalForm(data) if step.name == "refuse" else StepForm(step, data)


def carry_out(check: CreditCheck, step: str, form: Any, user: Any) -> None:
    if step == "approve":
        approve(check, by=user, **form.cleaned_data)
    elif step == "refuse":
        refuse(check, by=user, **form.cleaned_data)
    else:
        advance(check, step, by=user, **form.given)


def done(check: CreditCheck, step: Step) -> str:
    state = dict(check._meta.get_field("state").choices)[step.transition.target]  # type: ignore[union-attr, arg-type]
    return f"{check.number}: {state}"
