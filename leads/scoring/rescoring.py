"""Scoring from the facts, set by set in the database: after a changed fact, a voided event, an activation, a rebase.

Whoever writes a score locks its row first, in ascending order, and looks at card and events only in a later
statement: what was stored meanwhile is then seen, and what is stored afterwards waits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import count

from django.db import connection, transaction
from django.db.models import QuerySet

from crm.core import clock
from leads.models import Epoch, Score
from leads.scoring.arithmetic import half_lives
from leads.scoring.compile_sql import COUNTS, IN_WINDOW, UTC_DAY, Sql, engagement_rules, fit_total, weight

RANGE = 5000
LONGEST_EPOCH = timedelta(days=365)
MOST_HALF_LIVES = 300  # doubles overflow after 1,000


def rescore(lead_ids: Sequence[int]) -> list[int]:
    """Bring these leads to what their facts say, in the current epoch; returns them, locked."""
    return _rescore(Score.objects.filter(pk__in=lead_ids))


def rescore_contacts(contact_ids: Sequence[int]) -> list[int]:
    """The same for all leads of these contacts."""
    return _rescore(Score.objects.filter(contact__in=contact_ids))


@transaction.atomic
def _rescore(scores: QuerySet[Score]) -> list[int]:
    ids = [score.pk for score in lock(scores)]
    epoch = Epoch.objects.current()
    if epoch and ids:
        _recompute(epoch, ids)
    return ids


def lock(scores: QuerySet[Score]) -> list[Score]:
    """Lock these scores in the order everybody locks them."""
    return list(scores.select_for_update(of=("self",)).order_by("pk"))


def begin(card_id: int) -> Epoch:
    """A new time origin for the active scorecard: all scores move over, range by range, while the old ones show."""
    return Epoch.objects.create(scorecard_id=card_id, began_at=clock.now())


def carry_on(progress: Callable[[int, int], None] | None = None, patience: int | None = None) -> bool:
    """Move scores into the current epoch; True when all are there. May stop, be killed and run twice at any time."""
    epoch = Epoch.objects.current()
    if epoch is None:
        return True
    last = 0
    for _range in count() if patience is None else range(patience):
        reached = _next_range(epoch, after=last)
        if reached is None:
            return _finished(epoch)
        last = reached
        if progress:
            progress(*progress_of(epoch))
    return False


def progress_of(epoch: Epoch) -> tuple[int, int]:
    """(done, all)"""
    return Score.objects.filter(epoch=epoch).count(), Score.objects.count()


def rebase_if_due() -> Epoch | None:
    """T0 moves once a year, or before the numbers grow too large."""
    epoch = Epoch.objects.current()
    if epoch is None:
        return None
    now = clock.now()
    aged = half_lives(epoch.began_at, now, epoch.scorecard.half_life_days) > MOST_HALF_LIVES
    return begin(epoch.scorecard_id) if aged or now - epoch.began_at > LONGEST_EPOCH else None


@transaction.atomic
def _next_range(epoch: Epoch, after: int) -> int | None:
    """Lock the next scores of another epoch, leaving out what another worker holds, and compute them."""
    behind = Score.objects.exclude(epoch=epoch).filter(pk__gt=after).order_by("pk")
    ids = list(behind.select_for_update(skip_locked=True, of=("self",)).values_list("pk", flat=True)[:RANGE])
    if not ids:
        return None
    _recompute(epoch, ids)
    return ids[-1]


def _finished(epoch: Epoch) -> bool:
    done = not Score.objects.exclude(epoch=epoch).exists()
    if done:
        Epoch.objects.filter(pk=epoch.pk, finished_at=None).update(finished_at=clock.now())
    return done


def counted_days(epoch: Epoch, lead_ids: Sequence[int], more: str = "") -> Sql:
    """A row for each lead, rule and UTC day: points and limit of the rule, and how often it was met."""
    rules = engagement_rules(epoch.scorecard)
    return Sql(
        f"""SELECT s.lead_id, r.id AS rule_id, {UTC_DAY} AS day, count(*) AS n,
                   min(r.points) AS points, min(r.per_day) AS per_day {more}
            FROM leads_score s JOIN activities_activity a ON a.contact_id = s.contact_id AND {IN_WINDOW}
            JOIN {rules.text}
            WHERE s.lead_id = ANY(%s) AND {COUNTS} GROUP BY 1, 2, 3""",  # noqa: S608  our own text
        (*rules.params, list(lead_ids)),
    )


def computed(epoch: Epoch, lead_ids: Sequence[int]) -> Sql:
    """A row (lead_id, fit, engagement) for each lead, from the common table `days` of `counted_days`."""
    worth = weight("day", epoch.began_at, epoch.scorecard.half_life_days)
    fit = fit_total(epoch.scorecard)
    return Sql(
        f"""SELECT l.id AS lead_id, {fit.text} AS fit, coalesce(e.engagement, 0) AS engagement
            FROM leads_lead l JOIN contacts_contact c ON c.id = l.contact_id
            LEFT JOIN contacts_company co ON co.id = c.company_id
            LEFT JOIN (SELECT lead_id, sum(least(n, per_day) * points * {worth.text}) AS engagement
                       FROM days GROUP BY lead_id) e ON e.lead_id = l.id
            WHERE l.id = ANY(%s)""",  # noqa: S608  our own text
        (*fit.params, *worth.params, list(lead_ids)),
    )


def _recompute(epoch: Epoch, ids: list[int]) -> None:
    days, scores = counted_days(epoch, ids), computed(epoch, ids)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM leads_daycount WHERE score_id = ANY(%s)", [ids])
        cursor.execute(
            f"""WITH days AS MATERIALIZED ({days.text}),
                kept AS (INSERT INTO leads_daycount (score_id, rule_id, day, count)
                         SELECT lead_id, rule_id, day, n FROM days WHERE per_day IS NOT NULL)
                UPDATE leads_score s SET epoch_id = %s, fit = new.fit, engagement = new.engagement
                FROM ({scores.text}) new
                WHERE s.lead_id = new.lead_id AND s.lead_id = ANY(%s)""",  # noqa: S608  our own text
            [*days.params, epoch.pk, *scores.params, ids],
        )
