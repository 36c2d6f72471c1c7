"""Phrases about what happened and what should happen."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q

from team.querysets import OwnedQuerySet


class ActivityQuerySet(models.QuerySet[Any]):
    def standing(self) -> Self:
        """Not voided."""
        return self.filter(voided_at=None)

    def since(self, moment: datetime | None) -> Self:
        return self.filter(at__gte=moment) if moment else self

    def answers(self) -> Self:
        """They have answered us, or come to us, knowingly."""
        from activities.models.happened import ANSWERS

        return self.standing().filter(direction="in", kind__in=ANSWERS)

    def wanting_more(self) -> Self:
        return self.standing().filter(wants_more=True)


class TaskQuerySet(OwnedQuerySet):
    def open(self) -> Self:
        return self.filter(done_at=None, cancelled_at=None)

    def about(self, record: Any) -> Self:
        return self.filter(about_kind=record.kind, about_id=record.pk)

    def overdue(self, moment: datetime) -> Self:
        return self.open().filter(due_at__lt=moment)

    def due_until(self, moment: datetime) -> Self:
        return self.open().filter(due_at__lt=moment)

    def search(self, text: str) -> Self:
        return self.filter(Q(subject__icontains=text) | Q(why__icontains=text))
