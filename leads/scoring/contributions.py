"""What each rule contributed to a score: the rows of every explanation, and the proof of every sum."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection

from leads.models import EngagementRule, Epoch, FitRule, Score
from leads.scoring.arithmetic import decay, shares, start_of
from leads.scoring.compile_sql import fit_columns
from leads.scoring.now import ScoreNow, shown
from leads.scoring.rescoring import counted_days


@dataclass
class Contribution:
    """One rule's share. `then` are the points when it was earned, `exact` now, `now` as shown in tenths."""

    rule: FitRule | EngagementRule
    then: int
    exact: float
    now: Decimal = Decimal("0.0")
    value: str = ""  # the fact, for a fit rule
    day: date | None = None  # the UTC day, for an engagement rule
    at: datetime | None = None
    activity_id: int | None = None
    counted: int = 1
    happened: int = 1
    label: str = ""


def contributions(scores: Sequence[Score], as_of: datetime) -> dict[int, tuple[ScoreNow, list[Contribution]]]:
    """For each lead (all of one epoch) its score and the contributions, which sum exactly to it. Two queries."""
    epoch = scores[0].epoch
    assert epoch is not None
    found: dict[int, list[Contribution]] = defaultdict(list)
    ids = [score.pk for score in scores]
    for pk, each in [*_from_facts(epoch, ids), *_from_events(epoch, ids, as_of)]:
        found[pk].append(each)
    return {score.pk: _rounded(shown(score, as_of), found[score.pk]) for score in scores}


def _rounded(score: ScoreNow, rows: list[Contribution]) -> tuple[ScoreNow, list[Contribution]]:
    for row, share in zip(rows, shares([row.exact for row in rows], score.total), strict=True):
        row.now = share
    return score, rows


def _from_facts(epoch: Epoch, ids: Sequence[int]) -> Iterable[tuple[int, Contribution]]:
    rules = list(epoch.scorecard.fit_rules.all())
    columns = fit_columns(epoch.scorecard)
    query = f"""SELECT {columns.text} FROM leads_lead l JOIN contacts_contact c ON c.id = l.contact_id
                LEFT JOIN contacts_company co ON co.id = c.company_id WHERE l.id = ANY(%s)"""  # noqa: S608
    for pk, *cells in _rows(query, [*columns.params, list(ids)]):
        for rule, points, value in zip(rules, cells[::2], cells[1::2], strict=True):
            if points:
                yield pk, Contribution(rule, points, points, value=value)


def _from_events(epoch: Epoch, ids: Sequence[int], as_of: datetime) -> Iterable[tuple[int, Contribution]]:
    """One row a rule and day: occurrences beyond the day's limit are named but worth nothing."""
    rules = {rule.pk: rule for rule in epoch.scorecard.engagement_rules.all()}
    days = counted_days(epoch, ids, ", max(a.id), max(a.at)")
    for pk, rule, day, happened, points, per_day, activity, at in _rows(days.text, list(days.params)):
        counted = min(happened, per_day or happened)
        worth = decay(start_of(day), as_of, epoch.scorecard.half_life_days)
        then = counted * points
        yield (
            pk,
            Contribution(
                rules[rule], then, then * worth, day=day, at=at.astimezone(UTC), activity_id=activity,
                counted=counted, happened=happened,
            ),
        )  # fmt: skip


def _rows(query: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, params)
        return cursor.fetchall()
