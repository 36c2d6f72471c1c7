"""What the worker does for leads. Tasks take ids and call one function; any of them may run twice."""

from celery import shared_task

from crm.core.nudges import nudge
from leads import automation
from leads.scoring import rescoring

RANGES = 10  # of a rescoring in one task: a killed worker loses at most these


@shared_task
def promote_due(attempts: list[int]) -> None:
    automation.promote(automation.due().filter(pk__in=attempts))


@shared_task
def sweep_promotions() -> None:
    automation.sweep()


@shared_task
def carry_on_rescoring() -> None:
    if not rescoring.carry_on(patience=RANGES):
        nudge(carry_on_rescoring)


@shared_task
def rebase_scores() -> None:
    if rescoring.rebase_if_due():
        nudge(carry_on_rescoring)
