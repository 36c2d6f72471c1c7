"""The pages of a lead. Every object is fetched through the user: foreign and missing are both 404."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.composing import LogForm, log
from contacts.editing import edit_facts
from contacts.forms import FactsForm
from crm.core.htmx import redirect, toast
from leads.forms import LeadFactsForm
from leads.models import Lead
from leads.page import NEIGHBOURS, lead_page
from lifecycle import views as journey
from lifecycle.pages import address

asked_or_sent = require_http_methods(["GET", "HEAD", "POST"])


def visible(request: HttpRequest, pk: int) -> Any:
    return get_object_or_404(Lead.objects.visible_to(request.user).select_related(*NEIGHBOURS), pk=pk)


@require_safe
@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "leads/lead.html", lead_page(visible(request, pk), request.user, request.GET))


@asked_or_sent
@login_required
def step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    return journey.step_page(request, visible(request, pk), step)


@asked_or_sent
@login_required
def waive(request: HttpRequest, pk: int) -> HttpResponse:
    return journey.waive_page(request, visible(request, pk))


@asked_or_sent
@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    lead, back = visible(request, pk), address(visible(request, pk))
    if request.GET.get("of") == "contact":
        return edit_facts(request, lead.contact, FactsForm, back=back)
    return edit_facts(request, lead, LeadFactsForm, back=back)


@require_POST
@login_required
def log_activity(request: HttpRequest, pk: int) -> HttpResponse:
    lead, form = visible(request, pk), LogForm(request.POST)
    if not form.is_valid():
        return render(request, "leads/lead.html", lead_page(lead, request.user, request.GET, form), status=422)
    log(lead, form.cleaned_data, by=request.user)
    toast(request, _("Logged."))
    return redirect(request, address(visible(request, pk).successor or lead))


@require_safe
@login_required
def pulse(request: HttpRequest, pk: int) -> HttpResponse:
    return journey.pulse(request, visible(request, pk).version)
