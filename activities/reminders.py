"""Reminding owners of their tasks: when one is due, and once more when it is late. Never the same twice."""

from __future__ import annotations

from time import monotonic

from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from activities import outbox
from activities.models import Task
from activities.notifications import notify
from activities.timing import second_reminder
from crm.core import clock
from team.models import User
from team.speaking import link, speaking_to

PATIENCE = 25.0  # seconds a sweep works, so that it ends before the next begins


def remind_all(patience: float = PATIENCE) -> int:
    """Remind of everything that is due by now. Any number may run at a time; returns how many this one reminded of."""
    begun, reminded = monotonic(), 0
    while monotonic() - begun < patience and _remind_next():
        reminded += 1
    return reminded


def to_remind() -> QuerySet[Task]:
    return Task.objects.open().filter(remind_at__lte=clock.now(), owner__is_active=True).order_by("remind_at", "pk")


@transaction.atomic
def _remind_next() -> bool:
    rows = to_remind().select_related("owner", "contact__company")
    task = rows.select_for_update(skip_locked=True, of=("self",)).first()
    if task is None:
        return False
    assert task.owner is not None  # `to_remind` leaves the pool out
    overdue, now = task.reminded_at is not None, clock.now()
    with speaking_to(task.owner):
        _tell(task, task.owner, overdue=overdue)
    task.remind_at = None if overdue else second_reminder(max(task.due_at, now), task.owner.time_zone)
    task.reminded_at = now
    task.save(update_fields=["remind_at", "reminded_at"])
    return True


def _tell(task: Task, owner: User, *, overdue: bool) -> None:
    """One notification and one mail an occurrence: the key carries the due time, so a new date is a new occurrence."""
    key = f"task:{task.pk}:{task.due_at:%Y%m%dT%H%M}:{'overdue' if overdue else 'due'}"
    words = _("Overdue: {what}") if overdue else _("Due: {what}")
    subject, url = words.format(what=task.subject), reverse("tasks:finish", args=[task.pk])
    notify(owner, key, subject, url)
    body = render_to_string("activities/mail/reminder.txt", {"task": task, "overdue": overdue, "url": link(url)})
    outbox.post(key=key, to=owner.email, subject=subject, body=body)
