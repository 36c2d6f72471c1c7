"""An event is one addition, in the transaction that stores it."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from django.db import connection, transaction

from activities.models import Activity
from leads.models import Epoch, Score
from leads.scoring.arithmetic import decay, start_of
from leads.scoring.compile_sql import COUNTS, IN_WINDOW, UTC_DAY, engagement_rules
from leads.scoring.rescoring import lock, rescore
from lifecycle.locking import lock_row


@transaction.atomic
def count(activity: Activity) -> list[int]:
    """Add what the activity is worth to every lead of its contact in whose time it falls; returns them, locked."""
    lock_subject(activity.contact)
    scores = lock(Score.objects.filter(contact=activity.contact_id))
    epoch = Epoch.objects.current()
    if epoch is None or not scores:
        return []
    _add(epoch, activity, [score.pk for score in scores if score.epoch_id == epoch.pk])
    rescore([score.pk for score in scores if score.epoch_id != epoch.pk])  # a rescoring has not come to them yet
    return [score.pk for score in scores]


def lock_subject(contact: Any) -> None:
    """Company and contact come before any score, as at every door: what follows in this transaction cannot deadlock."""
    lock_row("contacts.Company", contact.company_id)
    lock_row("contacts.Contact", contact.pk)


def _add(epoch: Epoch, activity: Activity, ids: list[int]) -> None:
    """E grows as long as the day's count is within the rule's."""
    rules = engagement_rules(epoch.scorecard)
    day = start_of(activity.at.astimezone(UTC).date())
    growth = decay(day, epoch.began_at, epoch.scorecard.half_life_days)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""WITH met AS (
                    SELECT s.lead_id, r.id AS rule_id, r.points, r.per_day, {UTC_DAY} AS day
                    FROM activities_activity a JOIN leads_score s ON s.lead_id = ANY(%s) AND {IN_WINDOW}
                    JOIN {rules.text} WHERE a.id = %s AND {COUNTS}),
                counted AS (
                    INSERT INTO leads_daycount AS c (score_id, rule_id, day, count)
                    SELECT lead_id, rule_id, day, 1 FROM met WHERE per_day IS NOT NULL
                    ON CONFLICT (score_id, rule_id, day) DO UPDATE SET count = c.count + 1
                    RETURNING score_id, rule_id, count)
                UPDATE leads_score s SET engagement = s.engagement + earned.points * %s::float8
                FROM (SELECT met.lead_id, sum(met.points) AS points
                      FROM met LEFT JOIN counted ON score_id = met.lead_id AND counted.rule_id = met.rule_id
                      WHERE per_day IS NULL OR count <= per_day GROUP BY met.lead_id) earned
                WHERE s.lead_id = earned.lead_id""",  # noqa: S608  our own text
            [ids, *rules.params, activity.pk, growth],
        )
