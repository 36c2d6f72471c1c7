"""The mapping file: which column means what. Checked as a whole before anything is read or written."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping as Dict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from contacts.importing.notation import decimal_sign_of, order_of
from contacts.importing.problems import Refused
from contacts.importing.targets import Kind, Options, kind, known_targets
from contacts.models.attributes import AttributeType

SOURCE_KEYS = {"name", "blank", "encoding", "delimiter", "decimal", "dates"}
WORD_KEYS = {"true", "false", "won", "lost"}  # lists of the file's words for our word
COLUMN_KEYS = {"to", "type", "label", "choices", "values", *WORD_KEYS}
GUARDED = {"state", "phase", "score", "version", "id", "owner", "team", "created_at", "entered_at"}
ATTRIBUTE_KEY = re.compile(r"[a-z][a-z0-9_]{0,49}")


@dataclass(frozen=True)
class Column:
    """One column of the file and the fact it becomes; `attribute` is the key if it is one that admins define."""

    header: str
    kind: Kind
    fact: str
    options: Options
    attribute: str = ""

    @property
    def target(self) -> str:
        return f"{self.kind.name}.{self.fact}"


@dataclass(frozen=True)
class Mapping:
    source: str
    columns: tuple[Column, ...]
    blank: frozenset[str] = frozenset()
    encoding: str = ""
    delimiter: str = ""
    decimal: str = ""
    dates: str = ""

    @property
    def headers(self) -> list[str]:
        return [column.header for column in self.columns]

    def names(self, kind_name: str) -> bool:
        """The file says something about this kind of record."""
        return any(column.kind.name == kind_name for column in self.columns)


def load(path: Path) -> Mapping:
    """Raises Refused with a sentence that names the key."""
    try:
        return parse(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except OSError as error:
        raise Refused(_("“{name}” cannot be read: {why}").format(name=path, why=error.strerror)) from error
    except UnicodeDecodeError:
        raise Refused(_("The mapping “{name}” is not written in UTF-8.").format(name=path)) from None
    except tomllib.TOMLDecodeError as error:
        raise Refused(_("The mapping “{name}” is not valid TOML: {why}").format(name=path, why=error)) from None


def parse(toml: Dict[str, Any]) -> Mapping:
    _only_known(toml, {"source", "columns"}, _("the mapping"))
    source, columns = _table(toml, "source"), _table(toml, "columns")
    _only_known(source, SOURCE_KEYS, "[source]")
    name = _text(source, "name").strip()
    if not 0 < len(name) <= 80:
        raise Refused(_("[source] needs a name of at most 80 characters."))
    found = tuple(_column(header, said) for header, said in columns.items())
    _each_target_once(found)
    return Mapping(
        name,
        found,
        blank=frozenset(_texts(source.get("blank", []), "blank")),
        encoding=_text(source, "encoding"),
        delimiter=_text(source, "delimiter"),
        decimal=decimal_sign_of(source["decimal"]) if "decimal" in source else "",
        dates=order_of(_text(source, "dates")) if "dates" in source else "",
    )


def _column(header: str, said: Any) -> Column:
    table = {"to": said} if isinstance(said, str) else said
    if not isinstance(table, dict) or not isinstance(table.get("to"), str):
        raise Refused(_('Column “{name}” needs a target: "contact.country" or {{ to = … }}.').format(name=header))
    _only_known(table, COLUMN_KEYS, _("column “{name}”").format(name=header))
    kind_name, _dot, fact = table["to"].partition(".")
    found, attribute = kind(kind_name), fact.removeprefix("attributes.") if fact.startswith("attributes.") else ""
    if found is None or not (ATTRIBUTE_KEY.fullmatch(attribute) if attribute else fact in found.readers):
        raise Refused(_unknown_target(header, table["to"], fact))
    return Column(header.strip(), found, fact, _options(header, table), attribute)


def _options(header: str, table: Dict[str, Any]) -> Options:
    words = {word.casefold(): ours for ours in WORD_KEYS & table.keys() for word in _texts(table[ours], header)}
    values = table.get("values", {})
    if not isinstance(values, dict):
        raise Refused(_('“values” of column “{name}” is a table: {{ Frau = "ms" }}.').format(name=header))
    words |= {str(theirs).casefold(): str(ours) for theirs, ours in values.items()}
    type_ = _text(table, "type")
    if type_ and type_ not in AttributeType.values:
        known = ", ".join(AttributeType.values)
        raise Refused(_("Column “{name}”: the type is one of {known}.").format(name=header, known=known))
    choices = tuple(_texts(table.get("choices", []), header))
    return Options(_text(table, "label") or header.strip()[:80], type_, choices, words)


def _unknown_target(header: str, target: str, fact: str) -> str:
    if fact in GUARDED:
        told = _("Column “{name}”: “{target}” cannot be imported; a state changes only through its steps.")
        return told.format(name=header, target=target)
    told = _("Column “{name}”: there is no target “{target}”. Known: {known}")
    return told.format(name=header, target=target, known=", ".join(known_targets()))


def _each_target_once(columns: tuple[Column, ...]) -> None:
    if not columns:
        raise Refused(_("[columns] names no column."))
    seen: dict[str, str] = {}
    for column in columns:
        if (other := seen.setdefault(column.target, column.header)) != column.header:
            told = _("“{first}” and “{second}” both become “{target}”.")
            raise Refused(told.format(first=other, second=column.header, target=column.target))


def _only_known(table: Dict[str, Any], known: set[str], where: str) -> None:
    if unknown := sorted(table.keys() - known):
        told = _("Unknown in {where}: {unknown}. Known: {known}")
        raise Refused(told.format(where=where, unknown=", ".join(unknown), known=", ".join(sorted(known))))


def _table(toml: Dict[str, Any], key: str) -> dict[str, Any]:
    if not isinstance(found := toml.get(key), dict):
        raise Refused(_("The mapping needs a table [{key}].").format(key=key))
    return found


def _text(table: Dict[str, Any], key: str) -> str:
    if not isinstance(found := table.get(key, ""), str):
        raise Refused(_("“{key}” is a text.").format(key=key))
    return found


def _texts(value: Any, where: str) -> list[str]:
    items = value if isinstance(value, list) else [value]
    if any(isinstance(item, dict | list) for item in items):
        raise Refused(_("“{key}” takes a list of texts.").format(key=where))
    return [str(item) for item in items]
