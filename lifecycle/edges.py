"""The edges of all state machines, written down for the database after each migration."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connections, transaction

from lifecycle.records import Guarded
from lifecycle.steps import targets

COLUMNS = ("kind", "record_table", "step", "source", "target")


def guarded_models() -> list[type[Guarded]]:
    return [model for model in apps.get_models() if issubclass(model, Guarded)]


def edges_of(model: type[Guarded]) -> Iterator[tuple[str, ...]]:
    """(kind, table, step, source, target) of every transition, and the way in."""
    field: Any = model._meta.get_field("state")  # type: ignore[misc]  # every record has one, the abstract one not
    table = model._meta.db_table
    yield model.kind, table, "enter", "", str(field.default)
    for each in field.get_all_transitions(model):
        for target in targets(each):
            yield model.kind, table, each.name, str(each.source), target


def write_edges(using: str = "default", **_: object) -> None:
    """Make the Edge table say exactly what the code says."""
    from lifecycle.models import Edge

    if Edge._meta.db_table not in _tables(using):
        return
    wanted = {edge for model in guarded_models() for edge in edges_of(model)}
    edges = Edge.objects.using(using)
    with transaction.atomic(using=using):
        existing = {row[1:]: row[0] for row in edges.values_list("pk", *COLUMNS)}
        edges.filter(pk__in=[pk for edge, pk in existing.items() if edge not in wanted]).delete()
        missing = [Edge(**dict(zip(COLUMNS, edge, strict=True))) for edge in sorted(wanted - existing.keys())]
        edges.bulk_create(missing, ignore_conflicts=True)


def _tables(using: str) -> list[str]:
    return connections[using].introspection.table_names()
