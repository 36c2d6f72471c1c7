"""A lead's score as the page shows it: the card, and every point on a page of its own."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from crm.core import moments
from crm.core.numbers import number
from leads.scoring import Explanation

TOP = 4
Shown = dict[str, Any]


def score_card(told: Explanation | None, url: str) -> Shown | None:
    """Data for the score component; nothing while no scorecard is active."""
    if told is None:
        return None
    top, rest = told.rows[:TOP], told.rows[TOP:]
    return {
        "points": told.score.total,
        "threshold": told.score.threshold,
        "history": [float(points) for _day, points in told.history],
        "says": _says(told),
        "contributions": [{"label": row.label, "points": row.now} for row in top],
        "more": len(rest),
        "more_points": sum(row.now for row in rest),
        "falls_on": told.falls_on,
        "note": _missing(told),
        "url": url,
    }


def _says(told: Explanation) -> str:
    first, last = told.history[0][1], told.history[-1][1]
    words = _("Score over 30 days: from {first} to {last}").format(first=number(first, 1), last=number(last, 1))
    if told.falls_on is None:
        return words
    falls = _("expected to fall below {threshold} on {day}")
    return f"{words}, {falls.format(threshold=told.score.threshold, day=moments.exact(told.falls_on.date()))}"


def _missing(told: Explanation) -> str:
    """The shortest way to the threshold."""
    if not told.missing or not told.ways:
        return ""
    way = told.ways[0]
    what = _("{what}, {times} times").format(what=way.label, times=way.times) if way.times > 1 else way.label
    return _("{points} points to go, for example: {what}").format(points=number(told.missing, 1), what=what)
