"""Records arrive by COPY in a temporary table and are taken over by three statements, whatever their number.

A value of NULL was not given: a new record gets the field's default, an existing one keeps what it has. Facts in
`ADOPTED` are taken only where the record has none yet: an import never takes a record from its owner.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection, models
from django.db.models.fields.json import JSONField
from psycopg import sql
from psycopg.types.json import Jsonb

from crm.core import clock

ADOPTED = {  # where the record counts as having none
    "external_source": sql.SQL("t.external_id = ''"),
    "external_id": sql.SQL("t.external_id = ''"),
    "owner": sql.SQL("t.owner_id IS NULL"),
    "team": sql.SQL("t.owner_id IS NULL"),
}


class Landing:
    """One batch of one kind of record; use inside a transaction, as a context manager."""

    def __init__(self, model: type[models.Model], records: Iterable[tuple[int, bool, Mapping[str, Any]]]) -> None:
        """Records as (id, is it new, facts)."""
        self.model, self.kind, self.records = model, model.kind, list(records)  # type: ignore[attr-defined]
        given = {fact for _id, _new, facts in self.records for fact in facts}
        self.fields = [field for field in model._meta.concrete_fields if field.name in given]
        self.names = {"t": sql.Identifier(model._meta.db_table), "s": sql.Identifier(f"import_{self.kind}")}

    def __enter__(self) -> Landing:
        keys = [sql.SQL("id bigint PRIMARY KEY"), sql.SQL("new boolean")]
        columns = [sql.SQL("{} {}").format(_id(f), sql.SQL(_type(f))) for f in self.fields]
        self._run("CREATE TEMP TABLE {s} ({columns}) ON COMMIT DROP", columns=[*keys, *columns])
        self._copy()
        return self

    def __exit__(self, *error: object) -> None:
        if error[0] is None:
            self._run("DROP TABLE {s}")

    def _copy(self) -> None:
        names = [field.name for field in self.fields]
        with connection.cursor() as cursor:
            with cursor.copy(sql.SQL("COPY {s} FROM STDIN").format(**self.names)) as copy:
                for pk, new, facts in self.records:
                    copy.write_row((pk, new, *(_plain(facts.get(name)) for name in names)))
            cursor.execute(sql.SQL("ANALYZE {s}").format(**self.names))

    def create(self) -> list[int]:
        """Insert the new ones; returns their ids."""
        rest = {f: default for f in self.model._meta.concrete_fields if (default := self._default(f)) is not _SKIP}
        given = [sql.SQL("coalesce(s.{}, {})").format(_id(f), _value(f)) for f in self.fields]
        created = self._run(
            "INSERT INTO {t} (id, {columns}) SELECT s.id, {values} FROM {s} s WHERE s.new ORDER BY s.id RETURNING id",
            columns=[*map(_id, self.fields), *map(_id, rest)],
            values=[*given, *(sql.Literal(value) for value in rest.values())],
        )
        return [pk for (pk,) in created]

    def change(self, *, by: Any, contact: str = "NULL::bigint") -> dict[int, set[str]]:
        """Write what differs, with its history; returns the changed facts by record. `contact` is SQL for whose."""
        if not self.fields:
            return {}
        self._run("SELECT FROM {t} t WHERE id IN (SELECT id FROM {s} WHERE NOT new) ORDER BY id FOR NO KEY UPDATE")
        changed: dict[int, set[str]] = {}
        for pk, fact in self._remember(by, contact):
            changed.setdefault(pk, set()).add(fact)
        if changed:
            self._run(
                """UPDATE {t} t SET version = t.version + 1, {changes} FROM {s} s
                   WHERE s.id = t.id AND t.id = ANY({ids})""",
                changes=[_assignment(field) for field in self.fields],
                ids=[sql.Literal(list(changed))],
            )
        return changed

    def _remember(self, by: Any, contact: str) -> list[tuple[int, str]]:
        facts = [sql.SQL("({}, {}, {})").format(*_difference(f)) for f in self.fields if f.name != "attributes"]
        differences = ["SELECT * FROM (VALUES {facts}) AS facts(field, old, new)"] if facts else []
        if len(facts) < len(self.fields):
            differences.append("SELECT 'attributes.' || key, t.attributes -> key, value FROM jsonb_each(s.attributes)")
        return self._run(
            f"""INSERT INTO contacts_fieldchange (kind, record_id, contact_id, field, old, new, at, by_id)
            SELECT {{kind}}, t.id, {contact}, d.field, d.old, d.new, {{at}}, {{by}}
            FROM {{s}} s JOIN {{t}} t ON t.id = s.id
            CROSS JOIN LATERAL ({" UNION ALL ".join(differences)}) AS d(field, old, new)
            WHERE NOT s.new AND d.new IS NOT NULL AND d.new IS DISTINCT FROM d.old RETURNING record_id, field""",  # noqa: S608
            facts=facts,
            kind=[sql.Literal(self.kind)],
            at=[sql.Literal(clock.now())],
            by=[sql.Literal(by.pk)],
        )

    def _default(self, field: models.Field[Any, Any]) -> Any:
        if field.primary_key or field in self.fields:
            return _SKIP
        if field.name in ("created_at", "entered_at"):
            return clock.now()
        return _default(field)

    def _run(self, text: str, **parts: Sequence[sql.Composable]) -> list[Any]:
        """Execute our own SQL with the two tables and lists of parts filled in."""
        lists = {name: sql.SQL(", ").join(part) for name, part in parts.items()}
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL(text).format(**self.names, **lists))
            return cursor.fetchall() if cursor.description else []


_SKIP = object()


def _id(field: models.Field[Any, Any]) -> sql.Composable:
    return sql.Identifier(str(field.column))


def _type(field: models.Field[Any, Any]) -> str:
    return str(field.db_type(connection))


def _default(field: models.Field[Any, Any]) -> Any:
    return _plain(field.get_default()) if isinstance(field, JSONField) else field.get_prep_value(field.get_default())


def _value(field: models.Field[Any, Any]) -> sql.Composable:
    return sql.Literal(_default(field))


def _plain(value: Any) -> Any:
    return Jsonb(value) if isinstance(value, dict | list) else value


def _incoming(field: models.Field[Any, Any]) -> sql.Composable:
    value = sql.SQL("s.{}").format(_id(field))
    if field.name in ADOPTED:
        return sql.SQL("CASE WHEN {} THEN {} END").format(ADOPTED[field.name], value)
    return value


def _assignment(field: models.Field[Any, Any]) -> sql.Composable:
    if field.name == "attributes":
        return sql.SQL("attributes = t.attributes || coalesce(s.attributes, '{}')")
    return sql.SQL("{0} = coalesce({1}, t.{0})").format(_id(field), _incoming(field))


def _difference(field: models.Field[Any, Any]) -> tuple[sql.Composable, sql.Composable, sql.Composable]:
    """Name, old and new value as the history keeps them: decimals as text, to stay exact everywhere."""
    as_json = sql.SQL("to_jsonb(({})::text)") if isinstance(field, models.DecimalField) else sql.SQL("to_jsonb({})")
    old = as_json.format(sql.SQL("t.{}").format(_id(field)))
    return sql.Literal(field.name), old, as_json.format(_incoming(field))


def new_ids(model: type[models.Model], number: int) -> list[int]:
    """Fresh primary keys, in order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, number],
        )
        return [pk for (pk,) in cursor.fetchall()]
