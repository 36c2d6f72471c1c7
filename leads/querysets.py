"""Phrases about leads."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Self

from django.db.models import DecimalField, F, Q
from django.db.models.functions import Cast, Round

from contacts.querysets import matching
from crm.core import clock
from leads.lifecycle import ACTIVE, LIVE
from team.querysets import OwnedQuerySet


class LeadQuerySet(OwnedQuerySet):
    def live(self) -> Self:
        return self.filter(state__in=LIVE)

    def active(self) -> Self:
        return self.filter(state__in=ACTIVE)

    def of_contact(self, contact: Any) -> Self:
        return self.filter(contact=contact)

    def to_wake(self, day: date) -> Self:
        return self.filter(state="nurturing", until__lte=day)

    def open_to_machines(self) -> Self:
        """Live, and not cooling down after an undone promotion."""
        return self.live().filter(Q(cool_down_until=None) | Q(cool_down_until__lt=clock.now()))

    def search(self, text: str) -> Self:
        return self.filter(matching("contact__search_entry", text))

    def with_score(self, as_of: datetime | None = None) -> Self:
        """Annotate `heat`, the exact score to sort by, and `points`, the score in tenths as it is shown."""
        from leads.scoring.now import factors

        heat = F("score__fit") + F("score__engagement") * factors(as_of or clock.now())
        exact = Cast("heat", DecimalField(max_digits=30, decimal_places=15))
        return self.annotate(heat=heat).annotate(points=Round(exact, 1))

    def hottest(self, as_of: datetime | None = None) -> Self:
        return self.with_score(as_of).order_by(F("heat").desc(nulls_last=True), "-pk")
