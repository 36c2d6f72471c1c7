"""Where a record stands: phase, score, next step, days in its state."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.safestring import SafeString

from crm.core import cells, clock, moments
from crm.core.columns.base import Column, Reader, Row


@dataclass(frozen=True, kw_only=True)
class Phase(Column):
    """The phase with the state in it. Either the phase is `always` the same, or `field` holds it."""

    always: str = ""
    state: str = ""
    states: Any = ()
    look: str = ""
    kind: str = "phase"

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.field, self.state)))

    @cached_property
    def labels(self) -> dict[Any, Any]:
        return dict(getattr(self.states, "choices", self.states))

    def _state(self, row: Row) -> str:
        value = row[self.state] if self.state else ""
        return str(self.labels.get(value, value))

    def html(self, row: Row, reader: Reader) -> SafeString:
        if self.always and self.state:
            return cells.state(self.always, self._state(row))
        return cells.phase(self.always or row[self.field], self._state(row))

    def plain(self, row: Row) -> str:
        return self._state(row) if self.state else str(row[self.field])


@dataclass(frozen=True, kw_only=True)
class Score(Column):
    """Points with their bar; the threshold is a number, or asked for once a page."""

    threshold: int | Callable[[], int] = 50
    first_down: bool = True
    look: str = ""
    kind: str = "score"

    def html(self, row: Row, reader: Reader) -> SafeString:
        value = row[self.field]
        threshold = self.threshold() if callable(self.threshold) else self.threshold
        return cells.score(None if value is None else int(value), threshold)


@dataclass(frozen=True, kw_only=True)
class NextStep(Column):
    """The light: when the next task is due and what it is."""

    what: str = ""
    look: str = ""
    kind: str = "light"

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.field, self.what)))

    def html(self, row: Row, reader: Reader) -> SafeString:
        return cells.next_step(row[self.field], (self.what and row[self.what]) or "", reader.today)


@dataclass(frozen=True, kw_only=True)
class Days(Column):
    """Days since a moment, against the usual number where it is known."""

    usual: str = ""
    align: str = "num"
    look: str = ""
    kind: str = "days"

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.field, self.usual)))

    def html(self, row: Row, reader: Reader) -> SafeString:
        return cells.days(self._spent(row, reader.today), row[self.usual] if self.usual else None)

    def _spent(self, row: Row, today: date) -> int | None:
        since = row[self.field]
        return None if since is None else (today - moments.day_of(since)).days

    def plain(self, row: Row) -> int | str:
        spent = self._spent(row, clock.today())
        return "" if spent is None else spent
