"""Why a lead scores what it scores, what is missing, and how long it lasts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from math import ceil
from typing import Any

from django.utils.translation import gettext as _

from crm.core import clock
from leads.models import FitRule, Score
from leads.scoring.arithmetic import decay, falls_below, start_of, tenths
from leads.scoring.contributions import Contribution, contributions
from leads.scoring.labels import Labels
from leads.scoring.now import ScoreNow

DAYS = 30
WAYS = 3


@dataclass(frozen=True)
class Way:
    """Something that would earn what is missing, or part of it."""

    label: str
    points: int
    times: int = 1
    url: str = ""


@dataclass(frozen=True)
class Explanation:
    """A score with all its reasons: the rows sum exactly to the total that is shown."""

    score: ScoreNow
    rows: list[Contribution]
    ways: list[Way]
    falls_on: datetime | None
    history: list[tuple[date, Decimal]]

    @property
    def missing(self) -> Decimal:
        return self.score.missing


def explain(lead: Any, as_of: datetime | None = None) -> Explanation | None:
    """None while no scorecard is active. Six queries, however much happened."""
    as_of = as_of or clock.now()
    found = _explained(lead, as_of)
    if found is None:
        return None
    row, (score, rows) = found
    assert row.epoch is not None
    card = row.epoch.scorecard
    labels = Labels(card)
    for each in rows:
        each.label = labels.contribution(each)
    rows.sort(key=lambda each: (-abs(each.now), each.label))
    engagement = sum(each.exact for each in rows if each.day)
    return Explanation(
        score=score,
        rows=rows,
        ways=_ways(score.missing, rows, labels, card),
        falls_on=falls_below(row.fit, engagement, card.threshold, card.half_life_days, as_of),
        history=list(_history(row.fit, rows, card.half_life_days, as_of)),
    )


def proof_of(lead: Any) -> dict[str, Any]:
    """What is kept with a promotion: the score, its scorecard, and every contribution as rule and points."""
    found = _explained(lead, clock.now())
    if found is None:
        return {}
    _row, (score, rows) = found
    kept = [{"rule": _rule(each), "then": each.then, "points": str(each.now)} | _event(each) for each in rows]
    return {"scorecard": score.version, "score": str(score.total), "contributions": kept}


def _explained(lead: Any, as_of: datetime) -> tuple[Score, tuple[ScoreNow, list[Contribution]]] | None:
    rules = [f"epoch__scorecard__{each}" for each in ("fit_rules", "engagement_rules")]
    scores = Score.objects.select_related("epoch__scorecard").prefetch_related(*rules)
    row = scores.filter(lead=lead, epoch__isnull=False).first()
    return (row, contributions([row], as_of)[row.pk]) if row else None


def _rule(row: Contribution) -> str:
    """`fit 3` or `engagement 1`: as the rule is numbered in its version."""
    return f"{'fit' if isinstance(row.rule, FitRule) else 'engagement'} {row.rule.position}"


def _event(row: Contribution) -> dict[str, Any]:
    return {"day": row.day.isoformat(), "activity": row.activity_id} if row.day else {}


def _ways(missing: Decimal, rows: Sequence[Contribution], labels: Labels, card: Any) -> list[Way]:
    """The cheapest ways to the threshold: the fewest things to happen or to find out."""
    if not missing:
        return []
    earned = {each.rule.pk for each in rows if not each.day}
    ways = [Way(labels.event(rule), rule.points, ceil(missing / rule.points)) for rule in card.engagement_rules.all()]
    unknown = [rule for rule in card.fit_rules.all() if rule.pk not in earned and _best(rule) > 0]
    ways += [Way(_("{fact}, at most").format(fact=labels.fact(rule)), _best(rule)) for rule in unknown]
    return sorted(ways, key=lambda way: (way.times, -way.points))[:WAYS]


def _best(rule: FitRule) -> int:
    """The most a fit rule gives."""
    if rule.bands is not None:
        return max(points for _least, points in rule.bands)
    return max(rule.points.values()) if rule.points is not None else int(rule.given or 0)


def _history(fit: int, rows: Sequence[Contribution], half_life: int, as_of: datetime) -> Iterator[tuple[date, Decimal]]:
    """The score at this hour of each of the last days, with the facts as they are now."""
    events = [(start_of(each.day), each.then) for each in rows if each.day]
    for back in range(DAYS, -1, -1):
        then = as_of - timedelta(days=back)
        earned = sum(points * decay(day, then, half_life) for day, points in events if day <= then)
        yield then.date(), tenths(fit + earned)
