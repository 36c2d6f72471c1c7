"""Act now: everything that waits for somebody, as one list in the order in which it should be done.

Late tasks first (the latest, then the dearest), then what is due today, then what is about to happen or to be missed:
leads close to the threshold, prospects that wait, quotes that run out, and records with nothing planned.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from activities.about import address
from activities.models import Task, TaskKind
from crm.core import clock, moments, numbers
from crm.core.templatetags.shell import url_or_none
from reports.desk import Desk

ENDING_WITHIN = 7  # days in which a quote counts as running out
DECIDE, LATE, TODAY, CLOSE, WAITING, ENDING, IDLE = range(7)
ICONS = {TaskKind.CALL: "phone", TaskKind.MAIL: "mail", TaskKind.MEETING: "users", TaskKind.TODO: "list-check"}


@dataclass(frozen=True)
class Act:
    """One line: what to do, why, by when, and the button that begins it."""

    rank: tuple[Any, ...]
    icon: str
    what: str
    why: str
    url: str
    button: str
    button_url: str
    kind: str = ""  # the phase shown beside it
    subject: tuple[str, int] = ("", 0)  # the record, which stands in the list once
    amount: str = ""
    due: date | None = None
    waits: str = ""  # since when, where nothing is due
    idle: bool = False  # nothing is planned
    in_dialog: bool = field(default=True)


def acts(desk: Desk) -> list[Act]:
    """All that waits, in order; a record appears once, with its most urgent line."""
    found = sorted(_all(desk), key=lambda act: act.rank)
    seen: set[tuple[str, int]] = set()
    kept = []
    for act in found:
        if act.subject[1] and act.subject in seen and act.rank[0] > TODAY:
            continue
        seen.add(act.subject)
        kept.append(act)
    return kept


def _all(desk: Desk) -> Iterator[Act]:
    yield from (_decide(check) for check in desk.queue)
    yield from (_task(task, desk) for task in desk.tasks)
    yield from (_unrecorded(demo) for demo in desk.demos if demo.is_over)
    yield from (_close(lead) for lead in desk.leads if desk.is_close(lead))
    yield from (_waiting(prospect) for prospect in desk.prospects if prospect.asked_at and desk.is_mine(prospect))
    yield from (_ending(deal) for deal in desk.opportunities if _ends_soon(deal) and desk.is_mine(deal))
    yield from _idle(desk)


def _decide(check: Any) -> Act:
    page = url_or_none("credit:detail", check.pk) or url_or_none("credit:queue")
    words = _("Asked by {name}.").format(name=check.requested_by)
    return Act(
        rank=(DECIDE, check.requested_at, check.pk),
        icon="shield-check",
        what=_("Decide on {number} for {name}").format(number=check.number, name=check.subject),
        why=" ".join(filter(None, (words, check.request_note))),
        url=page,
        button=pgettext("on credit", "Decide"),
        button_url=page,
        amount=numbers.amount(check.amount, check.currency),
        waits=_("Waits since {day}").format(day=moments.day(check.requested_at)),
        in_dialog=False,
    )


def _task(task: Task, desk: Desk) -> Act:
    record = desk.record(task.about_kind, task.about_id)
    late = max((clock.today() - moments.day_of(task.due)).days, 0)
    overdue = late > 0 or (not task.all_day and task.due_at < clock.now())
    rank = (LATE, -late, -_value(record)) if overdue else (TODAY, task.due_at, -_value(record))
    finish = reverse("tasks:finish", args=[task.pk])
    return Act(
        rank=(*rank, task.pk),
        icon=ICONS[TaskKind(task.kind)],
        what=task.subject,
        why=_sentence(_company(task.contact), task.why or _where_it_stands(record)),
        url=address(task.about_kind, task.about_id) or address("contact", task.contact_id) or finish,
        button=_verb(task.kind),
        button_url=f"{finish}?next=/",
        kind=task.about_kind or task.contact.phase,
        subject=(task.about_kind, task.about_id or 0),
        amount=_amount(record),
        due=task.due,
    )


def _unrecorded(demo: Any) -> Act:
    words = _("Demo of {company} is over: say how it went, and the prospect moves on by itself.")
    return Act(
        rank=(TODAY, demo.at, Decimal(0), demo.pk),
        icon="presentation",
        what=_("Record how the demo with {name} went").format(name=demo.contact),
        why=words.format(company=_company(demo.contact) or demo.contact),
        url=address("prospect", demo.prospect_id),
        button=pgettext("how the demo went", "Record"),
        button_url=address("prospect", demo.prospect_id, "demo") or address("prospect", demo.prospect_id),
        kind="prospect",
        subject=("prospect", demo.prospect_id),
        amount=_amount(demo.prospect),
        due=demo.at,
    )


def _close(lead: Any) -> Act:
    missing = max(lead.threshold - lead.points, Decimal(0))
    points = numbers.number(lead.points, 1 if lead.points % 1 else 0)
    words = _("{points} of {threshold} points, {missing} short of prospect.")
    why = words.format(
        points=points, threshold=lead.threshold, missing=numbers.number(missing, 1 if missing % 1 else 0)
    )
    return _plan(lead, (CLOSE, missing), "target-arrow", _("Win {name} over").format(name=lead.contact), why)


def _waiting(prospect: Any) -> Act:
    days = (clock.now() - prospect.asked_at).days
    words = ngettext("Waiting for credit for {days} day.", "Waiting for credit for {days} days.", days)
    what = _("Keep {name} warm").format(name=prospect.contact)
    return _plan(prospect, (WAITING, -days, -_value(prospect)), "shield-check", what, words.format(days=days))


def _ends_soon(deal: Any) -> bool:
    return bool(deal.offer) and (date.fromisoformat(deal.offer["until"]) - clock.today()).days <= ENDING_WITHIN


def _ending(deal: Any) -> Act:
    until = date.fromisoformat(deal.offer["until"])
    left = (until - clock.today()).days
    words = ngettext("{number} is valid for {days} more day.", "{number} is valid for {days} more days.", left)
    words = words if left >= 0 else _("{number} has run out.")
    why = words.format(number=deal.offer["number"], days=left)
    what = _("Ask {name} about the quote").format(name=deal.contact)
    return _plan(deal, (ENDING, left, -_value(deal)), "file-text", what, why, due=until)


def _idle(desk: Desk) -> Iterator[Act]:
    for record in (*desk.opportunities, *desk.prospects, *desk.leads):
        if record.idle and desk.is_mine(record):
            what = _("Plan the next step with {name}").format(name=record.contact)
            rank = (IDLE, -_value(record), record.entered_at)
            yield _plan(record, rank, "calendar-plus", what, _where_it_stands(record), idle=True)


def _plan(record: Any, rank: tuple[Any, ...], icon: str, what: str, why: str, **more: Any) -> Act:
    """A line about a record for which a task can be planned."""
    return Act(
        rank=(*rank, record.pk),
        icon=icon,
        what=what,
        why=_sentence(_company(record.contact), why),
        url=address(record.kind, record.pk),
        button=pgettext("a task", "Plan"),
        button_url=f"{reverse('tasks:new')}?about={record.kind}:{record.pk}&next=/",
        kind=record.kind,
        subject=(record.kind, record.pk),
        amount=_amount(record),
        **more,
    )


def _where_it_stands(record: Any) -> str:
    """`Quoted for 11 days.`"""
    if record is None:
        return ""
    days = (clock.now() - record.entered_at).days
    words = ngettext("{state} for {days} day.", "{state} for {days} days.", days) if days else _("{state} since today.")
    return words.format(state=record.get_state_display(), days=days)


def _tenths(points: Decimal) -> str:
    """`48`, `47.5`"""
    return numbers.number(points, 1 if points % 1 else 0)


def _sentence(*parts: str) -> str:
    """The parts one after another, each with its full stop."""
    return " ".join(part if part.endswith((".", "!", "?", "…")) else f"{part}." for part in map(str, parts) if part)


def _company(contact: Any) -> str:
    return str(contact.company or "")


def _value(record: Any) -> Decimal:
    return getattr(record, "expected_value", None) or Decimal(0)


def _amount(record: Any) -> str:
    return numbers.amount(record.expected_value, record.currency) if _value(record) else ""


def _verb(kind: str) -> str:
    verbs = {
        TaskKind.CALL: pgettext("the button of a task", "Call"),
        TaskKind.MAIL: pgettext("the button of a task", "Write"),
        TaskKind.MEETING: pgettext("the button of a task", "Meet"),
    }
    return verbs.get(TaskKind(kind), pgettext("the button of a task", "Do it"))
