"""Rules become SQL: the one meaning of a rule, for one lead at an event and for all leads at an activation.

Texts come from our own lists; whatever an admin wrote travels as a parameter.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from leads.models import EngagementRule, FitRule, Scorecard
from leads.scoring import facts
from leads.scoring.arithmetic import LEAST_EXPONENT

DAY = "(a.at AT TIME ZONE 'UTC')::date"

# What they did counts; what we did does not, nor what was voided, nor a suspected machine, nor without consent.
COUNTS = """a.voided_at IS NULL AND a.direction <> 'out'
    AND NOT a.details @> '{"suspected_machine": true}' AND NOT a.details @> '{"tracking_consent": false}'"""
IN_WINDOW = "a.at >= coalesce(s.counts_from, '-infinity') AND a.at < coalesce(s.counts_until, 'infinity')"


@dataclass(frozen=True)
class Sql:
    """A piece of SQL with its parameters."""

    text: str
    params: tuple[Any, ...] = ()


def joined(separator: str, parts: Iterable[Sql]) -> Sql:
    parts = list(parts)
    return Sql(separator.join(part.text for part in parts), tuple(value for part in parts for value in part.params))


def fit_points(rule: FitRule) -> Sql:
    """An expression over `l`, `c`, `co`: the points of one fit rule."""
    fact = facts.find(rule.field)
    if rule.bands is not None:
        cases = [
            Sql(f"WHEN {fact.number} >= %s THEN %s", (Decimal(str(least)), points)) for least, points in rule.bands
        ]
    elif rule.points is not None:
        cases = [
            Sql(f"WHEN lower({fact.text}) = lower(%s) THEN %s", (value, points))
            for value, points in rule.points.items()
        ]
    else:
        cases = [Sql(f"WHEN {fact.text} <> '' THEN %s", (rule.given,))]
    whens = joined(" ", cases)
    return Sql(f"CASE {whens.text} ELSE 0 END", whens.params) if cases else Sql("0")


def fit_total(card: Scorecard) -> Sql:
    return joined(" + ", [Sql("0"), *(fit_points(rule) for rule in card.fit_rules.all())])


def fit_columns(card: Scorecard) -> Sql:
    """For each fit rule two columns: its points, and the fact they were given for."""
    rules = [(fit_points(rule), Sql(facts.find(rule.field).text)) for rule in card.fit_rules.all()]
    return joined(", ", [Sql("l.id"), *(column for pair in rules for column in pair)])


def engagement_rules(card: Scorecard) -> Sql:
    """`r(id, points, per_day, met)`: every engagement rule, and whether activity `a` meets it."""
    rows = [
        Sql(f"(%s::bigint, %s::int, %s::int, {met.text})", (rule.pk, rule.points, rule.per_day, *met.params))
        for rule in card.engagement_rules.all()
        for met in [_met(rule)]
    ]
    values = joined(", ", rows or [Sql("(0::bigint, 0, 0, false)")])
    return Sql(f"LATERAL (VALUES {values.text}) AS r(id, points, per_day, met)", values.params)


def _met(rule: EngagementRule) -> Sql:
    return joined(" AND ", [Sql("a.kind = %s", (rule.activity,)), *(_has(*item) for item in rule.where.items())])


def _has(key: str, wanted: str) -> Sql:
    if wanted.endswith("*"):
        return Sql("starts_with(coalesce(a.details->>%s, ''), %s)", (key, wanted[:-1]))
    return Sql("coalesce(a.details->>%s, '') = %s", (key, wanted))


def weight(day: str) -> str:
    """2^((day − T0)/half-life) as SQL with the parameters T0 and half-life, twice."""
    exponent = f"extract(epoch FROM ({day}::timestamp AT TIME ZONE 'UTC') - %s)::float8 / 86400 / %s"
    return f"CASE WHEN {exponent} < {LEAST_EXPONENT} THEN 0 ELSE power(2::float8, {exponent}) END"
