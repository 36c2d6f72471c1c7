"""What the page of every record shows: path, next step, checklist, timeline, composer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from activities.composing import LogForm, composer, proposal
from activities.models import Task
from activities.timeline import steps_with, timeline
from lifecycle.pages import address, forward_steps, menu_of, work_of
from lifecycle.path import path_of
from team.permissions import may_write

Shown = dict[str, Any]
TASK_ICONS = {"todo": "list-check", "call": "phone", "mail": "mail", "meeting": "users"}


@dataclass
class Record:
    """What the kinds differ in.

    `states` of its phase in order · `journey`: the records of the other phases by kind · `people`: all participating
    contacts by id, with their addresses · `also`: further steps that belong into the timeline.
    """

    record: Any
    states: Sequence[str]
    journey: Mapping[str, Any]
    people: Mapping[int, Any]
    also: Q | None = field(default=None)


def page_of(of: Record, user: Any, query: Any, form: LogForm | None = None) -> Shown:
    """Everything the page template asks for, but the facts and the cards beside the timeline."""
    record = of.record
    record.remember_judgements()
    task = Task.objects.open().about(record).select_related("owner").order_by("due_at", "pk").first()
    steps, ahead = steps_with(of.people, of.also), forward_steps(record)
    seen = max((each.seq for each in steps if (each.kind, each.record_id) == (record.kind, record.pk)), default=0)
    form, writes = form or LogForm(initial=proposal(query, task, ends=not record.is_live)), may_write(user, record)
    return {
        "record": record,
        "path": path_of(record, of.states, of.journey, steps, ahead),
        **work_of(record, ahead, user, seen=seen, task=task_card(task, address(record), acts=writes)),
        "menu": menu_of(record, user),
        "composer": composer(record, form, address(record, "log")) if writes else None,
        "timeline": timeline(of.people, steps, show=query.get("show", ""), before=query.get("before", "")),
        "may_write": writes,
        "edit_url": address(record, "edit") if writes else "",
        "pulse_url": f"{address(record, 'pulse')}?version={record.version}",
        "waive_url": address(record, "waive"),
    }


def task_card(task: Task | None, back: str = "", *, acts: bool = True) -> Shown | None:
    """The planned task as the next step; its pages lead `back`."""
    if task is None:
        return None
    back = f"?{urlencode({'next': back})}" if back else ""
    later = {"url": reverse("tasks:postpone", args=[task.pk]) + back, "label": _("Later"), "look": "btn-quiet"}
    done = {"url": reverse("tasks:finish", args=[task.pk]) + back, "label": _("Done"), "look": "btn-primary"}
    return {
        "icon": TASK_ICONS[task.kind],
        "title": task.subject,
        "why": task.why,
        "due": task.due_at.date() if task.all_day else task.due_at,
        "who": str(task.owner or _("Nobody yet")),
        "actions": [later | {"dialog": True}, done | {"dialog": True, "icon": "check"}] if acts else [],
    }
