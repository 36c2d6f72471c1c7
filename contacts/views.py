"""The pages of contacts and companies. Every object is fetched through the user: foreign and missing are both 404."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contacts import addresses, search
from contacts.creating import AlreadyKnown, who_has
from contacts.editing import edit_facts
from contacts.forms import EmailForm, FactsForm
from contacts.models import Company, Contact
from contacts.page import company_page, contact_page
from contacts.permissions import may_change
from contacts.suggesting import options
from crm.core.htmx import posted, redirect, toast, wants_fragment
from team.permissions import may_see
from team.signed_in import SignedIn

SUGGESTED, IN_PALETTE, ON_PAGE = 8, 6, 30
asked_or_sent = require_http_methods(["GET", "HEAD", "POST"])


def visible_contact(request: SignedIn, pk: int) -> Contact:
    rows = Contact.objects.visible_to(request.user).select_related("company", "owner", "team")
    return get_object_or_404(rows.prefetch_related("emails"), pk=pk)


def visible_company(request: SignedIn, pk: int) -> Company:
    return get_object_or_404(Company.objects.visible_to(request.user).select_related("owner", "team"), pk=pk)


@require_safe
@login_required
def contact(request: SignedIn, pk: int) -> HttpResponse:
    return render(
        request, "contacts/contact.html", contact_page(visible_contact(request, pk), request.user, request.GET)
    )


@require_safe
@login_required
def company(request: SignedIn, pk: int) -> HttpResponse:
    return render(
        request, "contacts/company.html", company_page(visible_company(request, pk), request.user, request.GET)
    )


@asked_or_sent
@login_required
def edit_contact(request: SignedIn, pk: int) -> HttpResponse:
    return edit_facts(request, visible_contact(request, pk), FactsForm, back=reverse("contacts:detail", args=[pk]))


@asked_or_sent
@login_required
def edit_company(request: SignedIn, pk: int) -> HttpResponse:
    return edit_facts(request, visible_company(request, pk), FactsForm, back=reverse("companies:detail", args=[pk]))


@asked_or_sent
@login_required
def add_email(request: SignedIn, pk: int) -> HttpResponse:
    known, form = visible_contact(request, pk), EmailForm(posted(request))
    if not may_change(request.user, known):
        raise PermissionDenied
    back = reverse("contacts:detail", args=[pk])
    if form.is_valid():
        try:
            addresses.add(known, form.cleaned_data["email"], by=request.user)
            return redirect(request, back)
        except AlreadyKnown as already:
            form.add_error("email", str(already))
    shown = {"form": form, "back": back, "action": request.path}
    return render(request, "contacts/add_email.html", shown, status=422 if form.errors else 200)


@require_POST
@login_required
def email(request: SignedIn, pk: int, email_pk: int, change: str) -> HttpResponse:
    """Make an address the primary one, or remove it."""
    address = get_object_or_404(visible_contact(request, pk).emails, pk=email_pk)
    addresses.CHANGES[change](address, by=request.user)
    said = _("{address} is the primary address now.") if change == "primary" else _("{address} is removed.")
    toast(request, said.format(address=address))
    return redirect(request, reverse("contacts:detail", args=[pk]))


@require_safe
@login_required
def known(request: SignedIn) -> HttpResponse:
    """A hint while somebody enters an address: who has it."""
    holder = who_has(request.GET.get("email", "").replace("\0", ""))
    shown: dict[str, Any] = {"known": holder, "may_see": bool(holder) and may_see(request.user, holder)}
    return render(request, "contacts/_known.html", shown)


@require_safe
@login_required
def suggest(request: SignedIn) -> HttpResponse:
    """Companies for what was typed, as options of a native list."""
    text = request.GET.get("company", "").replace("\0", "").strip()
    rows = Company.objects.visible_to(request.user).search(text) if text else Company.objects.none()
    return HttpResponse(options(rows.order_by("name", "pk").values_list("name", flat=True)[:SUGGESTED]))


@require_safe
@login_required
def find(request: SignedIn) -> HttpResponse:
    """Search: a page, or the few best under the search field."""
    text, palette = request.GET.get("q", ""), wants_fragment(request)
    groups = search.find(text, user=request.user, limit=IN_PALETTE if palette else ON_PAGE)
    template = "search/_palette.html" if palette else "search/results.html"
    return render(request, template, {"text": text.strip(), "groups": groups})
