"""Which record a row is about: found by its strongest key, first in the database, then among the rows before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models
from django.db.models import Lookup

from contacts.importing.landing import new_ids


@models.Field.register_lookup
class Among(Lookup):  # type: ignore[type-arg]
    """`external_id__among=ids`: thousands of values in one array, where `__in` would make as many parameters."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        left, params = self.process_lhs(compiler, connection)
        return f"{left} = ANY(%s)", [*params, list(self.rhs)]


Key = tuple[str, str]  # what kind of key, and its value: ("email", "a@b.example")


@dataclass
class Found:
    """A record that exists, or is about to (then its id is drawn at the end). `line` is the first row about it."""

    id: int = 0
    new: bool = False
    line: int = 0
    facts: dict[str, Any] = field(default_factory=dict)

    def agrees(self, facts: Mapping[str, Any]) -> bool:
        return all(not self.facts.get(name) or self.facts[name] == value for name, value in facts.items())


class Register:
    """Who is known by which key in this batch."""

    def __init__(self) -> None:
        self.known: dict[Key, list[Found]] = {}
        self.born: list[Found] = []

    def learn(self, keys: Iterable[Key], found: Found) -> None:
        for key in keys:
            self.known.setdefault(key, []).append(found)

    def find(self, keys: Iterable[Key]) -> Found | None:
        """By the strongest key that is known."""
        return next((self.known[key][0] for key in keys if key in self.known), None)

    def belongs_to_other(self, key: Key, found: Found) -> bool:
        return key in self.known and self.known[key][0] is not found

    def bear(self) -> Found:
        self.born.append(found := Found(new=True))
        return found

    def draw_ids(self, model: type[models.Model]) -> None:
        for found, pk in zip(self.born, new_ids(model, len(self.born)), strict=True):
            found.id = pk


class Seen:
    """Which records the file has spoken of already, and in which line: the first row about a record counts."""

    @staticmethod
    def start() -> None:
        _execute("DROP TABLE IF EXISTS pg_temp.import_seen")
        _execute("CREATE TEMP TABLE import_seen (kind text, id bigint, line bigint, PRIMARY KEY (kind, id))")

    @staticmethod
    def end() -> None:
        _execute("DROP TABLE IF EXISTS pg_temp.import_seen")

    @staticmethod
    def before(kind: str, ids: Iterable[int]) -> dict[int, int]:
        """The lines of those records that stood in earlier batches."""
        return dict(_execute("SELECT id, line FROM import_seen WHERE kind = %s AND id = ANY(%s)", kind, list(ids)))

    @staticmethod
    def add(kind: str, lines: Mapping[int, int]) -> None:
        """Remember records with their lines."""
        insert = "INSERT INTO import_seen SELECT %s, * FROM unnest(%s::bigint[], %s::bigint[])"
        _execute(insert, kind, list(lines), list(lines.values()))


def _execute(text: str, *params: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(text, params)
        return cursor.fetchall() if cursor.description else []
