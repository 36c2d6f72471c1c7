"""The path at the head of a record page: the phases in their order, the states of this one, days spent in each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crm.core import clock, moments
from crm.core.cells import PHASES
from lifecycle.models import Transition
from lifecycle.pages import address, met
from lifecycle.steps import Step

Shown = dict[str, Any]


def path_of(
    here: Any, states: Sequence[str], journey: Mapping[str, Any], log: Iterable[Transition], ahead: Sequence[Step]
) -> list[Shown]:
    """Data for the path component.

    `states` of this phase in order; `journey`: the record of each other phase, by kind, as far as there is one;
    `log`: the transitions of all of them, in any order; `ahead`: the forward steps that are still to come.
    """
    steps = sorted(log, key=lambda each: each.seq)
    kinds = list(PHASES)
    at = kinds.index(here.kind)
    shown = []
    for place, kind in enumerate(kinds):
        record = journey.get(kind)
        if kind == here.kind:
            shown.append(_present(here, states, _of(here, steps), ahead))
        elif place > at:
            shown.append(_later(kind, record, reached=here.state == "won"))
        elif record is not None:
            shown.append(_past(kind, record, _of(record, steps)))
    return shown


def days_since(moment: datetime) -> int:
    return (clock.today() - moments.day_of(moment)).days


def days(count: int) -> str:
    return ngettext("{n} day", "{n} days", count).format(n=count) if count else _("today")


def _of(record: Any, steps: list[Transition]) -> list[Transition]:
    return [each for each in steps if (each.kind, each.record_id) == (record.kind, record.pk)]


def _phase(kind: str, state: str, **more: Any) -> Shown:
    icon, label = PHASES[kind]
    return {"key": kind, "icon": icon, "label": label, "state": state, **more}


def _past(kind: str, record: Any, steps: list[Transition]) -> Shown:
    url = address(record)
    if not steps:
        return _phase(kind, "done", url=url)
    first, last = steps[0], steps[-1]
    spent = (moments.day_of(last.at) - moments.day_of(first.at)).days
    meta = ngettext("{n} day", "{n} days", spent).format(n=spent) if spent else _("within a day")
    return _phase(kind, "done", url=url, meta=meta, title=said(last, record))


def _later(kind: str, record: Any, *, reached: bool) -> Shown:
    if record is None:
        return _phase(kind, "done" if reached else "todo")
    return _phase(kind, "todo", url=address(record), meta=record.get_state_display())


def _present(here: Any, states: Sequence[str], steps: list[Transition], ahead: Sequence[Step]) -> Shown:
    stands = _stands(here, states, steps)
    entered = {each.target: each for each in steps}
    shown = [_state(here, state, stands, states, entered, ahead) for state in states]
    total = days(days_since(steps[0].at)) if steps else ""
    aside = here.state not in states
    brief = f"{here.get_state_display()} · {days(days_since(here.entered_at))}"
    meta = _aside(here) if aside else _("{days} in all").format(days=total) if days_since(steps[0].at) else total
    return _phase(here.kind, "now", states=shown, meta=meta, brief=brief, bad=aside and not here.is_live)


def _stands(here: Any, states: Sequence[str], steps: list[Transition]) -> str:
    """The state of the path that the record is in, or was in before it was set aside."""
    on_path = [each.target for each in steps if each.target in states]
    return here.state if here.state in states else on_path[-1] if on_path else states[0]


def _aside(here: Any) -> str:
    if until := getattr(here, "until", None):
        return _("{state} until {day}").format(state=here.get_state_display(), day=moments.day(until))
    return f"{here.get_state_display()}, {moments.relative(here.entered_at)}"


def _state(
    here: Any, state: str, stands: str, states: Sequence[str], entered: dict[str, Transition], ahead: Sequence[Step]
) -> Shown:
    label = dict(here._meta.get_field("state").choices)[state]
    came = entered.get(state)
    title = said(came, here) if came else ""
    if state == stands:
        return {"label": label, "state": "cur", "meta": _so_far(here) if here.state == state else "", "title": title}
    if states.index(state) < states.index(stands):
        return {"label": label, "state": "past", "meta": moments.day(came.at) if came else "", "title": title}
    step = next((each for each in ahead if each.transition.target == state), None)
    return {"label": label, "state": "", "meta": met(step.checklist()) if step else ""}


def _so_far(here: Any) -> str:
    spent, usual = days(days_since(here.entered_at)), here.rules.days_allowed(here.state)
    return _("{days}, {usual} are usual").format(days=spent, usual=usual) if usual else spent


def said(step: Transition, record: Any) -> str:
    """Who took a step and when: "Promoted, Lena Vogt, 18 Nov 2026, 09:12 CET"."""
    label = dict(record._meta.get_field("state").choices).get(step.target, step.target)
    return ", ".join([str(label), _("by itself") if step.by.is_machine else str(step.by), moments.exact(step.at)])
