"""The tour's page and its one button; neither exists outside a demo."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from capture.visits import record_visit
from contacts.models import Contact
from crm.core.htmx import redirect, toast
from crm.demo.guide import heroine, stops


def _contact_or_404() -> Contact:
    contact = heroine() if settings.CRM_DEMO else None
    if contact is None:
        raise Http404
    return contact


@login_required
@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    contact = _contact_or_404()
    found = stops(contact)
    here = next((stop for stop in found[1:] if not stop.done), None)  # the first one is only to be looked at
    return render(request, "demo/tour.html", {"contact": contact, "stops": found, "here": here})


@login_required
@require_POST
def visit(request: HttpRequest) -> HttpResponse:
    contact = _contact_or_404()
    record_visit(contact, "/pricing", seconds=240)
    toast(request, _("{name} looked at the prices for 4 minutes.").format(name=contact))
    return redirect(request, reverse("leads:detail", args=[contact.leads.latest("pk").pk]))
