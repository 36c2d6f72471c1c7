"""Taking a step, waiving a gate, noticing a move: the same for every kind of record, given the record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from crm.core.htmx import posted, redirect, toast, trigger
from crm.core.numbers import whole
from lifecycle.asking import StepForm, WaiverForm
from lifecycle.gates import Gate
from lifecycle.pages import address, way_back
from lifecycle.refusals import NotReady, Refused
from lifecycle.seen import Moved, advance_seen, last_seq
from lifecycle.steps import find, forward_step
from lifecycle.waivers import may_waive, waive


def refused(request: HttpRequest, record: Any, refusal: Refused) -> HttpResponse:
    """409: why nothing was changed, and what is missing or happened meanwhile."""
    shown = {"record": record, "refusal": refusal, "back": address(record)}
    if isinstance(refusal, NotReady):
        shown["missing"] = refusal.missing
    if isinstance(refusal, Moved):
        shown["since"] = refusal.since
    return render(request, "lifecycle/refused.html", shown, status=409)


def attempt(request: HttpRequest, record: Any, act: Callable[[], Any], said: Any) -> HttpResponse:
    """Do it, say so and go to the record, or to what it has become; or say why not."""
    try:
        act()
    except Refused as refusal:
        return refused(request, record, refusal)
    toast(request, said)
    return redirect(request, home(record))


def home(record: Any) -> str:
    """The page where the work goes on."""
    fresh = type(record)._base_manager.get(pk=record.pk)
    return address(fresh.successor or fresh)


def step_page(request: HttpRequest, record: Any, name: str) -> HttpResponse:
    """GET asks for what the step needs, POST takes it."""
    try:
        return take(request, record, name) if request.method == "POST" else ask(request, record, name)
    except Refused as refusal:
        return refused(request, record, refusal)


def ask(request: HttpRequest, record: Any, name: str, form: StepForm | None = None) -> HttpResponse:
    step = find(record, name)
    if not step.allowed_to(request.user):
        raise PermissionDenied
    form = form or StepForm(step, initial={"seen": last_seq(record)})
    shown = {"record": record, "step": step, "form": form, "missing": step.missing(), "back": address(record)}
    return render(request, "lifecycle/step.html", shown, status=422 if form.errors else 200)


def take(request: HttpRequest, record: Any, name: str) -> HttpResponse:
    if "seen" in request.GET:  # a button without a form
        return taken(request, advance_seen(record, name, seen=whole(request.GET["seen"]), by=request.user))
    form = StepForm(find(record, name), request.POST)
    if not form.is_valid():
        return ask(request, record, name, form)
    seen = form.cleaned_data["seen"]
    return taken(request, advance_seen(record, name, seen=seen, by=request.user, **form.given))


def taken(request: HttpRequest, record: Any) -> HttpResponse:
    """Say what became of the record, and go where the work goes on."""
    follower = record.successor
    said = _("{who}: {state}").format(who=record, state=record.get_state_display())
    toast(request, said, undo="" if follower else way_back(record, request.user))
    return redirect(request, address(follower or record))


def waive_page(request: HttpRequest, record: Any) -> HttpResponse:
    """GET asks for the reason, POST lets the gate named in the address go."""
    gate = _gate(record, request.GET.get("gate", ""))
    if not may_waive(request.user, record, gate):
        raise PermissionDenied
    form = WaiverForm(gate, posted(request))
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        return attempt(request, record, lambda: waive(record, gate, by=request.user, reason=reason), _("Waived."))
    shown = {"record": record, "gate": gate, "form": form, "back": address(record)}
    return render(request, "lifecycle/waive.html", shown, status=422 if form.errors else 200)


def pulse(request: HttpRequest, version: QuerySet[Any]) -> HttpResponse:
    """204 and silence while the record is as the page shows it; else the page is told to fetch what changed."""
    answer = HttpResponse(status=204)
    return answer if request.GET.get("version") == str(get_object_or_404(version)) else trigger(answer, "moved")


def _gate(record: Any, key: str) -> Gate:
    step = forward_step(record)
    found = [gate for gate in (step.gates if step else []) if gate.key == key]
    if not found:
        raise Http404
    return found[0]
