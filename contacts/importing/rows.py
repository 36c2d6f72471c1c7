"""One record of the file as values by kind and fact, or the reasons why it cannot be imported."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from contacts.importing.mapping import Column, Mapping
from contacts.importing.problems import BadCell, Doubt
from contacts.importing.reading import Record
from contacts.importing.targets import Convert
from crm.core.csvout import safe

MOJIBAKE = re.compile("Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â‚¬|â€")
NAMING = ("external_id", "first_name", "last_name", "email", "phone", "mobile")  # what tells a contact from nobody


class Problem(NamedTuple):
    line: int
    fate: str  # of the row: "bad" (not imported), "repeated" (another row counts), "warned" (imported without)
    column: str
    reason: str


@dataclass(slots=True)
class Row:
    line: int
    values: dict[str, dict[str, Any]]  # kind → fact → value; attributes in one dict under "attributes"
    print: str  # of the cells: identifies a row that has neither id nor address
    problems: list[Problem] = field(default_factory=list)
    keys: list[tuple[str, str]] = field(default_factory=list)  # of its contact, the strongest first
    contact_id: int = 0
    company_id: int | None = None
    writes_contact: bool = False  # the first row of the file about this contact

    @property
    def bad(self) -> bool:
        return any(problem.fate == "bad" for problem in self.problems)

    def get(self, kind: str, fact: str) -> Any:
        return self.values.get(kind, {}).get(fact)

    def names(self, kind: str) -> set[str]:
        """The facts that the row gives, attributes as `attributes.<key>`."""
        given = self.values.get(kind, {})
        return given.keys() - {"attributes"} | {f"attributes.{key}" for key in given.get("attributes", ())}

    def doubt(self, reason: str, column: str = "") -> None:
        self.problems.append(Problem(self.line, "warned", column, reason))

    def refuse(self, reason: str, column: str = "") -> None:
        self.problems.append(Problem(self.line, "bad", column, reason))

    def repeats(self, line: int) -> None:
        told = _("The same contact as in line {line}; that row counts.").format(line=line)
        self.problems.append(Problem(self.line, "repeated", "", told))


class RowReader:
    """Reads records of one file; knows where each column stands and how its cells are converted."""

    def __init__(self, mapping: Mapping, header: Sequence[str], converts: Callable[[Column], Convert]) -> None:
        self.blank, self.header = mapping.blank | {""}, list(header)
        self.plan = [(header.index(each.header), each, converts(each)) for each in mapping.columns]
        self.about_people = mapping.names("contact")

    def read(self, record: Record) -> Row:
        row = Row(record.line, {}, "")
        cells = record.cells
        whole = "\x1f".join(cells)
        if reason := record.broken or self._unreadable(cells, whole):
            row.refuse(reason)
            return row
        row.print = "row:" + hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        if garbled := MOJIBAKE.search(whole):
            told = _("“{value}” looks wrongly decoded. It is imported as it is.")
            row.doubt(told.format(value=whole[max(0, garbled.start() - 8) : garbled.end() + 8].replace("\x1f", " ")))
        for index, column, convert in self.plan:
            if (cell := cells[index].strip()) not in self.blank:
                self._take(row, column, convert, cell)
        self._ask_for_identity(row)
        return row

    def _unreadable(self, cells: list[str], whole: str) -> str:
        if "\0" in whole:
            return _("The row contains NUL characters.")
        surplus = cells[len(self.header) :]
        if len(cells) < len(self.header) or any(cell.strip() for cell in surplus):
            told = _("The row has {number} cells, the header has {expected}.")
            return told.format(number=len(cells), expected=len(self.header))
        return _("This is the header line again.") if cells == self.header else ""

    def _take(self, row: Row, column: Column, convert: Convert, cell: str) -> None:
        if cell[0] == "'" and safe(cell[1:]) == cell:
            cell = cell[1:]  # the apostrophe that exports put before what a spreadsheet would run
        try:
            value = convert(cell)
        except BadCell as bad:
            return row.refuse(str(bad), column.header)
        except Doubt as doubt:
            return row.doubt(str(doubt), column.header)
        facts = row.values.setdefault(column.kind.name, {})
        if column.attribute:
            facts.setdefault("attributes", {})[column.attribute] = value
        else:
            facts[column.fact] = value
        return None

    def _ask_for_identity(self, row: Row) -> None:
        """A row that names nobody is no contact; where an address was unreadable, say that first."""
        if row.bad:
            return
        if not row.values:
            row.refuse(_("The row has nothing to import."))
        elif self.about_people and not self._names_somebody(row):
            row.refuse(_("The row names nobody: no id, no name, no usable address or number."))

    @staticmethod
    def _names_somebody(row: Row) -> bool:
        contact = row.values.get("contact", {})
        others = any("external_id" in facts for kind, facts in row.values.items() if kind != "company")
        return others or any(name in contact for name in NAMING)
