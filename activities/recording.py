"""Recording what happened: one way for the composer, an import, a form and a mailbox."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.dispatch import Signal

from activities.models import Activity, ActivityKind, Direction
from crm.core import clock

activity_recorded = Signal()  # activity; sent inside the transaction that stores it
activity_voided = Signal()  # activity


@transaction.atomic
def record_activity(
    contact: Any, kind: str, *, by: Any, direction: str = Direction.INTERNAL, about: Any = None,
    at: datetime | None = None, source: str = "", external_id: str = "", **more: Any,
) -> Activity:  # fmt: skip
    """Store one activity. The same `source` and `external_id` again is the same activity and causes nothing new."""
    arrived = clock.now()
    activity = Activity(
        contact=contact,
        kind=kind,
        direction=Direction.INTERNAL if kind == ActivityKind.NOTE else direction,
        at=min(at or arrived, arrived),
        recorded_at=arrived,
        by=by,
        about_kind=about.kind if about else "",
        about_id=about.pk if about else None,
        source=source,
        external_id=external_id,
        **more,
    )
    if (known := _known(activity) or _stored(activity)) is not None:
        return known
    activity_recorded.send(Activity, activity=activity)
    return activity


def _known(activity: Activity) -> Activity | None:
    same = Activity.objects.filter(source=activity.source, external_id=activity.external_id)
    return same.first() if activity.external_id else None  # type: ignore[no-any-return]


def _stored(activity: Activity) -> Activity | None:
    """Store it; the one that is there, if the same arrived at this very moment."""
    try:
        with transaction.atomic():
            activity.save(force_insert=True)
    except IntegrityError:
        if known := _known(activity):
            return known
        raise
    return None


@transaction.atomic
def void(activity: Activity) -> Activity:
    """Take an activity back: it stays visible as voided and counts for nothing any more."""
    activity = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    if activity.voided_at is None:
        activity.voided_at = clock.now()
        activity.save(update_fields=["voided_at"])
        activity_voided.send(Activity, activity=activity)
    return activity
