"""Quotes by their number, for the search."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from contacts import search
from contacts.search import Group, Hit
from opportunities.models import Quote

NUMBER = r"Q-\d{4}(-\d{1,6})?"
SHOWN = 10


def find_quote(text: str, user: Any) -> Group:
    """By the whole number, or its beginning."""
    found = Quote.objects.visible_to(user).filter(number__istartswith=text).select_related("contact__company")
    return Group(_("Quotes"), [_hit(quote) for quote in found.order_by("number")[:SHOWN]])


def _hit(quote: Quote) -> Hit:
    whose = " · ".join(str(each) for each in (quote.contact, quote.contact.company, quote.get_state_display()) if each)
    return Hit(reverse("quotes:detail", args=[quote.pk]), quote.number, whose, icon="file-text")


def register() -> None:
    search.register(NUMBER, find_quote)
