"""What every record page says about the journey: what to do next, what is missing, which steps there are.

Knows no app: the pages of a record are found by the name of its app: `leads:detail`, `leads:step`, `leads:waive`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django_fsm import GET_STATE

from crm.core import moments
from crm.core.templatetags.shell import remedy_url
from lifecycle.gates import Verdict
from lifecycle.steps import Step, forward_step, steps_from_here
from lifecycle.waivers import may_waive

Shown = dict[str, Any]


def address(record: Any, page: str = "detail", *more: Any) -> str:
    namespace = record.pages or record._meta.app_label
    return reverse(f"{namespace}:{page}", args=[record.pk, *more])


def step_address(record: Any, step: str) -> str:
    return address(record, "step", step)


def met(verdicts: Sequence[Verdict]) -> str:
    done = sum(each.passes for each in verdicts)
    return _("{met} of {total} met").format(met=done, total=len(verdicts)) if verdicts else ""


def forward_steps(record: Any) -> list[Step]:
    """The forward step from here and those after it, up to the end of this phase."""
    first = forward_step(record)
    if first is None:
        return []
    ahead, every = [first], list(record._meta.get_field("state").get_all_transitions(type(record)))
    while following := _after(ahead[-1], every):
        ahead.append(following)
    return ahead


def _after(step: Step, every: Sequence[Any]) -> Step | None:
    found = [each for each in every if each.source == step.transition.target and each.custom.get("forward")]
    return Step(found[0].name, step.record, found[0]) if found else None


def work_of(record: Any, ahead: Sequence[Step], user: Any, *, seen: int, task: Shown | None = None) -> Shown:
    """Data for the card of the next step: the planned task, else what unblocks most; then the checklist.

    `seen` is the number of the record's last transition: a step from this page is refused if it moved meanwhile.
    """
    if not ahead:
        return {"next": task or _way_on(record, user), "gates": [], "after": []}
    step = ahead[0]
    verdicts, may = step.checklist(), step.allowed_to(user)
    return {
        "next": task or _next(step, verdicts, may=may, seen=seen),
        "gates": [_checklist(step, verdicts, _button(step, "btn-sm", seen) if may and task else None)],
        "after": [_later(each) for each in ahead[1:]],
        "may_work": may,
        "waivable": {gate.key for gate in step.gates if may_waive(user, record, gate)},
    }


def _next(step: Step, verdicts: list[Verdict], *, may: bool, seen: int) -> Shown:
    opened = [each for each in verdicts if not each.passes]
    if not opened:
        why, actions = _("Everything is met."), [_button(step, "btn-primary", seen)]
        return {"icon": step.icon, "title": step.label, "why": why, "actions": actions if may else []}
    first = next((each for each in opened if each.remedy), opened[0])
    if first.remedy is None:
        return {"icon": step.icon, "title": first.label, "why": str(first.evidence)}
    why = " · ".join(str(part) for part in (first.label, first.evidence) if part)
    url, icon = remedy_url(first.remedy, step.record), first.remedy.icon
    action = {"label": first.remedy.label, "url": url, "icon": icon, "look": "btn-primary", "dialog": True}
    return {"icon": icon, "title": first.remedy.label, "why": why, "actions": [action] if url and may else []}


def _way_on(record: Any, user: Any) -> Shown | None:
    """Of a record that was set aside or is over: where it goes on, or how it is taken up again."""
    if heir := record.successor:
        action: Shown = {"label": _("Open"), "icon": "arrow-right", "url": address(heir), "look": "btn-primary"}
        title = _("It goes on as {kind}").format(kind=heir._meta.verbose_name)
        return {"icon": "arrow-right", "title": title, "why": heir.get_state_display(), "actions": [action]}
    back = _step_back(record, user)
    if back is None:
        return None
    action = {"label": back.label, "icon": back.icon, "url": step_address(record, back.name), "dialog": True}
    why = _("Set aside until {day}.").format(day=moments.day(record.until)) if record.is_live else ""
    return {"icon": back.icon, "title": record.get_state_display(), "why": why, "actions": [action]}


def _checklist(step: Step, verdicts: list[Verdict], button: Shown | None) -> Shown:
    passed, total = sum(each.passes for each in verdicts), len(verdicts)
    shown = {"title": _("Needed for “{step}”").format(step=step.label), "verdicts": verdicts, "action": button}
    return shown | {"met": passed, "total": total, "share": 100 * passed / total if total else 100}


def _button(step: Step, look: str, seen: int) -> Shown:
    shown = {"label": step.label, "icon": step.icon, "look": look}
    if step.missing():
        return shown | {"disabled": _("Not everything is met yet")}
    return shown | {"url": f"{step_address(step.record, step.name)}?seen={seen}", "method": "post"}


def _later(step: Step) -> Shown:
    missing = step.missing()
    if not missing:
        return {"icon": step.icon, "text": _("{step}: everything is met").format(step=step.label)}
    opened = " · ".join(str(each.label) for each in missing)
    return {"icon": step.icon, "text": _("{step}: still open: {gates}").format(step=step.label, gates=opened)}


def menu_of(record: Any, user: Any) -> list[Shown]:
    """Every other step that is possible from here and allowed to the user, each opening its form."""
    ahead = forward_step(record)
    offered = [each for each in steps_from_here(record) if each.allowed_to(user)]
    return [
        {"label": each.label, "icon": each.icon, "url": step_address(record, each.name), "dialog": True}
        for each in offered
        if ahead is None or each.name != ahead.name
    ]


def way_back(record: Any, user: Any) -> str:
    """The address that takes the last step back by one press; empty if no step does."""
    back = _step_back(record, user)
    return step_address(record, back.name) if back and not (back.needs or back.reason or back.gates) else ""


def _step_back(record: Any, user: Any) -> Step | None:
    back = (each for each in steps_from_here(record) if isinstance(each.transition.target, GET_STATE))
    return next((each for each in back if each.allowed_to(user)), None)
