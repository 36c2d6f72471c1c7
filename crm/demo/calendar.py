"""When things happen: in working hours, one after the other, up to the present moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from random import Random

from activities.working_days import at_local, is_working_day

ZONE = "Europe/Berlin"
A_MINUTE = timedelta(minutes=1)


def moments(rng: Random, gaps: Sequence[float], last: datetime, present: datetime) -> list[datetime]:
    """One moment for each beat: `gaps[n]` days before beat n lies beat n-1; the last beat is at `last` or just before.

    Human hours where that leaves the order as it is; never later than the present.
    """
    found: list[datetime] = []
    at = last - timedelta(days=sum(gaps[1:]))
    for gap in [0.0, *gaps[1:]]:
        at += timedelta(days=gap)
        moment = office_hours(rng, at)
        earliest = found[-1] + A_MINUTE * rng.randint(7, 50) if found else moment
        found.append(max(moment, earliest))
    return _before(found, present)


def office_hours(rng: Random, moment: datetime) -> datetime:
    """A minute of the working day at or before the moment's day."""
    day = moment.date()
    while not is_working_day(day):
        day -= timedelta(days=1)
    return at_local(day, time(rng.randint(8, 16), rng.randint(0, 59)), ZONE)


def _before(found: list[datetime], present: datetime) -> list[datetime]:
    """Push what would lie in the future before the present, keeping the order."""
    latest = present - A_MINUTE * 3
    for index in range(len(found) - 1, -1, -1):
        found[index] = min(found[index], latest)
        latest = found[index] - A_MINUTE * 5
    return found
