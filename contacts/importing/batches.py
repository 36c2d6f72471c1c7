"""Some thousand rows that are written together, and what is counted while they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from contacts.importing.rows import Problem, Row
from contacts.importing.targets import kinds


@dataclass
class Tally:
    """What an import did: rows by fate, records by kind."""

    rows: Counter[str] = field(default_factory=Counter)  # read, bad, repeated, warned
    created: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    same: Counter[str] = field(default_factory=Counter)

    def add(self, kind: str, *, landed: int, created: int, changed: int) -> None:
        self.created[kind] += created
        self.changed[kind] += changed
        self.same[kind] += landed - created - changed

    def as_json(self) -> dict[str, dict[str, int]]:
        return {"rows": dict(self.rows)} | {k: dict(getattr(self, k)) for k in ("created", "changed", "same")}


@dataclass
class Batch:
    """`touched` collects the contacts that look different afterwards, `fields` in which facts."""

    rows: list[Row]
    source: str
    by: Any
    owner: Any
    named: frozenset[str]  # the kinds that the mapping names
    tally: Tally
    touched: set[int] = field(default_factory=set)
    fields: set[str] = field(default_factory=set)

    @property
    def phase(self) -> str:
        """The phase in which a new contact begins: that of the furthest kind the mapping names."""
        return next((kind.phase for kind in reversed(kinds()) if kind.name in self.named and kind.phase), "contact")

    @property
    def ownership(self) -> dict[str, int | None]:
        return {"owner": self.owner.pk, "team": self.owner.team_id} if self.owner else {}

    @property
    def about_people(self) -> bool:
        return self.named != {"company"}

    @property
    def good(self) -> list[Row]:
        return [row for row in self.rows if not row.bad]

    def touch(self, contact_ids: Iterable[int], kind: str, facts: Iterable[str]) -> None:
        self.touched.update(contact_ids)
        self.fields.update(f"{kind}.{fact}" for fact in facts)

    def problems(self) -> list[Problem]:
        return [problem for row in self.rows for problem in row.problems]
