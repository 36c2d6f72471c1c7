"""What should happen next: planned, done, put off or dropped. No live record stays without a next step."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from activities.about import needs_next_step, record_of
from activities.models import Activity, ActivityKind, Direction, Task, TaskKind
from activities.permissions import may_work_on
from activities.recording import record_activity, void
from activities.timing import due_moment, first_reminder, zone_of
from crm.core import clock

SOURCE = "task"  # of the activity that a finished task leaves in the timeline


class Stale(Exception):
    """The task is not as it was when it was shown; `task` is as it is now. Nothing was changed."""

    def __init__(self, task: Task) -> None:
        self.task = task
        super().__init__(_("This task was changed meanwhile. Nothing was saved."))


class NextStepMissing(Exception):
    """The record is live, and this was the last thing planned for it. Nothing was changed."""

    def __init__(self) -> None:
        super().__init__(_("Plan what comes next: a live record always has a next step."))


@dataclass(frozen=True)
class NextStep:
    """What is to follow; `due` is a day, or an aware moment where the time matters."""

    subject: str
    due: date
    kind: str = TaskKind.TODO
    why: str = ""


@transaction.atomic
def plan(
    about: Any, *, subject: str, due: date, by: Any, kind: str = TaskKind.TODO, owner: Any = None, why: str = "",
    key: str = "",
) -> Task:  # fmt: skip
    """Plan a task for a contact, or for one of its records; by default for whoever owns that.

    `key` names the cause: while a task with it is open, planning it again changes nothing.
    """
    owner = owner or about.owner
    facts = {"subject": subject[:200], "kind": kind, "why": why, "created_by": by, "created_at": clock.now()}
    task = Task(owner=owner, team=(owner.team if owner else None) or about.team, key=key, **facts, **_place(about))
    _set_due(task, due)
    try:
        with transaction.atomic():
            task.save(force_insert=True)
    except IntegrityError:  # the key is taken
        return Task.objects.open().get(key=key)
    return task


@transaction.atomic
def change(task: Task, *, by: Any, version: int | None = None, due: date | None = None, **facts: Any) -> Task:
    """Change what, why, whose or when. A new due date brings new reminders."""
    task = _locked(task, by, version)
    for name, value in facts.items():
        setattr(task, name, value)
    if due is not None or "owner" in facts:
        _set_due(task, task.due if due is None else due)
    return _saved(task)


def postpone(task: Task, *, by: Any, due: date, version: int | None = None) -> Task:
    return change(task, by=by, version=version, due=due)


@transaction.atomic
def finish(
    task: Task, *, by: Any, outcome: str = "", note: str = "", then: NextStep | None = None, version: int | None = None
) -> Task:  # fmt: skip
    """Done. A call, mail, meeting or note goes into the timeline; `then` is planned for the same record.

    Raises NextStepMissing if a live record would be left with nothing planned.
    """
    task = _locked(task, by, version)
    task.done_at, task.done_by, task.outcome = clock.now(), by, outcome[:200]
    _saved(task)
    record = record_of(task)
    if then is not None:  # before the trace: if that moves the record, the plan goes with it
        plan(record or task.contact, by=by, owner=task.owner, key=_follows(task), **asdict(then))
    if task.kind != TaskKind.TODO or note:
        _leave_a_trace(task, record, by, note)
    if then is None and record is not None and _is_last_of(record):
        raise NextStepMissing
    return task


@transaction.atomic
def cancel(task: Task, *, by: Any, version: int | None = None) -> Task:
    task = _locked(task, by, version)
    task.cancelled_at = clock.now()
    return _saved(task)


@transaction.atomic
def take_back(task: Task, *, by: Any) -> Task:
    """Open again what was finished or cancelled by mistake, and take back what finishing it has caused."""
    task = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if not may_work_on(by, task):
        raise PermissionDenied
    if task.is_open:
        return task
    if task.key and Task.objects.open().filter(key=task.key).exists():
        raise Stale(task)
    if task.done_at:
        _undo_consequences(task)
    task.done_at = task.done_by = task.cancelled_at = None
    task.outcome = ""
    return _saved(task)


def settle(key: str, *, by: Any) -> int:
    """Close the open task of this cause, because the cause has gone. Returns how many there were."""
    return Task.objects.open().filter(key=key).update(done_at=clock.now(), done_by=by)


def drop_all_about(record: Any) -> int:
    """The record is over: nothing is left to do for it."""
    return Task.objects.open().about(record).update(cancelled_at=clock.now())


def _place(about: Any) -> dict[str, Any]:
    if about.kind == "contact":
        return {"contact": about}
    return {"contact_id": about.contact_id, "about_kind": about.kind, "about_id": about.pk}


def _set_due(task: Task, due: date) -> None:
    zone = zone_of(task.owner)
    task.due_at, task.all_day = due_moment(due, zone)
    task.remind_at, task.reminded_at = first_reminder(task.due_at, all_day=task.all_day, zone=zone), None


def _locked(task: Task, by: Any, version: int | None) -> Task:
    task = Task.objects.select_for_update(of=("self",)).select_related("owner", "contact").get(pk=task.pk)
    if not may_work_on(by, task):
        raise PermissionDenied
    if not task.is_open or version not in (None, task.version):
        raise Stale(task)
    return task


def _saved(task: Task) -> Task:
    task.version += 1
    task.save()
    return task


def _leave_a_trace(task: Task, record: Any, by: Any, note: str) -> None:
    kind = ActivityKind.NOTE if task.kind == TaskKind.TODO else task.kind
    record_activity(
        task.contact, kind, by=by, direction=Direction.OUTGOING, about=record, subject=task.subject, body=note,
        source=SOURCE, external_id=_trace(task), details={"outcome": task.outcome},
    )  # fmt: skip


def _undo_consequences(task: Task) -> None:
    for activity in Activity.objects.standing().filter(source=SOURCE, external_id=_trace(task)):
        void(activity)
    Task.objects.open().filter(key=_follows(task)).update(cancelled_at=clock.now())


def _is_last_of(record: Any) -> bool:
    return needs_next_step(record) and not Task.objects.open().about(record).exists()


def _trace(task: Task) -> str:
    return f"{task.pk}:{task.done_at:%Y%m%d%H%M%S%f}"


def _follows(task: Task) -> str:
    return f"after:{task.pk}"
