"""What a list shows of a record's tasks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from crm.core import cells, columns, moments


@dataclass(frozen=True, kw_only=True)
class NextStep(columns.Column):
    """The light beside a live record. One set aside says when it wakes; one that is over needs no step."""

    live: tuple[str, ...] = ()
    look: str = ""
    kind: str = "light"

    @property
    def fields(self) -> tuple[str, ...]:
        return ("next_step", "until", "state") if self.field else ("next_step", "state")

    def html(self, row: columns.Row, reader: columns.Reader) -> SafeString:
        if task := row["next_step"]:
            return cells.next_step(_due(task), task["what"], reader.today)
        if row["state"] not in self.live:
            return mark_safe('<span class="dim">–</span>')
        if wakes := row.get("until"):
            return cells.light("", _("Wakes {day}").format(day=moments.day(wakes, reader.today)))
        return cells.next_step(None)

    def plain(self, row: columns.Row) -> str:
        task = row["next_step"]
        return f"{moments.day_of(_due(task)).isoformat()} {task['what']}" if task else ""


def _due(task: Mapping[str, Any]) -> date:
    """The day, or the moment where the time matters."""
    moment = datetime.fromisoformat(task["due"])
    return moments.day_of(moment) if task["all_day"] else moment
