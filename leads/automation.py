"""Promotion by score: a lead that reaches the threshold goes through the same door as with a person.

The rows of PromotionAttempt are the queue of record. A worker holds the row it tries, and nothing else does: who marks
a row as due touches only rows that are not, so that nobody ever waits for a worker that waits for him.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from activities import next_steps
from activities.working_days import working_day_from
from crm.core import clock
from crm.core.nudges import nudge
from leads.lifecycle import LIVE
from leads.models import Epoch, Lead, PromotionAttempt, Score
from leads.scoring.now import factor
from leads.scoring.rescoring import RANGE, lock
from lifecycle.doors import advance
from lifecycle.locking import lock_row, locked
from lifecycle.models import LifecyclePolicy, Transition
from lifecycle.refusals import Impossible, NotReady
from team.models import User

log = logging.getLogger(__name__)

LONGEST_PAUSE = timedelta(hours=1)
PATIENCE = 25.0  # seconds a sweep works, so that it ends before the next begins


def look_again(lead_ids: Sequence[int]) -> list[int]:
    """Something was heard of these leads: those at the threshold are due, now or once more. Returns the attempts.

    The caller holds the locks of the scores.
    """
    return _mark(lead_ids, AGAIN, FIRST)


def look_at_all() -> int:
    """Whoever is at the threshold and was never tried is due, as after an import. Returns how many."""
    found, last = 0, 0
    while ids := list(Score.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:RANGE]):
        with transaction.atomic():
            lock(Score.objects.filter(pk__in=ids))
            found += len(_mark(ids, FIRST))
        last = ids[-1]
    return found


def _mark(lead_ids: Sequence[int], *queries: str) -> list[int]:
    epoch = Epoch.objects.current()
    if epoch is None or not lead_ids:
        return []
    card, now = epoch.scorecard, clock.now()
    terms = {"epoch": epoch.pk, "card": card.pk, "threshold": card.threshold, "k": factor(epoch, now)}
    values: dict[str, Any] = terms | {"ids": list(lead_ids), "now": now, "live": list(LIVE)}
    found: list[int] = []
    with connection.cursor() as cursor:
        for query in queries:
            cursor.execute(query, values)
            found += [pk for (pk,) in cursor.fetchall()]
    return found


REACHED = """s.lead_id = ANY(%(ids)s) AND s.epoch_id = %(epoch)s AND s.state = ANY(%(live)s)
    AND round((s.fit + s.engagement * %(k)s::float8)::numeric, 1) >= %(threshold)s"""

AGAIN = f"""
    UPDATE leads_promotionattempt a SET due_at = %(now)s, reached_at = %(now)s, promoted_at = NULL FROM leads_score s
    WHERE a.score_id = s.lead_id AND a.scorecard_id = %(card)s AND a.due_at IS NULL AND {REACHED}
    RETURNING a.id"""  # noqa: S608  our own text

FIRST = f"""
    INSERT INTO leads_promotionattempt
        (score_id, scorecard_id, reached_at, due_at, tries, missing, policies, swept)
    SELECT s.lead_id, %(card)s, %(now)s, %(now)s, 0, '[]', '', false FROM leads_score s WHERE {REACHED}
    ORDER BY s.lead_id ON CONFLICT (score_id, scorecard_id) DO NOTHING RETURNING id"""  # noqa: S608  our own text


def promote_soon(attempts: list[int]) -> None:
    """Tell a worker once this is committed; if the broker loses it, the sweep finds it."""
    from leads.tasks import promote_due

    if attempts:
        nudge(promote_due, attempts)


def due() -> QuerySet[PromotionAttempt]:
    return PromotionAttempt.objects.filter(due_at__lte=clock.now()).order_by("due_at", "pk")


def promote(
    candidates: QuerySet[PromotionAttempt], *, without_limits: bool = False, swept: bool = False,
    patience: float = float("inf"),
) -> int:  # fmt: skip
    """Try all of these that nobody else is trying. Returns how many leads were promoted; may be killed at any time."""
    begun, promoted = monotonic(), 0
    while monotonic() - begun < patience and (attempt := _try_next(candidates, without_limits, swept)):
        promoted += attempt.promoted_at is not None
    return promoted


def sweep() -> int:
    """Promote what the queue has lost, what policies have set free, and what was to be tried again."""
    mark_stale()
    return promote(due(), swept=True, patience=PATIENCE)


def mark_stale() -> int:
    """Policies have changed: what waits for a gate is looked at again."""
    waiting = PromotionAttempt.objects.filter(due_at=None, promoted_at=None, tries__gt=0)
    return waiting.exclude(policies=policies_now()).update(due_at=clock.now())


def policies_now() -> str:
    """The policies in force, by name and version."""
    active = LifecyclePolicy.objects.filter(active=True).order_by("position", "pk")
    return ", ".join(f"{policy.name}/{policy.version}" for policy in active)


def _try_next(candidates: QuerySet[PromotionAttempt], without_limits: bool, swept: bool) -> PromotionAttempt | None:
    attempt: PromotionAttempt | None = None
    try:
        with transaction.atomic():
            waiting = candidates.select_related("score__lead", "scorecard")
            attempt = waiting.select_for_update(skip_locked=True, of=("self",)).first()
            if attempt is not None:
                attempt.swept = attempt.swept or swept
                _try(attempt, without_limits)
                attempt.save()
    except Exception:
        if attempt is None:
            raise
        log.exception("Promotion attempt %s failed and will be tried again.", attempt.pk)
        _later(attempt)
    return attempt


def _later(attempt: PromotionAttempt) -> None:
    """One lead in trouble must not hold up the others."""
    attempt.promoted_at = None
    pause = min(timedelta(minutes=2 ** min(attempt.tries, 6)), LONGEST_PAUSE)
    changes = {"due_at": clock.now() + pause, "tries": attempt.tries, "tried_at": clock.now()}
    PromotionAttempt.objects.filter(pk=attempt.pk, due_at__isnull=False).update(**changes)


def _try(attempt: PromotionAttempt, without_limits: bool) -> None:
    """Take the attempt's lead through the door, or write down why not; the locks are held until the end."""
    machine = User.objects.machine("scoring")
    lead = locked(attempt.score.lead)
    attempt.due_at = _held_until(lead, None if without_limits else attempt.scorecard.daily_capacity, machine)
    if attempt.due_at:
        return
    attempt.tries, attempt.tried_at, attempt.policies = attempt.tries + 1, clock.now(), policies_now()
    try:
        advance(lead, "promote", by=machine)
    except NotReady as refusal:
        attempt.missing = [verdict.as_record() for verdict in refusal.missing]
        _ask(attempt, lead, refusal, machine)
    except Impossible:  # a person was faster
        next_steps.settle(_key(attempt), by=machine)
    else:
        attempt.promoted_at, attempt.missing = clock.now(), []
        next_steps.settle(_key(attempt), by=machine)


