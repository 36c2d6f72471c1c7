"""Who or what the row is about, and whose it is."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from crm.core import cells
from crm.core.columns.base import Column, Reader, Row


@dataclass(frozen=True, kw_only=True)
class Person(Column):
    """The record's own cell: a linked name, a second line below. `prefix` leads to the name's three parts.

    `url` is a URL name that takes the record's id (`id_field`); `other` stands in where the name is unknown, and the
    contact's `number` where that is, too.
    """

    prefix: str = ""
    sub: str = ""
    other: str = ""
    number: str = "pk"
    url: str = ""
    id_field: str = "pk"
    look: str = "ui-name"
    kind: str = "person"

    @cached_property
    def parts(self) -> tuple[str, ...]:
        return tuple(f"{self.prefix}{part}" for part in ("title", "first_name", "last_name"))

    @property
    def fields(self) -> tuple[str, ...]:
        return (*self.parts, *filter(None, (self.sub, self.other, self.number, self.id_field)))

    def plain(self, row: Row) -> str:
        name = " ".join(row[part] for part in self.parts if row[part])
        return name or (self.other and row[self.other]) or _("Contact {number}").format(number=row[self.number])

    def html(self, row: Row, reader: Reader) -> SafeString:
        below = format_html("<span>{}</span>", row[self.sub]) if self.sub and row[self.sub] else ""
        url = reader.url(self.url, row[self.id_field])
        return format_html('<a href="{}">{}</a>{}', url, self.plain(row), below)


@dataclass(frozen=True, kw_only=True)
class Title(Column):
    """The record's own cell when it is no person: a linked text, a second line below."""

    sub: str = ""
    url: str = ""
    id_field: str = "pk"
    look: str = "ui-name"
    kind: str = "person"

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.field, self.sub, self.id_field)))

    def html(self, row: Row, reader: Reader) -> SafeString:
        below = format_html("<span>{}</span>", row[self.sub]) if self.sub and row[self.sub] else ""
        url = reader.url(self.url, row[self.id_field])
        return format_html('<a href="{}">{}</a>{}', url, self.plain(row) or _("No name"), below)


@dataclass(frozen=True, kw_only=True)
class Owner(Column):
    """Whose it is: initials, mine in the accent; the whole name on hover and in the export."""

    field: str = "owner"
    look: str = ""
    kind: str = "owner"

    @cached_property
    def parts(self) -> tuple[str, ...]:
        return (f"{self.field}_id", f"{self.field}__first_name", f"{self.field}__last_name", f"{self.field}__email")

    @property
    def fields(self) -> tuple[str, ...]:
        return self.parts

    def plain(self, row: Row) -> str:
        _id, first, last, email = (row[name] for name in self.parts)
        return f"{first or ''} {last or ''}".strip() or email or ""

    def html(self, row: Row, reader: Reader) -> SafeString:
        return cells.avatar(self.plain(row), me=row[self.parts[0]] == reader.user_id)
