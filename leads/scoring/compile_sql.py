"""Rules become SQL: the one meaning of a rule, for one lead at an event and for all leads at an activation.

Texts come from our own lists; whatever an admin wrote travels as a parameter.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from leads.models import EngagementRule, FitRule, Scorecard
from leads.scoring import facts
from leads.scoring.arithmetic import DAY, LEAST_EXPONENT, start_of

UTC_DAY = "(a.at AT TIME ZONE 'UTC')::date"

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
    if rule.bands:
        whens = joined(
            " ", [Sql("WHEN n >= %s THEN %s", (Decimal(str(least)), points)) for least, points in rule.bands]
        )
        # OFFSET 0: the text is read as a number once, not once a band
        return Sql(f"(SELECT CASE {whens.text} ELSE 0 END FROM (SELECT {fact.number} AS n OFFSET 0) v)", whens.params)  # noqa: S608
    if rule.points:
        whens = joined(" ", [Sql("WHEN lower(%s) THEN %s", (value, points)) for value, points in rule.points.items()])
        return Sql(f"CASE lower({fact.text}) {whens.text} ELSE 0 END", whens.params)
    return Sql(f"CASE WHEN {fact.text} <> '' THEN %s ELSE 0 END", (rule.given or 0,))


def fit_total(card: Scorecard) -> Sql:
    return joined(" + ", [Sql("0"), *(fit_points(rule) for rule in card.fit_rules.all())])


def fit_columns(card: Scorecard) -> Sql:
    """For each fit rule two columns: its points, and the fact they were given for."""
    rules = [(fit_points(rule), Sql(facts.find(rule.field).text)) for rule in card.fit_rules.all()]
    return joined(", ", [Sql("l.id"), *(column for pair in rules for column in pair)])


def engagement_rules(card: Scorecard) -> Sql:
    """A join with `r(id, points, per_day)`: every engagement rule that activity `a` meets."""
    rules = list(card.engagement_rules.all())
    rows = [Sql("(%s::bigint, %s, %s::int, %s::int)", (r.pk, r.activity, r.points, r.per_day)) for r in rules]
    values = joined(", ", rows or [Sql("(0::bigint, '', 0, 0)")])
    whens = joined(" ", [_details(rule) for rule in rules if rule.where])
    met = f"CASE r.id {whens.text} ELSE true END" if whens.text else "true"
    return Sql(
        f"(VALUES {values.text}) AS r(id, kind, points, per_day) ON a.kind = r.kind AND {met}",
        (*values.params, *whens.params),
    )


def _details(rule: EngagementRule) -> Sql:
    """The part of a CASE over rules that asks for what the activity's details must be."""
    conditions = joined(" AND ", [_has(*item) for item in rule.where.items()])
    return Sql(f"WHEN %s THEN {conditions.text}", (rule.pk, *conditions.params))


def _has(key: str, wanted: str) -> Sql:
    if wanted.endswith("*"):
        return Sql("starts_with(coalesce(a.details->>%s, ''), %s)", (key, wanted[:-1]))
    return Sql("coalesce(a.details->>%s, '') = %s", (key, wanted))


def weight(day: str, origin: datetime, half_life_days: int) -> Sql:
    """2^((day − T0)/half-life), in whole days since the day of T0: dates subtract much faster than moments."""
    first = origin.astimezone(UTC).date()
    begun = (origin - start_of(first)) / DAY
    exponent = f"({day} - %s::date - %s::float8) / %s"
    return Sql(
        f"CASE WHEN {exponent} < {LEAST_EXPONENT} THEN 0 ELSE power(2::float8, {exponent}) END",
        (first, begun, half_life_days) * 2,
    )
