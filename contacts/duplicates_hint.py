"""Is this person known already? A hint for whoever enters somebody; merging is another matter."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import QuerySet, Value
from django.db.models.functions import Concat, Greatest

from contacts.models import Company, Contact
from contacts.querysets import Folded, spellings

ALIKE = 0.5  # of 1; "Katrin Brandt" and "Kathrin Brand" are at 0.6
SHOWN = 5


def namesakes(first_name: str, last_name: str, company: Company | None, *, to: Any) -> list[Contact]:
    """People of that name, or nearly, at the same company; without a company, of exactly that name anywhere."""
    name = f"{first_name} {last_name}".strip()
    if not name:
        return []
    readable = Contact.objects.visible_to(to).select_related("company")
    found = _nearly(readable.filter(company=company), name) if company else readable.named(first_name, last_name)
    return list(found[:SHOWN])


def _nearly(people: QuerySet[Contact], name: str) -> QuerySet[Contact]:
    full = Folded(Concat("first_name", Value(" "), "last_name"))
    alike = Greatest(*(_similarity(full, each) for each in (name, *spellings(name))))
    return people.annotate(alike=alike).filter(alike__gte=ALIKE).order_by("-alike", "pk")


def _similarity(full: Folded, name: str) -> TrigramSimilarity:
    return TrigramSimilarity(full, Folded(Value(name)))  # type: ignore[arg-type]  # it takes expressions too
