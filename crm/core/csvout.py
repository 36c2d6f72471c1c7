"""CSV that is streamed, and that no spreadsheet can be tricked with."""

import csv
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.utils import timezone, translation

from crm.core import moments

STARTS_A_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # the wide ones too: some spreadsheets read them alike
CONTROL = ("\t", "\r", "\n")
INVISIBLE = " \u00a0\u200b\u2060\ufeff'"  # apostrophes too: imports take exactly ours away again
BOM = "\ufeff"  # tells spreadsheets that the file is UTF-8


def safe(value: Any) -> Any:
    """A cell as text. One that a spreadsheet would run as a formula gets a leading apostrophe; numbers stay numbers."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{moments.local(value):%Y-%m-%d %H:%M}"
    if not isinstance(value, str):
        return value
    runs = value.startswith(CONTROL) or value.lstrip(INVISIBLE).lstrip().startswith(STARTS_A_FORMULA)
    return f"'{value}" if runs else value


class _Line:
    """What csv.writer writes into: hands the line straight back."""

    def write(self, line: str) -> str:
        return line


def as_read_now(lines: Iterable[str]) -> Iterator[str]:
    """The lines in the language and time zone of this moment, though a stream is read when the request is over."""
    language, zone = translation.get_language(), timezone.get_current_timezone()

    def told() -> Iterator[str]:
        with translation.override(language), timezone.override(zone):
            yield from lines

    return told()


def lines(header: Iterable[Any], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """The file line by line, as fast as the rows come."""
    writer = csv.writer(_Line())
    yield writer.writerow([safe(name) for name in header])
    for row in rows:
        yield writer.writerow([safe(value) for value in row])
