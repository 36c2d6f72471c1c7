"""What every column knows, and the columns of plain values."""

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString

from crm.core import cells, clock, money, numbers
from crm.core.keyset import Key

Row = Mapping[str, Any]
Label = str | Promise


@dataclass(frozen=True)
class Reader:
    """Who reads the list, and on which day."""

    user_id: int | None
    today: date = field(default_factory=clock.today)
    _places: dict[str, tuple[str, str]] = field(default_factory=dict)

    def url(self, name: str, pk: int) -> str:
        """The address of a record; the name is resolved once a page, not once a row."""
        if name not in self._places:
            before, _zero, after = reverse(name, args=[0]).rpartition("0")
            self._places[name] = before, after
        before, after = self._places[name]
        return f"{before}{pk}{after}"


@dataclass(frozen=True)
class Column:
    """Text as it is. `sort` names what the column sorts by: a lookup, an expression, or several; None: it does not."""

    key: str
    label: Label
    _: KW_ONLY
    field: str = ""
    sort: Key | tuple[Key, ...] | None = None
    first_down: bool = False  # the first click sorts downwards: newest, highest
    align: str = ""  # "num" for figures
    look: str = "soft"
    kind: str = "text"  # the class that decides how the cell behaves on a phone

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.field,) if self.field else ()

    @property
    def keys(self) -> tuple[Key, ...]:
        if self.sort is None:
            return ()
        return self.sort if isinstance(self.sort, tuple) else (self.sort,)

    def html(self, row: Row, reader: Reader) -> SafeString | str:
        return self.plain(row)

    def plain(self, row: Row) -> Any:
        """The value in the export."""
        value = row[self.field]
        return "" if value is None else value


@dataclass(frozen=True, kw_only=True)
class Text(Column):
    """A text, cut at the column's edge, whole on hover."""

    def html(self, row: Row, reader: Reader) -> SafeString:
        return format_html('<span class="cut" title="{0}">{0}</span>', self.plain(row))


@dataclass(frozen=True, kw_only=True)
class Choice(Column):
    """A coded value by its label; `choices` as a model field has them."""

    choices: Any = ()

    @cached_property
    def labels(self) -> dict[Any, Any]:
        return dict(getattr(self.choices, "choices", self.choices))

    def plain(self, row: Row) -> str:
        value = row[self.field]
        return str(self.labels.get(value, value) or "")


@dataclass(frozen=True, kw_only=True)
class Number(Column):
    align: str = "num"
    places: int = 0

    def html(self, row: Row, reader: Reader) -> str:
        return numbers.number(row[self.field], self.places)


@dataclass(frozen=True, kw_only=True)
class Money(Column):
    """A round amount; `currency` is a field of the row, or left out for the reporting currency."""

    align: str = "num"
    look: str = "strong"
    kind: str = "money"
    currency: str = ""

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.field, self.currency) if self.currency else (self.field,)

    def html(self, row: Row, reader: Reader) -> str:
        return numbers.amount(row[self.field], row[self.currency] if self.currency else money.reporting_currency())

    def plain(self, row: Row) -> Decimal | str:
        value: Decimal | None = row[self.field]
        return "" if value is None else value


@dataclass(frozen=True, kw_only=True)
class When(Column):
    """A day or moment, relative; the exact one on hover and in the export."""

    align: str = "num"
    look: str = "dim"
    kind: str = "when"
    first_down: bool = True

    def html(self, row: Row, reader: Reader) -> SafeString:
        return cells.when(row[self.field], reader.today)
