"""Phrases about prospects and their evidence."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Self

from django.apps import apps
from django.conf import settings
from django.db import models

from activities.worked_on import WorkedOnQuerySet
from contacts.querysets import matching
from crm.core import clock


class ProspectQuerySet(WorkedOnQuerySet):
    def live(self) -> Self:
        from prospects.lifecycle import LIVE

        return self.filter(state__in=LIVE)

    def active(self) -> Self:
        from prospects.lifecycle import ACTIVE

        return self.filter(state__in=ACTIVE)

    def set_aside(self) -> Self:
        return self.filter(state="parked")

    def waiting_for_credit(self) -> Self:
        return self.filter(state="interested")

    def waiting_for_demo(self) -> Self:
        return self.filter(state="credit_cleared")

    def to_wake(self, day: date) -> Self:
        return self.filter(state="parked", until__lte=day)

    def search(self, text: str) -> Self:
        return self.filter(matching("contact__search_entry", text))


class CreditCheckQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """That there is a check, not what it says: with everybody, or in a strict installation with whom it serves."""
        if not user.is_authenticated:
            return self.none()
        if not settings.CRM_STRICT_VISIBILITY or user.has_role("admin", "credit_officer"):
            return self
        served = (
            apps.get_model("contacts.Contact")
            .objects.visible_to(user)
            .filter(models.Q(pk=models.OuterRef("contact_id")) | models.Q(company=models.OuterRef("company_id")))
        )
        return self.filter(models.Q(requested_by=user) | models.Exists(served))

    def valid(self) -> Self:
        """Passed, begun and not over, today."""
        today = clock.today()
        return self.filter(state="passed", valid_from__lte=today, valid_until__gte=today)

    def waiting(self) -> Self:
        return self.filter(state="requested")

    def waiting_for(self, user: Any) -> int:
        """How many this user is asked to decide."""
        return self.waiting().count() if user.has_role("credit_officer") else 0

    def decided_since(self, moment: datetime) -> Self:
        return self.filter(decided_at__gte=moment)

    def run_out(self) -> Self:
        return self.filter(state="passed", valid_until__lt=clock.today())
