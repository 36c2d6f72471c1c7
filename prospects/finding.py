"""Credit checks by their number, for the search."""

from __future__ import annotations

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from contacts import search
from contacts.search import Group, Hit
from prospects.models import CreditCheck, Prospect

NUMBER = r"CR-?\s?(\d{4,12})"


def find_credit_check(text: str, user: Any) -> Group:
    """What a rep sees of a check is the prospect it serves; credit opens the check itself."""
    digits = int("".join(filter(str.isdecimal, text)))
    found = CreditCheck.objects.filter(pk=digits - 1000).select_related("company", "contact")
    hits = [
        Hit(url, check.number, f"{check.subject} · {check.get_state_display()}", icon="shield-check")
        for check in found
        if (url := _page(check, user))
    ]
    return Group(_("Credit checks"), hits)


def _page(check: CreditCheck, user: Any) -> str:
    served = Prospect.objects.visible_to(user).filter(pk__in=check.prospects()).order_by("-pk").first()
    try:
        if user.has_role("credit_officer"):
            return reverse("credit:detail", args=[check.pk])
        return reverse("prospects:detail", args=[served.pk]) if served else ""
    except NoReverseMatch:
        return ""


def register() -> None:
    search.register(NUMBER, find_credit_check)
