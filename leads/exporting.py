"""The leads' sheet, and the score as a column wherever a lead stands behind a record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import OuterRef, Subquery

from contacts.exporting import ATTRIBUTES, OWNERSHIP, Sheet, add, company_columns, person_columns
from contacts.exporting import register as register_sheet
from leads.models import Lead

OWN = ("external_id", "state", "interest", "source", "campaign", "known_outcome", "until", "entered_at")
LEADS = Sheet(
    "leads",
    Lead.objects.with_score,
    {
        **{name: name for name in OWN},
        "score": "points",
        **person_columns("contact__", "contact."),
        **company_columns("contact__company__"),
        **OWNERSHIP,
    },
    {
        ATTRIBUTES: ("lead", "attributes"),
        f"contact.{ATTRIBUTES}": ("contact", "contact__attributes"),
        f"company.{ATTRIBUTES}": ("company", "contact__company__attributes"),
    },
)


def score_of(path: str) -> Callable[[], Subquery[Any]]:
    """The score, in tenths as it is shown, of the lead whose id stands at this path."""
    return lambda: Subquery(Lead.objects.with_score().filter(pk=OuterRef(path)).values("points"))


def register() -> None:
    register_sheet(LEADS)
    live = Lead.objects.live().filter(contact=OuterRef("pk"))
    add("contacts", "score", lambda: Subquery(live.with_score().values("points")))
