"""Days on which people work: not on weekends and public holidays. And what a day means in somebody's time zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays
from django.conf import settings

DAY = timedelta(days=1)


@cache
def _free_days() -> holidays.HolidayBase:
    return holidays.country_holidays(settings.CRM_COUNTRY)  # fills in each year when it is first asked about


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in _free_days()


def working_day_from(day: date) -> date:
    """The day itself, or the next one on which people work."""
    while not is_working_day(day):
        day += DAY
    return day


def working_days_after(day: date, count: int) -> date:
    """`count` working days later: Friday and 2 make Tuesday."""
    for _step in range(count):
        day = working_day_from(day + DAY)
    return day


def at_local(day: date, clock_time: time, zone: str) -> datetime:
    """That wall-clock time in that zone, as an aware moment in UTC; in the hour a zone skips, the moment after it."""
    return datetime.combine(day, clock_time, tzinfo=ZoneInfo(zone)).astimezone(UTC)
