"""Messages to a user inside the product: one a cause, whoever reports it and however often."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet

from activities.models import Notification
from crm.core import clock
from team.models import User

SHOWN = 100  # on the page
KEPT = timedelta(days=90)  # read messages older than this are of use to nobody


def notify(user: User, key: str, subject: str, url: str = "") -> None:
    """Tell the user once per `key`; the second time is silent."""
    message = Notification(user=user, key=key, subject=subject[:255], url=url, created_at=clock.now())
    Notification.objects.bulk_create([message], ignore_conflicts=True)


def of(user: User) -> QuerySet[Notification]:
    return Notification.objects.filter(user=user).order_by("-created_at", "-pk")


def unread(user: User) -> QuerySet[Notification]:
    return of(user).filter(read_at=None)


def unread_count(user: User) -> int:
    return unread(user).count()


def read(user: User, pk: int | None = None) -> int:
    """Mark one message of the user as read, or all of them. Returns how many were unread."""
    chosen = unread(user) if pk is None else unread(user).filter(pk=pk)
    return chosen.order_by().update(read_at=clock.now())


def forget_old() -> int:
    """Delete what was read long ago."""
    return Notification.objects.filter(read_at__lt=clock.now() - KEPT).delete()[0]
