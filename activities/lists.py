"""The list of tasks: mine first, the team's beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from activities.filters import TaskFilters
from activities.models import Task, TaskKind
from crm.core import cells, clock, columns, moments
from crm.core.columns.base import Row
from crm.core.lists import Empty, Preset
from team.owned_list import OwnedList


@dataclass(frozen=True, kw_only=True)
class Due(columns.Column):
    """When it is due, late in red; a closed task shows when it was closed."""

    kind: str = "light"
    look: str = ""

    @property
    def fields(self) -> tuple[str, ...]:
        return ("due_at", "all_day", "done_at", "cancelled_at")

    def html(self, row: Row, reader: columns.Reader) -> SafeString:
        closed = row["done_at"] or row["cancelled_at"]
        return cells.when(closed, reader.today) if closed else cells.next_step(self._due(row), today=reader.today)

    def plain(self, row: Row) -> str:
        return self._due(row).isoformat()

    def _due(self, row: Row) -> date:
        return moments.day_of(row["due_at"]) if row["all_day"] else row["due_at"]


class TaskList(OwnedList):
    name = "tasks"
    title = _("Tasks")
    model = Task
    filters = TaskFilters
    search = _("Search tasks")
    sort = "due"
    columns = (
        columns.Title(key="what", label=_("What"), field="subject", sub="why", url="tasks:finish"),
        columns.Person(
            key="who", label=_("Who"), prefix="contact__", sub="contact__company__name", url="contacts:detail",
            id_field="contact_id", sort=("contact__last_name", "contact__first_name"),
        ),
        columns.Phase(key="about", label=_("About"), field="about_kind"),
        columns.Choice(key="kind", label=_("Kind"), field="kind", choices=TaskKind, sort="kind"),
        Due(key="due", label=_("Due"), sort="due_at"),
        columns.Owner(key="owner", label=_("Owner")),
    )  # fmt: skip
    views = (
        Preset("mine", _("Mine"), lambda rows, user: rows.open().owned_by(user)),
        Preset("overdue", _("Overdue"), lambda rows, user: rows.overdue(clock.now()).owned_by(user)),
        Preset("today", _("Today"), lambda rows, user: rows.due_on(clock.today()).owned_by(user)),
        Preset("week", _("This week"), lambda rows, user: rows.due_this_week().owned_by(user)),
        Preset("team", _("Team"), lambda rows, user: rows.open().of_team(user)),
        Preset("done", _("Done"), lambda rows, user: rows.done().owned_by(user), sort="-due"),
    )
    empty = Empty(
        _("Nothing planned"),
        _("A task says what happens next with somebody, on which day, and why. Every live record has one."),
        "list-check",
    )

    def actions(self, user: Any) -> list[dict[str, Any]]:
        look = {"icon": "plus", "look": "btn-primary", "dialog": True, "key": "t"}
        return [{"label": _("Task"), "url": reverse("tasks:new"), **look}]
