"""Changing facts on a page: all in one form, or one in its place; 409 with both values when somebody was faster."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from contacts.forms import FactsForm
from crm.core.htmx import posted, redirect, toast, trigger, wants_fragment
from team.permissions import may_write

Build = Callable[[Any, list[str], Any, Any], FactsForm]  # record, names, user, data


def edit_facts(request: HttpRequest, record: Any, build: Build, *, back: str) -> HttpResponse:
    """`?field=need` asks for that fact alone."""
    if not may_write(request.user, record):  # type: ignore[arg-type]
        raise PermissionDenied
    in_place = _in_place(request)
    form = build(record, request.GET.getlist("field"), request.user, posted(request))
    if form.is_valid() and form.save():
        return _saved(request, back)
    shown = {"form": form, "record": record, "back": back, "action": request.get_full_path()}
    template = "contacts/_fact_form.html" if in_place else "contacts/edit_facts.html"
    if in_place:
        _dress(form)
    return render(request, template, shown, status=409 if form.conflict else 422 if form.errors else 200)


def _dress(form: FactsForm) -> None:
    """As a form field looks among the facts; the first one is ready to be typed into."""
    for place, name in enumerate(form.fields):
        widget = form.fields[name].widget
        look = "form-select" if isinstance(widget, forms.Select) else "form-control"
        widget.attrs |= {"class": look, "aria-label": str(form.fields[name].label)}
        if place == 1:  # after the version
            widget.attrs["autofocus"] = True


def _in_place(request: HttpRequest) -> bool:
    htmx: Any = getattr(request, "htmx", None)
    return wants_fragment(request) and htmx.target != "dialog"


def _saved(request: HttpRequest, back: str) -> HttpResponse:
    """In its place the page fetches what has changed with it: checklist, path, facts."""
    if _in_place(request):
        return trigger(HttpResponse(status=204), "moved")
    toast(request, _("Saved."))
    return redirect(request, back)
