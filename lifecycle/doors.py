"""The door: the only way a state begins or changes, from button, board, import, API, admin and Celery alike."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.dispatch import Signal

from crm.core import clock
from lifecycle import births
from lifecycle.locking import locked
from lifecycle.models import Transition
from lifecycle.refusals import NotReady, Refused
from lifecycle.steps import Step, find, steps_from_here

moved = Signal()  # record, transition; sent inside the transaction of the step


@transaction.atomic
def enter(record: Any, *, by: Any, step: str = "enter", **log: Any) -> Any:
    """Save a new record and write its first transition, from nothing to its initial state."""
    record.entered_at = clock.now()
    record.save(force_insert=True)
    entry = Transition.objects.log(record, step, source="", by=by, **log)
    moved.send(type(record), record=record, transition=entry)
    return record


@transaction.atomic
def advance(record: Any, step: str, *, by: Any, reason: Any = None, note: str = "", **details: Any) -> Any:
    """Take one step and return the fresh record, or raise and change nothing.

    Raises Impossible (no such step from here), PermissionDenied (not yours), NotReady (gates shut, with verdicts).
    """
    record = locked(record)
    move, source = find(record, step), record.state
    if not move.allowed_to(by):
        raise PermissionDenied
    if missing := move.missing():
        raise NotReady(missing)
    born = births.give(record, step, by=by)
    evidence = [verdict.as_record() for verdict in move.checklist()]
    getattr(record, step)(**born, **details)
    record.entered_at = clock.now()
    record.version += 1
    record.save()
    entry = Transition.objects.log(
        record, step, source=source, by=by, reason=reason, note=note, evidence=evidence, versions=record.versions()
    )
    record.forget_judgements()
    moved.send(type(record), record=record, transition=entry)
    return record


def press_on(record: Any, *, by: Any) -> Any:
    """Evidence has landed: take every step that may happen by itself and whose gates hold, one after the other."""
    while ready := next((each for each in steps_from_here(record) if _goes_by_itself(each)), None):
        try:
            record = advance(record, ready.name, by=by)
        except Refused:  # somebody else was faster, or took the evidence away
            return type(record)._base_manager.get(pk=record.pk)
    return record


def _goes_by_itself(each: Step) -> bool:
    return each.forward and each.automatic and each.is_ready()
