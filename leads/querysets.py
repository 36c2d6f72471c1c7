"""Phrases about leads."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db.models import Q

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
