"""Records of a file with the number of the physical line they begin in; a broken one does not take others along."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple, TextIO

from django.utils.translation import gettext as _

from contacts.importing.dialect import Dialect
from contacts.importing.problems import Refused


class Record(NamedTuple):
    line: int
    cells: list[str]
    broken: str = ""  # why the cells cannot be told apart


class Lines:
    """Physical lines; those of a broken record are handed back, so that only its first line is lost."""

    def __init__(self, stream: TextIO) -> None:
        self.stream, self.number = stream, 0
        self.returned: deque[str] = deque()
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.returned.popleft() if self.returned else next(self.stream)
        self.number += 1
        self.taken.append(line)
        return line

    def give_back_all_but_first(self) -> None:
        rest = self.taken[1:]
        self.returned.extendleft(reversed(rest))
        self.number -= len(rest)


def header(dialect: Dialect) -> list[str]:
    with dialect.open() as stream:
        for record in records(stream, dialect):
            if record.broken:
                raise Refused(_("The header line cannot be read as CSV."))
            return [name.strip() for name in record.cells]
    return []


def rows(dialect: Dialect) -> Iterator[Record]:
    """Everything below the header; blank lines are no rows."""
    with dialect.open() as stream:
        for record in islice(records(stream, dialect), 1, None):
            if record.broken or any(record.cells):
                yield record


def records(stream: TextIO, dialect: Dialect) -> Iterator[Record]:
    lines = Lines(stream)
    for _preamble in range(dialect.preamble):
        next(lines)
    reader = csv.reader(lines, delimiter=dialect.delimiter, strict=True)
    while True:
        lines.taken.clear()
        line = lines.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            lines.give_back_all_but_first()
            reader = csv.reader(lines, delimiter=dialect.delimiter, strict=True)
            yield Record(line, [], _reason(error))
        else:
            yield Record(line, cells)


def _reason(error: csv.Error) -> str:
    if "field limit" in str(error):
        return _("A cell is longer than {number} characters.").format(number=csv.field_size_limit())
    return _("The quotation marks do not match.")