def _held_until(lead: Lead, capacity: int | None, machine: User) -> datetime | None:
    """The end of a cool-down, or tomorrow where the owner has got enough promotions today; None: now."""
    if lead.is_cooling_down:
        return lead.cool_down_until
    if capacity is None or lead.owner is None:
        return None
    lock_row("team.User", lead.owner.pk)  # two workers count one after the other
    midnight = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    promotions = Transition.objects.filter(kind=Lead.kind, step="promote", at__gte=midnight, by=machine)
    today = promotions.filter(record_id__in=Lead.objects.owned_by(lead.owner).values("pk")).count()
    return midnight + timedelta(days=1) if today >= capacity else None


def _ask(attempt: PromotionAttempt, lead: Lead, refusal: NotReady, machine: User) -> None:
    """One open task an attempt, in the owner's language; none where the score itself has meanwhile decayed."""
    if "shows_interest" in attempt.gates:
        return
    with translation.override(lead.owner.language if lead.owner else None):
        missing = "\n".join(f"· {verdict.label}" for verdict in refusal.missing)
        next_steps.plan(
            lead, subject=_("Reached the threshold: clear what is missing for promotion"), why=missing,
            due=working_day_from(clock.today()), by=machine, key=_key(attempt),
        )  # fmt: skip


def _key(attempt: PromotionAttempt) -> str:
    return f"promotion:{attempt.pk}"
