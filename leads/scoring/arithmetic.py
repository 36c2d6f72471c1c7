"""The arithmetic of decay: time is factored out, so that nothing has to be recomputed as it passes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

TENTH = Decimal("0.1")
LEAST_EXPONENT = -1000  # what is older has no weight; PostgreSQL's power() would raise soon after
DAY = timedelta(days=1)


def half_lives(since: datetime, until: datetime, half_life_days: int) -> float:
    return (until - since) / DAY / half_life_days


def power(exponent: float) -> float:
    return 2.0**exponent if exponent >= LEAST_EXPONENT else 0.0


def decay(since: datetime, until: datetime, half_life_days: int) -> float:
    """What a point of `since` is worth at `until`."""
    return power(-half_lives(since, until, half_life_days))


def start_of(day: date) -> datetime:
    """All occurrences of a UTC day weigh as at its start: the order of arrival cannot matter."""
    return datetime.combine(day, time.min, UTC)


def tenths(value: float) -> Decimal:
    """A score as it is shown and compared: PostgreSQL's round(value::numeric, 1), which keeps 15 digits."""
    return Decimal(f"{value:.15g}").quantize(TENTH, ROUND_HALF_UP)


def shares(values: Sequence[float], total: Decimal) -> list[Decimal]:
    """The values in tenths, summing exactly to `total`: the largest remainders are rounded up."""
    floors = [Decimal(value).quantize(TENTH, ROUND_FLOOR) for value in values]
    missing = int((total - sum(floors, Decimal(0))) / TENTH)
    by_remainder = sorted(range(len(values)), key=lambda i: Decimal(values[i]) - floors[i], reverse=True)
    for i in by_remainder[: max(missing, 0)]:
        floors[i] += TENTH
    return floors


def falls_below(fit: int, engagement: float, threshold: int, half_life_days: int, now: datetime) -> datetime | None:
    """When a score that only decays is first shown below the threshold; None if it never is, or is already."""
    least = threshold - 0.05 - fit  # shown is rounded: below this the tenths are below the threshold
    if least <= 0 or engagement < least:
        return None
    return now + math.log2(engagement / least) * half_life_days * DAY
