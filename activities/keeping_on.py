"""Tasks when a record moves: they go with it to its heir, end with it, and a machine never leaves it without one."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from activities import next_steps
from activities.about import needs_next_step
from activities.models import Task, TaskKind
from activities.working_days import working_day_from
from crm.core import clock
from lifecycle.models import Transition
from lifecycle.steps import forward_step
from team.speaking import speaking_to


def inherit(heir: Any, *, of: Any) -> None:
    """What was planned for one record is now planned for the one it became."""
    Task.objects.open().about(of).update(about_kind=heir.kind, about_id=heir.pk)


def follow(record: Any, transition: Transition) -> None:
    """End the tasks of a record that is over; give one to a record that a machine has moved on."""
    if not record.is_live:
        next_steps.drop_all_about(record)
    elif transition.by.is_machine and _is_left_alone(record):
        _plan_what_is_missing(record, transition)


def greet(record: Any, transition: Transition) -> None:
    """A record that a machine brought to somebody begins with a conversation."""
    if record.owner_id is None or not transition.by.is_machine:
        return
    with speaking_to(record.owner):
        next_steps.plan(
            record,
            kind=TaskKind.CALL,
            subject=_("First conversation with {name}").format(name=record),
            why=_("Became a prospect by itself: {evidence}").format(evidence=_evidence(transition)),
            due=working_day_from(clock.today()),
            by=transition.by,
            key=f"greet:{record.kind}:{record.pk}",
        )


def _plan_what_is_missing(record: Any, transition: Transition) -> None:
    step = forward_step(record)
    with speaking_to(record.owner):
        missing = step.missing() if step else []
        remedy = next((each.remedy.label for each in missing if each.remedy), step.label if step else "")
        words = "; ".join(str(each.label) for each in missing)
        next_steps.plan(
            record,
            subject=_("{action}: {name}").format(action=remedy, name=record.contact),
            why=_("Still missing: {gates}").format(gates=words) if words else "",
            due=working_day_from(clock.today()),
            by=transition.by,
            key=f"next:{record.kind}:{record.pk}:{transition.seq}",
        )


def _is_left_alone(record: Any) -> bool:
    return bool(record.owner_id) and needs_next_step(record) and not Task.objects.open().about(record).exists()


def _evidence(transition: Transition) -> str:
    return "; ".join(line["evidence"] for line in transition.evidence if line.get("evidence")) or "–"
