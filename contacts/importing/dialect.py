"""How a file is written: its encoding and its delimiter, given by the mapping or found out."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from django.utils.translation import gettext as _

from contacts.importing.problems import Refused

DELIMITERS = (",", ";", "\t", "|")
NAMES = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}
BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
MAGIC = {b"PK\x03\x04": "Excel/ZIP", b"\xd0\xcf\x11\xe0": "Excel", b"%PDF": "PDF", b"\x1f\x8b": "gzip"}
CONTROL = bytes([*range(1, 9), *range(14, 32)])
START = 65_536
CHUNK = 2_000_000  # bytes; no line of a CSV file is so long
SEP_LINE = re.compile(r'^"?sep=(.)"?\s*$', re.IGNORECASE)


@dataclass(frozen=True)
class Dialect:
    path: Path
    encoding: str
    delimiter: str
    preamble: int  # lines before the header: 1 when Excel's `sep=;` stands there

    def open(self) -> TextIO:
        return self.path.open(encoding=self.encoding, newline="")


def inspect(path: Path, *, encoding: str = "", delimiter: str = "", columns: Collection[str] = ()) -> Dialect:
    """Find out how the file is written; `columns` are the headers it should have. Raises Refused."""
    found = _encoding(path, _start(path), encoding)
    with path.open(encoding=found, newline="") as stream:
        first, second = stream.readline(), stream.readline()
    said = SEP_LINE.match(first)
    header = second if said else first
    if not header.strip():
        raise Refused(_("The file “{name}” has no header line.").format(name=path.name))
    chosen = _given_delimiter(delimiter or (said[1] if said else "")) or _likely_delimiter(header, columns)
    return Dialect(path, found, chosen, 1 if said else 0)


def _start(path: Path) -> bytes:
    if not path.is_file():
        raise Refused(_("“{name}” is not a file.").format(name=path))
    try:
        with path.open("rb") as stream:
            start = stream.read(START)
    except OSError as error:
        raise Refused(_("“{name}” cannot be read: {why}").format(name=path, why=error.strerror)) from error
    if not start.strip():
        raise Refused(_("The file “{name}” is empty.").format(name=path.name))
    if any(b"\n" not in chunk and b"\r" not in chunk for chunk in _chunks(path) if len(chunk) == CHUNK):
        raise Refused(_("“{name}” has lines that are too long for a CSV file.").format(name=path.name))
    return start


def _encoding(path: Path, start: bytes, given: str) -> str:
    found = given or _likely_encoding(path, start)
    try:
        decodes = _decodes(path, found)
    except LookupError:
        raise Refused(_("There is no encoding “{name}”.").format(name=found)) from None
    if not decodes:
        raise Refused(_("The file is not written in “{name}”. Name its encoding in the mapping.").format(name=found))
    return found


def _likely_encoding(path: Path, start: bytes) -> str:
    for bom, encoding in BOMS.items():
        if start.startswith(bom):
            return encoding
    for magic, what in MAGIC.items():
        if start.startswith(magic):
            raise Refused(_("This is a {what} file. Save it as CSV first.").format(what=what))
    even, odd = start[::2].count(0), start[1::2].count(0)
    if even + odd > len(start) / 4:
        return "utf-16-le" if odd > even else "utf-16-be"
    if len(start) - len(start.translate(None, CONTROL)) > len(start) / 20:
        raise Refused(_("“{name}” is not a text file.").format(name=path.name))
    return "utf-8" if _decodes(path, "utf-8") else "cp1252"


def _decodes(path: Path, encoding: str) -> bool:
    """The whole file can be read in this encoding: found out before anything is written."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for chunk in _chunks(path):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            yield chunk


def _given_delimiter(given: str) -> str:
    sign = NAMES.get(given.lower(), given)
    if len(sign) > 1 or sign in ('"', "\n", "\r"):
        raise Refused(_("The delimiter “{sign}” is not a single character.").format(sign=given))
    return sign


def _likely_delimiter(header: str, columns: Collection[str]) -> str:
    """The one that finds most of the expected columns, then the one that makes most columns."""

    def found(delimiter: str) -> tuple[int, int]:
        names = [name.strip() for name in next(csv.reader([header], delimiter=delimiter))]
        return len(set(columns) & set(names)), len(names)

    try:
        return max(DELIMITERS, key=found)
    except csv.Error:
        raise Refused(_("The header line cannot be read as CSV.")) from None
