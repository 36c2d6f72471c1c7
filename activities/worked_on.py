"""Records that people work on: what happened last, what comes next."""

from __future__ import annotations

from typing import Any, Self

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import JSONObject

from activities.models import Activity, Task
from activities.models.happened import ANSWERS
from crm.core import clock
from team.querysets import OwnedQuerySet


class WorkedOnQuerySet(OwnedQuerySet):
    """Guarded records of one contact each; tasks name them by kind and id."""

    def active(self) -> Self:
        """Live, and not set aside."""
        raise NotImplementedError

    def at_a_glance(self) -> Self:
        """Annotate `next_step`, the next open task as {due, all_day, what}, and `last_contact`, a moment."""
        task = (
            self._open_tasks()
            .order_by("due_at")
            .values(said=JSONObject(due="due_at", all_day="all_day", what="subject"))
        )
        return self.annotate(next_step=Subquery(task[:1]), last_contact=last_contact("contact"))

    def without_next_step(self) -> Self:
        return self.active().filter(~Exists(self._open_tasks()))

    def with_late_step(self) -> Self:
        return self.filter(Exists(self._open_tasks().overdue(clock.now())))

    def with_step_today(self) -> Self:
        return self.filter(Exists(self._open_tasks().due_on(clock.today())))

    def _open_tasks(self) -> Any:
        return Task.objects.open().filter(about_kind=self.model.kind, about_id=OuterRef("pk"))


def last_contact(contact: str) -> Subquery:
    """When we last spoke with the contact at that path, or they with us."""
    talks = Activity.objects.standing().filter(contact=OuterRef(contact), kind__in=ANSWERS)
    return Subquery(talks.order_by("-at").values("at")[:1])
