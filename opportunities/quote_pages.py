"""The pages of a quote: written as a draft, read as a letter, sent, answered, replaced."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from crm.core.htmx import redirect, toast
from crm.core.numbers import whole
from leads.record_pages import asks_or_acts
from lifecycle.pages import address
from lifecycle.refusals import Refused
from lifecycle.seen import advance_seen, last_seq
from lifecycle.steps import steps_from_here
from lifecycle.views import home, refused, step_page
from opportunities.forms import TermsForm
from opportunities.letter import letter
from opportunities.models import Quote
from opportunities.permissions import may_quote
from opportunities.quote_lines import Draft
from opportunities.quotes import Changed, replace_quote, write_lines

JOINED = (
    "contact", "opportunity__owner", "opportunity__company", "prospect__owner", "prospect__company",
    "opportunity__prospect",
)  # fmt: skip


def visible(request: HttpRequest, pk: int) -> Any:
    quotes = Quote.objects.visible_to(request.user).select_related(*JOINED).prefetch_related("lines__product")
    return get_object_or_404(quotes, pk=pk)


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    quote = visible(request, pk)
    steps = [each for each in steps_from_here(quote) if each.allowed_to(request.user)]
    shown = {"quote": quote, "steps": {each.name: each for each in steps}, "seen": last_seq(quote)}
    shown["missing"] = steps[0].missing() if quote.is_draft and steps else []
    return render(request, "opportunities/quote.html", shown | letter(quote))


@require_safe
def printed(request: HttpRequest, pk: int) -> HttpResponse:
    """In the customer's language."""
    quote = visible(request, pk)
    with translation.override(quote.contact.language or translation.get_language()):
        return render(request, "opportunities/quote_print.html", letter(quote))


@asks_or_acts
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """A button that changes lines comes back with them changed; only Save stores."""
    quote = visible(request, pk)
    if not may_quote(request.user, quote):  # type: ignore[arg-type]
        raise PermissionDenied
    if not quote.is_draft:
        return redirect(request, address(quote))
    language = quote.contact.language or "en"
    if request.method != "POST":
        return show_editor(request, quote, TermsForm(instance=quote), Draft.of(quote, language))
    terms, draft = TermsForm(request.POST, instance=quote), Draft.read(quote, request.POST, language)
    if request.POST.get("do", "save") != "save":
        return show_editor(request, quote, terms, draft)
    return save(request, pk, terms, draft)


def save(request: HttpRequest, pk: int, terms: TermsForm, draft: Draft) -> HttpResponse:
    if not (terms.is_valid() & draft.is_valid()):
        return show_editor(request, draft.quote, terms, draft, status=422)
    quote, version = visible(request, pk), terms.cleaned_data["version"]
    try:
        write_lines(quote, draft.written(), by=request.user, expected_version=version, **terms.terms)
    except Changed as changed:
        data: Any = request.POST.copy()
        data["version"] = changed.quote.version
        terms.data = data
        return show_editor(request, changed.quote, terms, draft, status=409, changed=changed)
    except Refused as refusal:
        return refused(request, quote, refusal)
    toast(request, _("Saved."))
    return redirect(request, address(quote))


def show_editor(
    request: HttpRequest, quote: Quote, terms: TermsForm, draft: Draft, status: int = 200, **shown: Any
) -> HttpResponse:
    shown |= {"quote": quote, "record": quote.record, "terms": terms, "draft": draft, "checked": status == 422}
    shown["added"] = request.POST.get("do") == "add"
    return render(request, "opportunities/quote_edit.html", shown, status=status)


@asks_or_acts
def step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Record an acceptance, record a refusal."""
    return step_page(request, visible(request, pk), step)


@asks_or_acts
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """By mail, or noted as sent in another way; the page of the quote asks which."""
    quote = visible(request, pk)
    if request.method != "POST":
        return redirect(request, address(quote))
    by_mail = "mail" in request.POST and quote.contact.may_mail
    mail_to, seen = quote.contact.email if by_mail else "", request.GET.get("seen", "")
    try:
        sent = advance_seen(quote, "send", seen=whole(seen), by=request.user, mail_to=mail_to)
    except Refused as refusal:
        return refused(request, quote, refusal)
    words = _("{number} is on its way to {address}.") if sent.mailed_to else _("{number} is noted as sent.")
    toast(request, words.format(number=sent.number, address=sent.mailed_to))
    return redirect(request, home(sent))


@require_POST
def replace(request: HttpRequest, pk: int) -> HttpResponse:
    quote = visible(request, pk)
    try:
        fresh = replace_quote(quote, by=request.user)
    except Refused as refusal:
        return refused(request, quote, refusal)
    toast(request, _("{number} replaces {old}.").format(number=fresh.number, old=quote.number))
    return redirect(request, address(fresh, "edit"))
