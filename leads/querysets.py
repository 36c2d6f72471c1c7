"""Phrases about leads."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Self

from django.db.models import DecimalField, F
from django.db.models.functions import Cast, Round

from activities.worked_on import WorkedOnQuerySet
from contacts.querysets import matching
from crm.core import clock
from leads.lifecycle import ACTIVE, LIVE

CLOSE = Decimal("0.75")  # of the threshold


class LeadQuerySet(WorkedOnQuerySet):
    def live(self) -> Self:
        return self.filter(state__in=LIVE)

    def active(self) -> Self:
        return self.filter(state__in=ACTIVE)

    def of_contact(self, contact: Any) -> Self:
        return self.filter(contact=contact)

    def set_aside(self) -> Self:
        return self.filter(state="nurturing")

    def unanswered(self) -> Self:
        """We have reached out to them, and they have not answered yet."""
        return self.filter(state="contacted")

    def to_wake(self, day: date) -> Self:
        return self.filter(state="nurturing", until__lte=day)

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

    def scored_at_least(self, points: int) -> Self:
        """Of rows `with_score`."""
        return self.filter(points__gte=points)

    def close_to_threshold(self) -> Self:
        """Of rows `with_score`: live, and at three quarters of the points that a promotion takes, or above."""
        return self.live().filter(points__gte=F("score__epoch__scorecard__threshold") * CLOSE)
