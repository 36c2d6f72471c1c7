"""When a task is due and when its owner hears of it: wall-clock times of the owner, whatever summer time does."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from activities.working_days import DAY, at_local, working_day_from

NOON, MORNING = time(12), time(8)
AHEAD = timedelta(minutes=10)  # an appointment is announced shortly before, a day's task in its morning


def zone_of(owner: Any) -> str:
    return owner.time_zone if owner else timezone.get_current_timezone_name()


def due_moment(due: date, zone: str) -> tuple[datetime, bool]:
    """(due_at, all_day): a moment stays, a day becomes its noon in that zone."""
    return (due, False) if isinstance(due, datetime) else (at_local(due, NOON, zone), True)


def first_reminder(due_at: datetime, *, all_day: bool, zone: str) -> datetime:
    return at_local(_day(due_at, zone), MORNING, zone) if all_day else due_at - AHEAD


def second_reminder(due_at: datetime, zone: str) -> datetime:
    """The morning of the next working day."""
    return at_local(working_day_from(_day(due_at, zone) + DAY), MORNING, zone)


def _day(moment: datetime, zone: str) -> date:
    return moment.astimezone(ZoneInfo(zone)).date()
