"""Phrases about opportunities."""

from __future__ import annotations

from typing import Self

from contacts.querysets import matching
from opportunities.lifecycle import LIVE
from team.querysets import OwnedQuerySet


class OpportunityQuerySet(OwnedQuerySet):
    def live(self) -> Self:
        return self.filter(state__in=LIVE)

    def won(self) -> Self:
        return self.filter(state="won")

    def search(self, text: str) -> Self:
        return self.filter(matching("contact__search_entry", text))
