"""That scores are right: added up event by event = computed from the facts = the sum of their explanations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection

from crm.core import clock
from leads.models import Epoch, Score
from leads.scoring.contributions import contributions
from leads.scoring.rescoring import RANGE, computed, counted_days
from lifecycle import audit

Offender = tuple[object, ...]


def register() -> None:
    audit.register("every lead has a score row that knows its contact, owner and state", ROWS)
    audit.register("a promotion attempt ends once", ATTEMPTS)
    for name, find in PROOFS.items():
        audit.register(name, find)


ROWS = """
    SELECT 'lead ' || l.id AS record, l.state, s.state AS in_score FROM leads_lead l
    LEFT JOIN leads_score s ON s.lead_id = l.id
    WHERE (l.contact_id, l.owner_id, l.state) IS DISTINCT FROM (s.contact_id, s.owner_id, s.state)"""

ATTEMPTS = """
    SELECT 'lead ' || score_id AS record, due_at, promoted_at FROM leads_promotionattempt
    WHERE due_at IS NOT NULL AND promoted_at IS NOT NULL"""

TOLERANCE = 1e-9  # of the sum of all points: floating point additions in another order


def sums() -> Iterator[Offender]:
    """(lead, fit, engagement, fit as computed, engagement as computed)"""
    for epoch, ids in _ranges():
        days, scores = counted_days(epoch, ids), computed(epoch, ids)
        yield from _select(
            f"""WITH days AS MATERIALIZED ({days.text})
                SELECT 'lead ' || s.lead_id, s.fit, s.engagement, new.fit, new.engagement
                FROM leads_score s JOIN ({scores.text}) new ON new.lead_id = s.lead_id
                WHERE s.epoch_id = %s AND (s.fit <> new.fit
                      OR abs(s.engagement - new.engagement) > {TOLERANCE} * greatest(s.engagement, new.engagement))""",  # noqa: S608
            [*days.params, *scores.params, epoch.pk],
        )


def days() -> Iterator[Offender]:
    """(lead, rule, day, count as kept, count as computed)"""
    for epoch, ids in _ranges():
        days = counted_days(epoch, ids)
        yield from _select(
            f"""SELECT 'lead ' || lead_id, rule_id, day, c.count, d.n
                FROM (SELECT c.*, s.lead_id FROM leads_daycount c JOIN leads_score s ON s.lead_id = c.score_id
                      WHERE c.score_id = ANY(%s) AND s.epoch_id = %s) c
                FULL JOIN (SELECT rule_id, day, lead_id, n FROM ({days.text}) d JOIN leads_score s USING (lead_id)
                           WHERE per_day IS NOT NULL AND s.epoch_id = %s) d
                USING (lead_id, rule_id, day) WHERE c.count IS DISTINCT FROM d.n""",  # noqa: S608  our own text
            [ids, epoch.pk, *days.params, epoch.pk],
        )


def explanations() -> Iterator[Offender]:
    """(lead, score shown, sum of its explanation, fit + engagement, exact sum of its explanation)"""
    now = clock.now()
    for epoch, ids in _ranges():
        scores = list(Score.objects.select_related("epoch__scorecard").filter(pk__in=ids, epoch=epoch))
        for pk, (score, rows) in contributions(scores, now).items():
            told = sum(row.now for row in rows)
            if told != score.total or any(row.now - 1 > row.exact or row.now + 1 < row.exact for row in rows):
                yield f"lead {pk}", score.total, told


def _ranges() -> Iterator[tuple[Epoch, list[int]]]:
    """The scores of the current epoch, range by range; the others are still to be rescored."""
    epoch, last = Epoch.objects.current(), 0
    scores = Score.objects.filter(epoch=epoch).order_by("pk").values_list("pk", flat=True)
    while epoch and (ids := list(scores.filter(pk__gt=last)[:RANGE])):
        yield epoch, ids
        last = ids[-1]


def _select(query: str, params: Sequence[Any]) -> list[Offender]:
    with connection.cursor() as cursor:
        cursor.execute(query, params)
        return cursor.fetchall()


PROOFS = {
    "scores added up = scores computed from the facts": sums,
    "day counts = what happened on these days": days,
    "scores shown = the sum of their explanations": explanations,
}
