"""manage.py importcsv FILE --mapping FILE.toml: contacts, companies and leads from a file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from contacts.importing import mapping as mappings
from contacts.importing.batches import Tally
from contacts.importing.problems import Refused
from contacts.importing.report import Report
from contacts.importing.run import earlier_run, import_file
from team.models import User

PLURALS = {"company": "companies", "contact": "contacts", "lead": "leads"}


class Command(BaseCommand):
    help = "Imports a CSV file. Running it again changes nothing that is the same. See docs/import.md."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--mapping", type=Path, required=True, help="which column becomes what (TOML)")
        parser.add_argument("--dry-run", action="store_true", help="tell what would happen, change nothing")
        parser.add_argument("--owner", metavar="EMAIL", help="who is responsible for what has no owner yet")
        parser.add_argument("--report", type=Path, metavar="FILE", help="rows with problems, as CSV")

    def handle(self, *args: Any, file: Path, mapping: Path, dry_run: bool, **options: Any) -> None:
        try:
            found = mappings.load(mapping)
            owner = self._owner(options["owner"])
            with Report(options["report"]) as report:
                if file.is_file() and (earlier := earlier_run(file, found.source)):
                    self.stderr.write(f"This file was imported before, on {earlier.finished_at:%Y-%m-%d %H:%M} UTC.")
                tally = import_file(file, found, owner=owner, dry_run=dry_run, report=report)
        except Refused as refused:
            raise CommandError(f"{refused} Nothing was changed.") from None
        self._tell(tally, dry_run)
        self._tell_problems(report)

    @staticmethod
    def _owner(email: str | None) -> User | None:
        if not email:
            return None
        if owner := User.objects.working().filter(email__iexact=email).first():
            return owner
        raise Refused(f"Nobody who works here has the address {email}.")

    def _tell(self, tally: Tally, dry_run: bool) -> None:
        rows = tally.rows
        self.stdout.write("Dry run: nothing was changed. This would happen:" if dry_run else "Imported.")
        told = "rows: {read} read, {bad} bad, {repeated} repeated, {warned} with warnings"
        self.stdout.write(told.format(**{fate: rows[fate] for fate in ("read", "bad", "repeated", "warned")}))
        for kind in tally.created:
            counts = f"{tally.created[kind]} new, {tally.changed[kind]} changed, {tally.same[kind]} unchanged"
            self.stdout.write(f"{PLURALS.get(kind, kind)}: {counts}")

    def _tell_problems(self, report: Report) -> None:
        for line, fate, column, reason in report.first:
            self.stderr.write(f"line {line}, {fate}: {f'{column}: ' if column else ''}{reason}")
        if report.count > len(report.first):
            self.stderr.write(f"… and {report.count - len(report.first)} more; --report FILE lists all of them.")
