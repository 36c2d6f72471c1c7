"""Pages that stay fast and stable: the next one begins after the last row seen, wherever that is by now.

A cursor is signed and bound to its list and its order. It holds the sort keys and the id of a row at the edge of a
page, and how many rows stood before that page. New rows move nothing: no row appears twice, none is skipped.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import F, Field, Model, Q, QuerySet
from django.db.models.constants import LOOKUP_SEP
from django.db.models.expressions import BaseExpression, OrderBy

Key = str | BaseExpression | F


class BadCursor(Exception):
    """The cursor is not ours, was changed, or belongs to another list or order."""


@dataclass(frozen=True)
class Edge:
    """The row at the edge of a page: its sort keys, its id, and how many rows stand before the page to come."""

    keys: tuple[Any, ...]
    pk: int
    position: int
    back: bool = False


@dataclass
class Page:
    """The rows of one page (dicts), its place in the list, and the cursors that lead on and back."""

    rows: list[dict[str, Any]]
    start: int = 0
    after: str = ""
    before: str = ""

    @property
    def end(self) -> int:
        return self.start + len(self.rows)


@dataclass(frozen=True)
class Order:
    """A total order: the keys, all in one direction, then the id. Unknown values come last, whatever the direction."""

    name: str
    keys: tuple[Key, ...]
    descending: bool = False

    def annotate(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        named = {f"sort_{n}": F(key) if isinstance(key, str) else key for n, key in enumerate(self.keys)}
        return rows.annotate(**named)

    @property
    def names(self) -> list[str]:
        return [f"sort_{n}" for n in range(len(self.keys))]

    def sorted(self, rows: QuerySet[Any], *, back: bool = False) -> QuerySet[Any]:
        down = self.descending != back
        return rows.order_by(*(self._by(name, rows, down, back) for name in self.names), "-pk" if down else "pk")

    def _by(self, name: str, rows: QuerySet[Any], down: bool, back: bool) -> OrderBy:
        if not self._nullable(name, rows.model):
            return OrderBy(F(name), descending=down)  # the plain form, which an index can serve
        return OrderBy(F(name), descending=down, nulls_first=back or None, nulls_last=not back or None)

    def _nullable(self, name: str, model: type[Model]) -> bool:
        key = self.keys[self.names.index(name)]
        return not isinstance(key, str) or any(field.null for field in _path(model, key))

    def beyond(self, edge: Edge, model: type[Model]) -> Q:
        """The rows that come after the edge in this order, or before it when the edge looks back."""
        beyond = Q(**{f"pk__{'lt' if self.descending != edge.back else 'gt'}": edge.pk})
        for name, value in zip(reversed(self.names), reversed(edge.keys), strict=True):
            beyond = self._further(name, value, edge.back, self._nullable(name, model)) | (_same(name, value) & beyond)
        return beyond & self._bound(edge, model)

    def _further(self, name: str, value: Any, back: bool, nullable: bool) -> Q:
        if value is None:
            return Q(**{f"{name}__isnull": False}) if back else Q(pk__in=[])
        further = Q(**{f"{name}__{'lt' if self.descending != back else 'gt'}": value})
        return further | Q(**{f"{name}__isnull": True}) if nullable and not back else further

    def _bound(self, edge: Edge, model: type[Model]) -> Q:
        """Says again, redundantly, where the first key begins: there the database enters its index."""
        name = self.names[0] if self.names else ""
        if not name or edge.keys[0] is None or (not edge.back and self._nullable(name, model)):
            return Q()
        return Q(**{f"{name}__{'lte' if self.descending != edge.back else 'gte'}": edge.keys[0]})


def _same(name: str, value: Any) -> Q:
    return Q(**{f"{name}__isnull": True}) if value is None else Q(**{name: value})


def _path(model: type[Model], key: str) -> list[Field[Any, Any]]:
    fields = []
    for part in key.split(LOOKUP_SEP):
        field: Any = model._meta.pk if part == "pk" else model._meta.get_field(part)
        fields.append(field)
        model = field.related_model or model
    return fields


def write_cursor(salt: str, order: Order, edge: Edge) -> str:
    plain = [value.isoformat() if isinstance(value, date) else value and str(value) for value in edge.keys]
    return signing.dumps([order.name, plain, edge.pk, edge.position, int(edge.back)], salt=f"list:{salt}")


def read_cursor(salt: str, order: Order, text: str, rows: QuerySet[Any]) -> Edge:
    """Raises BadCursor; `rows` carry the order's annotations, which know how to read their values back."""
    try:
        name, plain, pk, position, back = signing.loads(text, salt=f"list:{salt}")
        fields = [rows.query.annotations[key].output_field for key in order.names]
        keys = tuple(
            None if value is None else field.to_python(value) for field, value in zip(fields, plain, strict=True)
        )
    except (signing.BadSignature, ValueError, TypeError, ValidationError) as error:
        raise BadCursor from error
    if name != order.name:
        raise BadCursor
    return Edge(keys, pk, position, bool(back))


def read_page(salt: str, order: Order, rows: QuerySet[Any], fields: set[str], size: int, cursor: str = "") -> Page:
    """One page as plain dicts of `fields`; one query. Raises BadCursor."""
    rows = order.annotate(rows)
    edge = read_cursor(salt, order, cursor, rows) if cursor else None
    back = bool(edge and edge.back)
    if edge:
        rows = rows.filter(order.beyond(edge, rows.model))
    found = list(order.sorted(rows, back=back).values("pk", *fields, *order.names)[: size + 1])
    more, found = len(found) > size, found[:size]
    if back:
        found.reverse()
    start = max(0, edge.position) if edge else 0
    page = Page(found, start if more or not back else 0)
    _link(page, salt, order, size, on=more or back, off=bool(edge) and (more or not back))
    return page


def _link(page: Page, salt: str, order: Order, size: int, *, on: bool, off: bool) -> None:
    if not page.rows:
        return
    if on:
        page.after = write_cursor(salt, order, _edge(page.rows[-1], order, page.end, back=False))
    if off:
        page.before = write_cursor(salt, order, _edge(page.rows[0], order, page.start - size, back=True))


def _edge(row: dict[str, Any], order: Order, position: int, *, back: bool) -> Edge:
    return Edge(tuple(row[name] for name in order.names), row["pk"], position, back)
