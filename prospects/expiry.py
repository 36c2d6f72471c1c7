"""Credit checks end: their state follows their last day, and who needs them hears of it in time."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from activities import next_steps
from activities.about import needs_next_step
from activities.models import Task
from activities.working_days import working_day_from
from crm.core import clock
from lifecycle.doors import advance
from lifecycle.refusals import Refused
from prospects.models import CreditCheck
from team.models import User
from team.speaking import speaking_to

log = logging.getLogger(__name__)

NOTICE = timedelta(days=14)
SAID = {
    "expired": (gettext_noop("Ask for a new credit check for {name}"), gettext_noop("{number} ended on {day}.")),
    "ending": (gettext_noop("Renew the credit check for {name}"), gettext_noop("{number} ends on {day}.")),
}


def expire_all() -> int:
    """End every check whose last day is over, with a task for each live record it served. Returns how many ended."""
    machine = User.objects.machine("clock")
    return sum(_try(check, machine) for check in CreditCheck.objects.run_out().order_by("pk"))


def announce_all() -> int:
    """Two weeks before a check ends, each live record it serves gets a task, once. Returns how many were planned."""
    machine, today = User.objects.machine("clock"), clock.today()
    ending = CreditCheck.objects.valid().filter(valid_until__lte=today + NOTICE).order_by("pk")
    return sum(_announce(check, record, machine) for check in ending for record in _served(check))


def _try(check: CreditCheck, machine: User) -> bool:
    try:
        _expire(check, machine)
    except Refused:
        return False  # somebody was faster
    except Exception:
        log.exception("Could not expire credit check %s", check.pk)
        return False
    return True


@transaction.atomic
def _expire(check: CreditCheck, machine: User) -> None:
    check = advance(check, "expire", by=machine)
    for record in _served(check):
        if record.valid_credit_check is None:
            next_steps.settle(_key("ending", check, record), by=machine)
            _plan(check, record, machine, "expired")


@transaction.atomic
def _announce(check: CreditCheck, record: Any, machine: User) -> bool:
    if Task.objects.filter(contact=record.contact_id, key=_key("ending", check, record)).exists():
        return False
    _plan(check, record, machine, "ending")
    return True


def _served(check: CreditCheck) -> Iterable[Any]:
    """The live prospects and opportunities that rely on the check and belong to somebody."""
    own = {} if check.company_id else {"company": None}
    for records in (check.subject.prospects, check.subject.opportunities):
        owned = records.filter(**own).live().exclude(owner=None).select_related("owner", "contact", "company")
        yield from filter(needs_next_step, owned.order_by("pk"))


def _plan(check: CreditCheck, record: Any, machine: User, cause: str) -> None:
    subject, why = SAID[cause]
    with speaking_to(record.owner):
        next_steps.plan(
            record,
            subject=_(subject).format(name=record.company or record.contact),
            why=_(why).format(number=check.number, day=date_format(check.valid_until or clock.today())),
            due=working_day_from(clock.today()),
            by=machine,
            key=_key(cause, check, record),
        )


def _key(cause: str, check: CreditCheck, record: Any) -> str:
    return f"credit-{cause}:{check.pk}:{record.kind}:{record.pk}"
