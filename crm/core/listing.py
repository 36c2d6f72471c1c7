"""A list at one moment: declared page, reader and address give rows, count, chips and links. No request here."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from crm.core import chips, clock, keyset, numbers
from crm.core.columns import Column, Reader

if TYPE_CHECKING:
    from crm.core.lists import ListPage, Preset

COUNTED_EXACTLY = 10_000
WALK = timedelta(days=1)  # how long somebody may take from the first page to the last


@dataclass(frozen=True)
class Header:
    """A column's head: where a click leads, and how the list is sorted by it now."""

    column: Column
    url: str = ""
    sorted: str = ""  # "", "ascending", "descending"


def count(rows: QuerySet[Any]) -> tuple[int, bool]:
    """How many, and whether that is exact: counted up to 10,000, above that the database's own estimate."""
    counted = rows.order_by().values("pk")[: COUNTED_EXACTLY + 1].count()
    if counted <= COUNTED_EXACTLY:
        return counted, True
    plan = json.loads(rows.order_by().values("pk").explain(format="json"))
    return max(counted, int(plan[0]["Plan"]["Plan Rows"])), False


class Listing:
    """What a list shows to this user at this address."""

    def __init__(self, page: "ListPage", user: Any, params: QueryDict) -> None:
        self.page, self.user, self.params = page, user, params
        self.lost = False  # the cursor did not fit: we show the beginning and say so

    @cached_property
    def moment(self) -> datetime:
        """The present of all pages of one walk: scores fall while somebody reads, and rows would change places."""
        now, begun = clock.now(), _moment(self.params.get("at", ""))
        return begun if self.params.get("after") and begun and now - WALK <= begun <= now else now

    @cached_property
    def preset(self) -> "Preset | None":
        named = {preset.key: preset for preset in self.page.views}
        opening = named.get(self.page.opening(self.user)) or next(iter(self.page.views), None)
        return named.get(self.params.get("view", ""), opening)

    @cached_property
    def order(self) -> keyset.Order:
        sorts = {column.key: column.keys for column in self.page.columns if column.keys}
        preferred = (self.preset and self.preset.sort) or self.page.sort
        wanted = self.params.get("sort", "")
        name = wanted if wanted.removeprefix("-") in sorts else preferred
        return keyset.Order(name, sorts[name.removeprefix("-")], name.startswith("-"))

    @cached_property
    def viewed(self) -> QuerySet[Any]:
        with clock.at(self.moment):
            rows = self.page.queryset(self.user)
            return self.preset.narrow(rows, self.user) if self.preset else rows

    @cached_property
    def filters(self) -> Any:
        """The bound FilterSet, or None for a list without filters."""
        return self.page.filters(self.params, queryset=self.viewed) if self.page.filters else None

    @cached_property
    def wrong(self) -> bool:
        """A filter value makes no sense: its field says so, and nothing is listed rather than everything."""
        return self.filters is not None and not self.filters.is_valid()

    @cached_property
    def matching(self) -> QuerySet[Any]:
        """All rows the list is about, unsorted."""
        if self.wrong:
            return self.viewed.none()
        rows = self.filters.qs if self.filters is not None else self.viewed
        return self.page.find(rows, self.text) if self.text else rows

    @property
    def text(self) -> str:
        return self.params.get("q", "").strip() if self.page.search else ""

    @cached_property
    def fields(self) -> set[str]:
        return {name for column in self.page.columns for name in column.fields} - {"pk"}

    @cached_property
    def part(self) -> keyset.Page:
        read = (self.page.name, self.order, self.matching, self.fields, self.page.page_size)
        try:
            part = keyset.read_page(*read, self.params.get("after", ""))
        except keyset.BadCursor:
            self.lost = True
            return keyset.read_page(*read)
        return part if part.rows or not self.params.get("after") else keyset.read_page(*read)

    @cached_property
    def rows(self) -> list[SafeString]:
        reader = Reader(self.user.pk)
        return [self._row(row, reader) for row in self.part.rows]

    @cached_property
    def _looks(self) -> list[tuple[SafeString, Column]]:
        return [(format_html("{}", _class(column)), column) for column in self.page.columns]

    def _row(self, row: dict[str, Any], reader: Reader) -> SafeString:
        tds = ((look, column.html(row, reader)) for look, column in self._looks)
        shown = format_html_join("", '<td class="{}">{}</td>', tds)
        pick = format_html(PICK, row["pk"], self.page.columns[0].plain(row)) if self.page.bulk else ""
        return format_html('<tr id="{}-{}">{}{}</tr>', self.page.name, row["pk"], pick, shown)

    @cached_property
    def _count(self) -> tuple[int, bool]:
        part = self.part
        if not part.after and not part.before and not self.wrong:
            return len(part.rows), True  # everything is on this page: nothing to ask
        return count(self.matching)

    @property
    def total(self) -> int:
        return self._count[0]

    @property
    def total_text(self) -> str:
        """`38`, or `about 92,000`."""
        total, exact = self._count
        if exact:
            return numbers.number(total)
        rounded = round(total, 2 - len(str(total)))
        return _("about {number}").format(number=numbers.number(rounded))

    @property
    def span_text(self) -> str:
        names = {"first": self.part.start + 1, "last": self.part.end}
        shown = {name: numbers.number(value) for name, value in names.items()}
        return _("{first} to {last} of {total}").format(total=self.total_text, **shown)

    @property
    def narrowed(self) -> bool:
        """Is anything set that may hide rows?"""
        return bool(self.text or self.wrong or self.chips)

    @cached_property
    def chips(self) -> list[chips.Chip]:
        return [] if self.filters is None or self.wrong else list(chips.active(self.filters.form, self.params))

    @property
    def headers(self) -> list[Header]:
        return [self._header(column) for column in self.page.columns]

    def _header(self, column: Column) -> Header:
        if not column.keys:
            return Header(column)
        current = self.order.name.removeprefix("-") == column.key
        down = not self.order.descending if current else column.first_down
        sorted_now = ("descending" if self.order.descending else "ascending") if current else ""
        return Header(column, self.link(sort=f"-{column.key}" if down else column.key), sorted_now)

    def link(self, **changes: str) -> str:
        """The address of this list with some parameters changed."""
        return chips.address(self.params, **changes)

    @property
    def here(self) -> str:
        """The address of exactly this page."""
        after = self.params.get("after", "")
        return self._page(str(after)) if after else self.link()

    @property
    def filtering(self) -> bool:
        """Is the filter form asked for? It is costly to draw, so a list brings it only then."""
        return self.wrong or "filters" in self.params

    @property
    def filter_url(self) -> str:
        return self.link(filters="1")

    @property
    def export_url(self) -> str:
        return self.link(format="csv")

    @property
    def next_url(self) -> str:
        return self._page(self.part.after) if self.part.after else ""

    @property
    def back_url(self) -> str:
        return self._page(self.part.before) if self.part.before else ""

    def _page(self, cursor: str) -> str:
        return self.link(after=cursor, at=self.moment.isoformat())

    @property
    def clear_url(self) -> str:
        """The same view without search and filters."""
        return chips.address(self.params, *(name for name in self.params if name not in ("view", "sort")))

    @property
    def kept_by_filters(self) -> list[tuple[str, str]]:
        """What the filter form carries along, hidden."""
        return [(name, str(self.params[name])) for name in ("view", "sort", "q") if self.params.get(name)]

    @property
    def kept_by_search(self) -> list[tuple[str, str]]:
        """What the search form carries along, hidden."""
        gone = ("q", *chips.PASSING)
        return [(name, value) for name, values in self.params.lists() if name not in gone for value in values if value]

    def export_header(self) -> list[str]:
        return [str(column.label) for column in self.page.columns]

    def export_rows(self) -> Iterator[list[Any]]:
        """Every row the list is about, in its order, as the columns' plain values."""
        rows = self.order.sorted(self.order.annotate(self.matching)).values("pk", *self.fields)
        for row in rows.iterator(chunk_size=2000):
            yield [column.plain(row) for column in self.page.columns]


PICK = (
    '<td class="pick"><input class="form-check-input" type="checkbox" name="pick" form="bulk" value="{}"'
    ' aria-label="{}"></td>'
)


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _class(column: Column) -> str:
    return " ".join(filter(None, (f"c-{column.kind}", column.align, column.look)))
