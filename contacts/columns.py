"""Columns about people."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from phonenumber_field.phonenumber import PhoneNumber

from crm.core import columns


@lru_cache(10_000)
def spaced(number: str) -> str:
    """`+49 431 5560218`: parsing is slow, and lists show the same numbers again and again."""
    return PhoneNumber.from_string(number).as_international if number else ""


@dataclass(frozen=True, kw_only=True)
class Phone(columns.Column):
    kind: str = "text"

    def html(self, row: columns.Row, reader: columns.Reader) -> str:
        return spaced(str(row[self.field]))
