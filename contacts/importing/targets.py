"""What a column of a file may become. Each app says in `ready()` what it can take."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from contacts.importing.notation import Notation

if TYPE_CHECKING:
    from contacts.importing.batches import Batch

Convert = Callable[[str], Any]  # raises BadCell or Doubt


@dataclass(frozen=True)
class Options:
    """What the mapping says about one column beside its target."""

    label: str = ""
    type: str = ""
    choices: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)  # what the file writes, folded → what we call it


Reader = Callable[[Options, Notation], Convert]
NOBODY: Callable[[str, Iterable[str]], dict[str, int]] = lambda source, ids: {}  # noqa: E731  a default, not a name


@dataclass(frozen=True)
class Kind:
    """A record that files can make: its readers by column, and who writes a batch of it.

    `contacts_of(source, external ids)` tells which contacts the records with these ids belong to; `phase` is the one a
    contact comes into by such a record.
    """

    name: str
    readers: Mapping[str, Reader]
    write: Callable[[Batch], None]
    contacts_of: Callable[[str, Iterable[str]], dict[str, int]] = NOBODY
    phase: str = ""


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Kinds are written in the order they are registered: companies, contacts, then what belongs to contacts."""
    _kinds[kind.name] = kind


def kinds() -> list[Kind]:
    return list(_kinds.values())


def kind(name: str) -> Kind | None:
    return _kinds.get(name)


def known_targets() -> list[str]:
    names = [f"{each.name}.{column}" for each in kinds() for column in each.readers]
    return sorted([*names, *(f"{each.name}.attributes.…" for each in kinds())])
