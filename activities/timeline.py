"""The timeline: what happened with these people and which steps were taken, as one list, newest first.

Two queries a page, whatever it shows: activities, and transitions. Pages are cut at a place, never at an offset.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby, islice
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activities.models import Activity, ActivityKind
from activities.telling import tell, tell_step
from crm.core import moments
from lifecycle import births
from lifecycle.models import Transition

PAGE = 25
MOST = 1000  # steps read for one page; the path at its head needs them all
STEPS = "steps"
TALKS = (ActivityKind.NOTE, ActivityKind.CALL, ActivityKind.MAIL, ActivityKind.MEETING, ActivityKind.FORM)
VISITS = (ActivityKind.PAGE_VISIT, ActivityKind.DOWNLOAD, ActivityKind.WEBINAR)
KINDS = {"talks": TALKS, "visits": VISITS}
SHOWS = {"": _("All"), "talks": _("Talks"), "visits": _("Visits"), STEPS: _("Steps")}
ACTIVITY, STEP = 0, 1  # of two things at the same moment, the step follows what caused it
Shown = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """Where a page ends: moment, sort and id of its oldest entry."""

    at: datetime
    rank: int
    pk: int

    @classmethod
    def read(cls, text: str) -> Place | None:
        """The place that an address names; None for anything else."""
        try:
            at, rank, pk = text.split("~")
            moment = datetime.fromisoformat(at)
            return cls(moment.astimezone(UTC), int(rank), int(pk)) if moment.tzinfo else None
        except (ValueError, OverflowError):
            return None

    def __str__(self) -> str:
        return f"{self.at.isoformat()}~{self.rank}~{self.pk}"


def steps_with(people: Iterable[int], also: Q | None = None) -> list[Transition]:
    """The steps of these contacts' records, and others that belong here (`also`), newest first: one query."""
    wanted = Q(contact__in=list(people)) | (also or Q(pk__in=[]))
    return list(Transition.objects.filter(wanted).select_related("by", "reason").order_by("-at", "-pk")[:MOST])


def timeline(people: Mapping[int, Any], steps: Iterable[Transition], *, show: str = "", before: str = "") -> Shown:
    """One page for the component: `days` with their entries, `filters`, `more_url`.

    `people`: contacts by id, with their addresses; `steps` as `steps_with` finds them.
    """
    show, place = show if show in SHOWS else "", Place.read(before)
    rows: list[Any] = [*_activities(people, show, place), *_steps(steps, show, place)]
    rows.sort(key=_order, reverse=True)
    shown, more = rows[:PAGE], rows[PAGE:]
    names = {pk: str(each) for pk, each in people.items()}
    entries = [tell(row, names) if isinstance(row, Activity) else tell_step(row) for row in shown]
    days = groupby(entries, key=lambda entry: moments.day_of(entry["at"]))
    return {
        "days": [{"day": day, "entries": list(group)} for day, group in days],
        "filters": [
            {"label": label, "url": _address(show=key), "current": key == show} for key, label in SHOWS.items()
        ],
        "more_url": _address(show=show, before=str(Place(*_order(shown[-1])))) if more else "",
    }


def _order(row: Any) -> tuple[datetime, int, int]:
    return row.at, ACTIVITY if isinstance(row, Activity) else STEP, row.pk


def _address(**query: str) -> str:
    return f"?{urlencode({name: value for name, value in query.items() if value})}#timeline"


def _activities(people: Iterable[int], show: str, place: Place | None) -> Iterable[Activity]:
    if show == STEPS:
        return []
    found = Activity.objects.filter(contact__in=list(people)).select_related("by")
    if show:
        found = found.filter(kind__in=KINDS[show])
    if place:
        same = Q(at=place.at, pk__lt=place.pk) if place.rank == ACTIVITY else Q(at=place.at)
        found = found.filter(Q(at__lt=place.at) | same)
    return found.order_by("-at", "-pk")[: PAGE + 1]


def _steps(steps: Iterable[Transition], show: str, place: Place | None) -> Iterable[Transition]:
    """Those of this page; a step that gave birth is told by what was born."""
    if show in KINDS:
        return []
    told = set(births.known())
    below = (each for each in steps if place is None or _order(each) < (place.at, place.rank, place.pk))
    return islice((each for each in below if (each.kind, each.step) not in told), PAGE + 1)
