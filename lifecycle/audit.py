"""The register of invariants that `manage.py audit` proves: SQL that selects the offending rows, or a function."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice

from django.db import connection

from lifecycle.edges import guarded_models
from lifecycle.records import Guarded


@dataclass(frozen=True)
class Check:
    """`sql` selects offenders; the first column names the row, the rest explain."""

    name: str
    sql: str

    def offenders(self, limit: int = 20) -> list[tuple[object, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM ({self.sql}) AS offenders LIMIT %s", [limit])  # noqa: S608  our own text
            return cursor.fetchall()


@dataclass(frozen=True)
class Proof:
    """`find` yields offenders as a check's rows; for what no single query can tell."""

    name: str
    find: Callable[[], Iterable[tuple[object, ...]]]

    def offenders(self, limit: int = 20) -> list[tuple[object, ...]]:
        return list(islice(self.find(), limit))


_checks: dict[str, Check | Proof] = {}


def register(name: str, check: str | Callable[[], Iterable[tuple[object, ...]]]) -> None:
    _checks[name] = Check(name, check) if isinstance(check, str) else Proof(name, check)


def checks() -> list[Check | Proof]:
    return [*_lifecycle_checks(), *_checks.values()]


def _lifecycle_checks() -> list[Check]:
    built = [
        Check(f"{m.kind}: state is the target of its last transition", _state_sql(m.kind, m._meta.db_table))
        for m in guarded_models()
    ]
    logged = [
        Check(f"{m.kind}: its transitions know its contact, and when it came into its state", _log_sql(m))
        for m in guarded_models()
    ]
    return [
        *built,
        *logged,
        Check("transitions are numbered without gaps and joined end to end", CHAIN),
        Check("transitions follow an edge", EDGES),
        Check("no step was taken past a gate that was open", PAST_A_GATE),
    ]


def _state_sql(kind: str, table: str) -> str:
    return f"""
        SELECT '{kind} ' || r.id AS record, r.state, t.target FROM {table} r
        LEFT JOIN LATERAL (SELECT target FROM lifecycle_transition
                           WHERE kind = '{kind}' AND record_id = r.id ORDER BY seq DESC LIMIT 1) t ON true
        WHERE t.target IS DISTINCT FROM r.state"""  # noqa: S608  names come from our own models


def _log_sql(model: type[Guarded]) -> str:
    """Of credit checks those of a company have no contact, and neither have their transitions."""
    return f"""
        SELECT '{model.kind} ' || r.id AS record, t.contact_id AS logged, r.contact_id, t.at, r.entered_at
        FROM {model._meta.db_table} r JOIN lifecycle_transition t ON t.kind = '{model.kind}' AND t.record_id = r.id
        WHERE t.contact_id IS DISTINCT FROM r.contact_id OR t.at > r.entered_at"""  # noqa: S608  our own models


CHAIN = """
    SELECT kind || ' ' || record_id AS record, seq, source, before FROM (
        SELECT kind, record_id, seq, source,
               coalesce(lag(target) OVER chain, '') AS before, row_number() OVER chain AS position
        FROM lifecycle_transition WINDOW chain AS (PARTITION BY kind, record_id ORDER BY seq)) t
    WHERE source <> before OR seq <> position"""

EDGES = """
    SELECT t.kind || ' ' || t.record_id AS record, t.seq, t.step, t.source, t.target
    FROM lifecycle_transition t LEFT JOIN lifecycle_edge e USING (kind, step, source, target) WHERE e.id IS NULL"""

PAST_A_GATE = """
    SELECT kind || ' ' || record_id AS record, seq, step, evidence FROM lifecycle_transition
    WHERE evidence @> '[{"state": "open"}]'"""
