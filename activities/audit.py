"""What is always true of tasks, activities and messages."""

from lifecycle import audit
from lifecycle.edges import guarded_models


def register() -> None:
    for name, table in (("task", "activities_task"), ("activity", "activities_activity")):
        audit.register(f"{name}: the record it is about exists", about_sql(name, table))
    audit.register("a task is not both done and cancelled", TWICE_OVER)
    audit.register("a message is not both sent and given up", TWICE_FATED)


def about_sql(name: str, table: str) -> str:
    """Rows that name a record that is not there."""
    records = " UNION ALL ".join(
        f"SELECT '{model.kind}' AS kind, id FROM {model._meta.db_table}"  # noqa: S608  names come from our own models
        for model in guarded_models()
    )
    return f"""
        SELECT '{name} ' || a.id AS record, a.about_kind, a.about_id FROM {table} a
        LEFT JOIN ({records}) r ON r.kind = a.about_kind AND r.id = a.about_id
        WHERE a.about_kind <> '' AND r.id IS NULL"""  # noqa: S608


TWICE_OVER = """
    SELECT 'task ' || id AS record, done_at, cancelled_at FROM activities_task
    WHERE done_at IS NOT NULL AND cancelled_at IS NOT NULL"""

TWICE_FATED = """
    SELECT 'message ' || id AS record, sent_at, dead_at FROM activities_outboxmessage
    WHERE sent_at IS NOT NULL AND dead_at IS NOT NULL"""
