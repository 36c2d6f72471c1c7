"""Phrases about what happened and what should happen."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from contacts.querysets import matching
from crm.core import clock
from team.querysets import OwnedQuerySet

DAY = timedelta(days=1)


def midnight(day: date) -> datetime:
    """The beginning of that day in the reader's time zone; of a moment's day, if it is a moment."""
    that = timezone.localdate(day) if isinstance(day, datetime) else day
    return timezone.make_aware(datetime.combine(that, time.min))


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
        """Past its time, or past its day where any time that day would do."""
        return self.open().filter(Q(due_at__lt=midnight(moment)) | Q(due_at__lt=moment, all_day=False))

    def due_until(self, day: date) -> Self:
        """Due on that day of the reader's, or earlier."""
        return self.open().filter(due_at__lt=midnight(day + DAY))

    def due_on(self, day: date) -> Self:
        return self.due_until(day).filter(due_at__gte=midnight(day))

    def due_this_week(self) -> Self:
        """Until Sunday, and whatever is late."""
        today = clock.today()
        return self.due_until(today + DAY * (6 - today.weekday()))

    def done(self) -> Self:
        return self.exclude(done_at=None)

    def waiting_for(self, user: Any) -> int:
        """How many tasks the user has today, late ones included."""
        return self.due_until(clock.today()).owned_by(user).count()

    def search(self, text: str) -> Self:
        """By what is to be done, or by whom it is about."""
        return self.filter(Q(subject__icontains=text) | matching("contact__search_entry", text))
