"""Many counts in one question to the database."""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet


def tally(**rows: QuerySet[Any]) -> dict[str, int]:
    """How many rows each queryset has: `tally(late=…, pool=…)` → `{"late": 2, "pool": 31}`, in one query."""
    counts: list[str] = []
    params: list[Any] = []
    for name, queryset in rows.items():
        try:
            sql, values = queryset.order_by().values("pk").query.sql_with_params()
        except EmptyResultSet:
            sql, values = "SELECT 1 WHERE false", ()
        counts.append(f"(SELECT count(*) FROM ({sql}) rows) AS {connection.ops.quote_name(name)}")  # noqa: S608
        params.extend(values)
    if not counts:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(counts), params)
        return dict(zip(rows, cursor.fetchone(), strict=True))
