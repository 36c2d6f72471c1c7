"""What is locked before a step is judged, always in the same order, so that no two steps can deadlock.

Company, then contact, then the record, then its evidence. Every step about one company waits for the other: who
revokes a credit check and who promotes on it cannot both see the world of before.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps


def locked(record: Any) -> Any:
    """A fresh copy of the record, locked together with everything its gates rely on."""
    for model, pk in record.subject_rows():
        lock_row(model, pk)
    fresh = type(record)._base_manager.select_for_update(of=("self",)).get(pk=record.pk)
    for queryset in fresh.evidence_rows():
        list(queryset.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    fresh.remember_judgements()
    return fresh


def lock_row(model: str, pk: int | None) -> None:
    """Lock one row for writing; foreign keys may still point at it meanwhile."""
    if pk is not None:
        list(apps.get_model(model)._base_manager.select_for_update(no_key=True).filter(pk=pk).values_list("pk"))
