"""How a file writes numbers and dates: decimal sign, order of day and month; given by the mapping or found out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from contacts.importing.problems import BadCell, Refused
from crm.core import clock

ORNAMENT = re.compile(r"[\s\u00a0\u202f'’€$£%]|EUR|USD|GBP|CHF")
NUMBER = {
    ".": re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d*)(\.\d+)?(E[+-]?\d{1,3})?", re.IGNORECASE),
    ",": re.compile(r"[+-]?(\d{1,3}(\.\d{3})+|\d*)(,\d+)?(E[+-]?\d{1,3})?", re.IGNORECASE),
}
YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?:[T ,].*)?")
SERIAL = re.compile(r"[2-7]\d{4}(?:[.,]\d+)?")  # days since 1899-12-30, as spreadsheets count
SPREADSHEET_EPOCH = date(1899, 12, 30)
LETTERS = {"d": "d", "t": "d", "m": "m", "y": "y", "j": "y"}  # also Tag, Monat, Jahr
YEARS_AHEAD = 10  # a year of two digits lies at most so far in the future


@dataclass(frozen=True)
class Notation:
    decimal: str = "."
    dates: str = "dmy"

    def number(self, text: str) -> Decimal:
        bare = ORNAMENT.sub("", text).replace("−", "-")
        if not NUMBER[self.decimal].fullmatch(bare):
            raise BadCell(_("“{value}” is not a number.").format(value=text))
        plain = bare.replace("," if self.decimal == "." else ".", "").replace(",", ".")
        try:
            return Decimal(plain)
        except InvalidOperation:
            raise BadCell(_("“{value}” is not a number.").format(value=text)) from None

    def day(self, text: str) -> date:
        try:
            if match := YEAR_FIRST.fullmatch(text):
                return date(*map(int, match.groups()))
            if match := YEAR_LAST.fullmatch(text):
                return self._year_last(match)
            if SERIAL.fullmatch(text):
                return SPREADSHEET_EPOCH + timedelta(days=int(text[:5]))
        except ValueError:
            pass
        raise BadCell(_("“{value}” is not a date.").format(value=text))

    def _year_last(self, match: re.Match[str]) -> date:  # type: ignore[valid-type]  # the type, not the method
        first, sign, second, year = match.groups()
        day, month = (second, first) if self.dates == "mdy" and sign != "." else (first, second)
        return date(_full_year(year), int(month), int(day))


def _full_year(text: str) -> int:
    if len(text) == 4:
        return int(text)
    year = 2000 + int(text)
    return year if year <= clock.today().year + YEARS_AHEAD else year - 100


def order_of(text: str) -> str:
    """ "DD.MM.YYYY", "mdy", "TT.MM.JJJJ" → the order of day, month and year. Raises Refused."""
    order = "".join(dict.fromkeys(LETTERS[each] for each in text.lower() if each in LETTERS))
    if order not in ("dmy", "mdy", "ymd"):
        raise Refused(_("“dates” is one of dmy, mdy, ymd."))
    return order


def decimal_sign_of(text: str) -> str:
    if text not in NUMBER:
        raise Refused(_("“decimal” is a point or a comma."))
    return text


def decimal_sign_in(texts: Iterable[str]) -> str:
    """The sign that the first telling number uses; empty when none tells (1,234 may be both)."""
    for text in texts:
        signs = re.sub(r"[^.,]", "", bare := ORNAMENT.sub("", text))
        if not signs:
            continue
        if len(set(signs)) == 2:
            return signs[-1]
        if len(signs) > 1:
            return "," if signs[0] == "." else "."
        if not re.fullmatch(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", bare):
            return signs
    return ""


def day_order_in(texts: Iterable[str]) -> str:
    """The order that the first telling date uses; empty when none tells (01/02/2026 may be both)."""
    for text in texts:
        if match := YEAR_LAST.fullmatch(text):
            first, sign, second = int(match[1]), match[2], int(match[3])
            if first > 12 or second > 12 or sign == ".":
                return "mdy" if second > 12 else "dmy"
    return ""
