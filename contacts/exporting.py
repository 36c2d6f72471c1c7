"""What leaves as a file: sheets of records with named columns. Each app says in `ready()` what it can give.

The names are those that imports take, so that a file may come back: `external_id`, `contact.email`, `attributes.<key>`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from django.db import transaction
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _
from phonenumber_field.phonenumber import PhoneNumber

from contacts.attributes import definitions
from contacts.models import Contact, ContactEmail
from crm.core.csvout import lines

CHUNK = 2_000  # rows fetched from the server at a time
ATTRIBUTES = "attributes."
PERSON = (
    *("external_id", "salutation", "title", "first_name", "last_name", "job_title", "language", "address_form"),
    *("phone", "mobile", "country", "city", "no_email", "no_phone"),
)
COMPANY = (
    *("external_id", "name", "domain", "vat_id", "street", "postal_code", "city", "country", "industry"),
    *("employees", "revenue", "phone"),
)

Source = str | Callable[[], Any]  # a path, or what makes the expression at the moment of the export


class Unknown(Exception):
    """There is no such sheet or column; the sentence lists those that exist."""


@dataclass
class Sheet:
    """One kind of export. `attributes`: prefix of the names → (whose definitions, path of the values)."""

    name: str
    records: Callable[[], QuerySet[Any]]
    columns: dict[str, Source]
    attributes: Mapping[str, tuple[str, str]] = field(default_factory=dict)


_sheets: dict[str, Sheet] = {}


def register(sheet: Sheet) -> None:
    _sheets[sheet.name] = sheet


def add(sheet: str, name: str, source: Source) -> None:
    """A column that another app gives to a sheet."""
    _sheets[sheet].columns[name] = source


def sheets() -> list[str]:
    return sorted(_sheets)


def export(sheet_name: str, names: Sequence[str] = ()) -> Iterator[str]:
    """The lines of the file, streamed by a cursor on the server. Raises Unknown before the first line."""
    if (sheet := _sheets.get(sheet_name)) is None:
        raise Unknown(
            _("There is no export “{name}”. Known: {known}").format(name=sheet_name, known=", ".join(sheets()))
        )
    chosen = list(names) or list(sheet.columns)
    known = _known(sheet)
    if unknown := [name for name in chosen if name not in known]:
        told = _("There is no column {unknown}. Known: {known}")
        raise Unknown(told.format(unknown=", ".join(unknown), known=", ".join(known)))
    return lines(chosen, _rows(sheet, [known[name] for name in chosen]))


def person_columns(path: str = "", prefix: str = "") -> dict[str, Source]:
    """The facts of the contact at a path of the record, with its primary address."""
    address = ContactEmail.objects.filter(primary=True, contact=OuterRef(f"{path}pk")).values("address")
    return {
        **{f"{prefix}{name}": f"{path}{name}" for name in PERSON},
        f"{prefix}email": lambda: Subquery(address),
    }


def company_columns(path: str) -> dict[str, Source]:
    return {f"company.{name}": f"{path}{name}" for name in COMPANY}


OWNERSHIP: dict[str, Source] = {"owner": "owner__email", "team": "team__name", "created_at": "created_at"}


@dataclass(frozen=True)
class _Attribute:
    path: str
    key: str


def _known(sheet: Sheet) -> dict[str, Source | _Attribute]:
    """All columns of the sheet, with the attributes that exist now."""
    known: dict[str, Source | _Attribute] = dict(sheet.columns)
    for prefix, (of, path) in sheet.attributes.items():
        known |= {f"{prefix}{key}": _Attribute(path, key) for key in definitions(of)}
    return known


def _rows(sheet: Sheet, sources: list[Source | _Attribute]) -> Iterator[list[Any]]:
    expressions: dict[str, Any] = {}
    cells: list[Callable[[dict[str, Any]], Any]] = []
    for number, source in enumerate(sources):
        if isinstance(source, _Attribute):
            name = f"cell_{source.path}"
            expressions[name] = F(source.path)
            cells.append(_attribute_cell(name, source.key))
        else:
            name = f"cell_{number}"
            expressions[name] = F(source) if isinstance(source, str) else source()
            cells.append(itemgetter(name))
    with transaction.atomic():
        records = sheet.records().order_by("pk").values(**expressions)
        for record in records.iterator(chunk_size=CHUNK):
            yield [_plain(cell(record)) for cell in cells]


def _attribute_cell(name: str, key: str) -> Callable[[dict[str, Any]], Any]:
    return lambda record: (record[name] or {}).get(key)


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    return value.as_e164 if isinstance(value, PhoneNumber) else value


CONTACTS = Sheet(
    "contacts",
    Contact.objects.all,
    {**person_columns(), "phase": "phase", "state": "phase", **company_columns("company__"), **OWNERSHIP},
    {ATTRIBUTES: ("contact", "attributes"), f"company.{ATTRIBUTES}": ("company", "company__attributes")},
)
