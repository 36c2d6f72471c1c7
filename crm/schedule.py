"""The whole night shift on one page. Every line may run twice or at two places at once: rows are claimed or keyed."""

from typing import Any

from celery.schedules import crontab

HALF_A_MINUTE = 30.0


def often(task: str, seconds: float = HALF_A_MINUTE) -> dict[str, Any]:
    """Every so many seconds; a run that found no worker in time is left to the next."""
    return {"task": task, "schedule": seconds, "options": {"expires": seconds}}


def at(task: str, **when: str) -> dict[str, Any]:
    """At a time of the clock (UTC): `minute="5"` is five past every hour."""
    return {"task": task, "schedule": crontab(**when), "options": {"expires": 3000}}


SCHEDULE: dict[str, dict[str, Any]] = {
    "send mail that waits": often("activities.tasks.sweep_outbox"),
    "remind of due tasks": often("activities.tasks.remind"),
    "promote what the queue lost": often("leads.tasks.sweep_promotions"),
    "score what is not yet scored": often("leads.tasks.carry_on_rescoring"),
    "move the scores' time origin": at("leads.tasks.rebase_scores", minute="40", hour="2"),
    "wake what was set aside": at("prospects.tasks.wake", minute="5"),
    "expire credit checks": at("prospects.tasks.expire_credit_checks", minute="15"),
    "forget old notifications": at("activities.tasks.forget_old_notifications", minute="30", hour="2"),
}
