"""The record a task or an activity is about, found by its kind without knowing any phase."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from lifecycle.edges import guarded_models


def record_of(row: Any) -> Any:
    """The lead, prospect, opportunity … that a task or activity names, or None."""
    model = _models().get(row.about_kind)
    return model._base_manager.filter(pk=row.about_id).first() if model else None


def records_of(rows: Iterable[Any]) -> dict[tuple[str, int], Any]:
    """The same for many, in one query a kind, by (kind, id)."""
    ids: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        ids[row.about_kind].add(row.about_id)
    known = _models()
    return {
        (kind, pk): record
        for kind, pks in ids.items()
        if kind in known
        for pk, record in known[kind]._base_manager.in_bulk(pks).items()
    }


def needs_next_step(record: Any) -> bool:
    """Live, and not set aside until a date on which it wakes by itself."""
    return bool(getattr(record, "is_live", False)) and getattr(record, "until", None) is None


def _models() -> dict[str, Any]:
    return {model.kind: model for model in guarded_models()}
