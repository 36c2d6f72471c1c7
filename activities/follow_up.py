"""How a task ended, and what usually comes next: suggestions that Enter accepts."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.models import Task, TaskKind
from activities.next_steps import NextStep
from activities.working_days import working_days_after
from crm.core import clock


class Outcome(models.TextChoices):
    DONE = "done", gettext_lazy("Done")
    REACHED = "reached", gettext_lazy("Reached")
    NO_ANSWER = "no_answer", gettext_lazy("No answer")
    NOT_HELD = "not_held", gettext_lazy("Did not take place")


OUTCOMES = {
    TaskKind.CALL: (Outcome.REACHED, Outcome.NO_ANSWER),
    TaskKind.MEETING: (Outcome.DONE, Outcome.NOT_HELD),
}


def outcomes_of(kind: str) -> tuple[Outcome, ...]:
    return OUTCOMES.get(TaskKind(kind), (Outcome.DONE,))


def suggestion(task: Task, outcome: str) -> NextStep:
    """What to plan next, for a task that ended like this."""
    name = task.contact
    if outcome in (Outcome.NO_ANSWER, Outcome.NOT_HELD):
        return NextStep(task.subject, _in(2), task.kind, task.why)
    if task.kind == TaskKind.MAIL:
        return NextStep(_("Call {name} about the mail").format(name=name), _in(3), TaskKind.CALL)
    if task.kind == TaskKind.MEETING:
        return NextStep(_("Send {name} what we agreed").format(name=name), _in(1), TaskKind.MAIL)
    return NextStep(_("Follow up with {name}").format(name=name), _in(5), TaskKind.CALL)


def _in(working_days: int) -> date:
    return working_days_after(clock.today(), working_days)
