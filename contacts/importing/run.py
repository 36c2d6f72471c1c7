"""The import of one file: inspected as a whole, then written batch by batch; again at any time to the same end."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from contextvars import copy_context
from itertools import batched
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from contacts.facts import contact_changed
from contacts.importing.batches import Batch, Tally
from contacts.importing.columns import converters
from contacts.importing.dialect import Dialect, inspect
from contacts.importing.mapping import Mapping
from contacts.importing.matching import Seen
from contacts.importing.problems import Refused
from contacts.importing.reading import Record, header, rows
from contacts.importing.report import Report
from contacts.importing.rows import MOJIBAKE, Row, RowReader
from contacts.importing.targets import kinds
from contacts.models import Contact, ImportRun
from crm.core import clock
from team.models import User

BATCH = 5_000
LOCK = 7_230_001  # one import at a time in a database: two would wait for each other's rows


def import_file(
    path: Path, mapping: Mapping, *, owner: User | None = None, dry_run: bool = False, report: Report | None = None
) -> Tally:
    """Import what can be imported; the report names the rest. Raises Refused, and then nothing was changed."""
    dialect = inspect(path, encoding=mapping.encoding, delimiter=mapping.delimiter, columns=mapping.headers)
    columns = _columns(dialect, mapping)
    with ExitStack() as stack:
        stack.enter_context(_alone())
        if dry_run:
            stack.enter_context(_undone())
        with transaction.atomic():  # attributes are defined all or none
            reader = RowReader(mapping, columns, converters(mapping, dialect, columns))
        return _Import(reader, mapping, owner, report or Report(), silent=dry_run).run(path, rows(dialect))


class _Import:
    def __init__(
        self, reader: RowReader, mapping: Mapping, owner: User | None, report: Report, *, silent: bool
    ) -> None:
        self.reader, self.mapping, self.owner, self.report, self.silent = reader, mapping, owner, report, silent
        self.by = owner or User.objects.machine("import")
        self.tally = Tally()

    def run(self, path: Path, records: Iterator[Record]) -> Tally:
        file = {"file": path.name[:200], "sha256": _sha256(path)}
        run = ImportRun.objects.create(source=self.mapping.source, by=self.by, **file)
        Seen.start()
        for found in _ahead(map(self._read, batched(records, BATCH))):
            self._write(found)
        Seen.end()
        run.finished_at, run.counts = clock.now(), self.tally.as_json()
        run.save()
        return self.tally

    def _read(self, records: Iterable[Record]) -> list[Row]:
        return [self.reader.read(record) for record in records]

    @transaction.atomic
    def _write(self, found: list[Row]) -> None:
        named = frozenset(column.kind.name for column in self.mapping.columns)
        batch = Batch(found, self.mapping.source, self.by, self.owner, named, self.tally)
        with _by_index():
            for kind in kinds():
                kind.write(batch)
        if batch.touched and not self.silent:
            contact_changed.send(Contact, contact_ids=sorted(batch.touched), fields=batch.fields, imported=True)
        self._count(batch)

    def _count(self, batch: Batch) -> None:
        problems = batch.problems()
        self.report.add(problems)
        self.tally.rows["read"] += len(batch.rows)
        for fate in ("bad", "repeated", "warned"):
            self.tally.rows[fate] += len({problem.line for problem in problems if problem.fate == fate})


def _ahead(chunks: Iterator[list[Row]]) -> Iterator[list[Row]]:
    """The next rows are read while these are written; in the same language, hence in a copy of the context."""

    def read() -> list[Row] | None:
        return next(chunks, None)

    with ThreadPoolExecutor(1) as reading:
        following = reading.submit(copy_context().run, read)
        while (chunk := following.result()) is not None:
            following = reading.submit(copy_context().run, read)
            yield chunk


def _columns(dialect: Dialect, mapping: Mapping) -> list[str]:
    """The header of the file; raises Refused where the mapping does not fit it."""
    found = header(dialect)
    if absent := [name for name in mapping.headers if name not in found]:
        told = _("The file has no column {absent}. It has: {found}.")
        if any(map(MOJIBAKE.search, found)):
            told = _("The file is wrongly decoded: it has no column {absent}. It has: {found}.")
        raise Refused(told.format(absent=_quoted(absent), found=_quoted(found)))
    if twice := [name for name in mapping.headers if found.count(name) > 1]:
        raise Refused(_("The file has more than one column {names}.").format(names=_quoted(twice)))
    return found


def _quoted(names: list[str]) -> str:
    return ", ".join(f"“{name}”" for name in names[:60])


@contextmanager
def _alone() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            raise Refused(_("Another import is running. Start again when it has finished."))
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


@contextmanager
def _by_index() -> Iterator[None]:
    """Let triggers and foreign keys look rows up by index, and settle them here.

    They are planned at the first row. In a table that is empty then they would read it from end to end, for each of
    the thousands of rows that follow.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL jit = off")
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("SET LOCAL enable_seqscan = on; SET LOCAL jit = on")


@contextmanager
def _undone() -> Iterator[None]:
    """Everything happens, so that all is told as it would be, and is taken back at the end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def earlier_run(path: Path, source: str) -> Any:
    """The last finished import of exactly this file from this source, or None."""
    runs = ImportRun.objects.filter(source=source, sha256=_sha256(path), finished_at__isnull=False)
    return runs.order_by("-finished_at").first()
