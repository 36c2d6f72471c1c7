"""Phrases about opportunities."""

from __future__ import annotations

from typing import Self

from activities.worked_on import WorkedOnQuerySet
from contacts.querysets import matching
from opportunities.lifecycle import LIVE


class OpportunityQuerySet(WorkedOnQuerySet):
    def live(self) -> Self:
        return self.filter(state__in=LIVE)

    def active(self) -> Self:
        return self.live()

    def won(self) -> Self:
        return self.filter(state="won")

    def search(self, text: str) -> Self:
        return self.filter(matching("contact__search_entry", text))
