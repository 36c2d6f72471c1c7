"""How each column of one file is converted: notation found out, attributes looked up or defined on the fly."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from django.utils.translation import gettext as _

from contacts.attributes import definitions
from contacts.importing import values
from contacts.importing.dialect import Dialect
from contacts.importing.mapping import Column, Mapping
from contacts.importing.notation import Notation, day_order_in, decimal_sign_in
from contacts.importing.problems import Refused
from contacts.importing.reading import rows
from contacts.importing.targets import Convert
from contacts.models import AttributeDefinition

NUMERIC, DATED = {"integer", "decimal"}, {"date"}


def converters(mapping: Mapping, dialect: Dialect, header: Sequence[str]) -> Callable[[Column], Convert]:
    """What converts the cells of a column. Raises Refused where an attribute is another than the mapping says."""
    attributes = {column.target: _definition(column) for column in mapping.columns if column.attribute}
    types = {column.header: _type(column, attributes.get(column.target)) for column in mapping.columns}
    notation = _notation(mapping, dialect, header, types)

    def convert(column: Column) -> Convert:
        if definition := attributes.get(column.target):
            read = values.attribute(definition, column.options, notation)
        else:
            read = column.kind.readers[column.fact](column.options, notation)
        return lru_cache(maxsize=1024)(read)  # most columns hold few different values

    return convert


def _definition(column: Column) -> AttributeDefinition:
    """The attribute that the column names, defined now if nobody did before."""
    said, existing = column.options, definitions(column.kind.name).get(column.attribute)
    if existing is None:
        if said.type == "choice" and not said.choices:
            raise Refused(_("Column “{name}”: name the choices.").format(name=column.header))
        new = {"of": column.kind.name, "key": column.attribute, "label": said.label[:80]}
        return AttributeDefinition.objects.create(**new, type=said.type or "text", choices=list(said.choices))
    if said.type and said.type != existing.type:
        told = _("Column “{name}”: the attribute “{key}” has the type {theirs} already, not {ours}.")
        told = told.format(name=column.header, key=existing.key, theirs=existing.type, ours=said.type)
        raise Refused(told)
    return existing


def _type(column: Column, definition: AttributeDefinition | None) -> str:
    if definition:
        return definition.type
    return "decimal" if column.fact in ("revenue", "employees") else "text"


def _notation(mapping: Mapping, dialect: Dialect, header: Sequence[str], types: dict[str, str]) -> Notation:
    def cells(wanted: set[str]) -> Iterator[str]:
        return _cells(dialect, [header.index(name) for name, type_ in types.items() if type_ in wanted])

    german = dialect.delimiter == ";"
    decimal = mapping.decimal or decimal_sign_in(cells(NUMERIC)) or ("," if german else ".")
    return Notation(decimal, mapping.dates or day_order_in(cells(DATED)) or "dmy")


def _cells(dialect: Dialect, places: Iterable[int]) -> Iterator[str]:
    """All cells of these columns; read only as far as somebody looks."""
    if places := list(places):
        for record in rows(dialect):
            yield from (record.cells[place].strip() for place in places if place < len(record.cells))
