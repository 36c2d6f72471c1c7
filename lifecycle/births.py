"""A step may give birth to the next record: the app above says how, in `ready()`."""

from collections.abc import Callable, Iterable
from typing import Any

Birth = Callable[..., dict[str, Any]]
_births: dict[tuple[str, str], Birth] = {}


def register(kind: str, step: str, birth: Birth) -> None:
    """`birth(record, by=…)` returns what the step's method takes: `{"prospect": prospect}`."""
    _births[kind, step] = birth


def give(record: Any, step: str, *, by: Any) -> dict[str, Any]:
    """What is born by this step, as keyword arguments for it; nothing for most steps."""
    birth = _births.get((record.kind, step))
    return birth(record, by=by) if birth else {}


def known() -> Iterable[tuple[str, str]]:
    """The steps that give birth, as (kind, step)."""
    return _births.keys()
