"""Leads and prospects that were set aside until a date wake on it by themselves, with a task that says what was."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from activities import next_steps
from activities.models import TaskKind
from activities.timing import zone_of
from activities.working_days import working_day_from
from crm.core import clock
from leads.models import Lead
from lifecycle.doors import advance
from lifecycle.models import Transition
from lifecycle.refusals import Refused
from prospects.models import Prospect
from team.models import User
from team.speaking import speaking_to

log = logging.getLogger(__name__)


def wake_all() -> int:
    """Wake everything whose day has come. Any number may run at a time; returns how many this one woke."""
    machine = User.objects.machine("clock")
    return sum(_wake_each(Lead.objects, "revive", machine)) + sum(_wake_each(Prospect.objects, "resume", machine))


def _wake_each(records: Any, step: str, machine: User) -> Any:
    for record in _candidates(records).select_related("owner", "contact").iterator():
        if record.until <= _local(clock.now(), record.owner).date():
            yield _try(record, step, machine)


def _candidates(records: Any) -> QuerySet[Any]:
    """Everything whose day has come anywhere on earth."""
    return records.to_wake((clock.now() + timedelta(hours=14)).date()).order_by("pk")


def _try(record: Any, step: str, machine: User) -> bool:
    try:
        _wake(record, step, machine)
    except Refused:
        return False  # somebody was faster
    except Exception:
        log.exception("Could not wake %s %s", record.kind, record.pk)
        return False
    return True


@transaction.atomic
def _wake(record: Any, step: str, machine: User) -> None:
    if record.owner is not None:  # without one it wakes into its team's pool
        with speaking_to(record.owner):
            _plan(record, machine)
    advance(record, step, by=machine)


def _plan(record: Any, machine: User) -> None:
    next_steps.plan(
        record,
        kind=TaskKind.CALL,
        subject=_("Take up again with {name}").format(name=record.contact),
        why=_context(record),
        due=working_day_from(clock.today()),
        by=machine,
        key=f"wake:{record.kind}:{record.pk}:{record.until}",
    )


def _context(record: Any) -> str:
    """Who set it aside, when, and what they noted then."""
    aside = Transition.objects.of(record).select_related("by", "reason").order_by("-seq")[0]
    words = _("Set aside by {name} on {day}.").format(name=aside.by, day=date_format(_local(aside.at, record.owner)))
    return " ".join(str(part) for part in (words, aside.reason or "", aside.note) if part)


def _local(moment: datetime, owner: Any) -> datetime:
    return moment.astimezone(ZoneInfo(zone_of(owner)))
