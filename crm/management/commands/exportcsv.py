"""manage.py exportcsv leads --columns external_id,score,state: records as CSV on standard output."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from contacts.exporting import Unknown, export, sheets


class Command(BaseCommand):
    help = "Writes records as CSV to standard output. See docs/export.md."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("sheet", choices=sheets())
        parser.add_argument("--columns", default="", help="names with commas between; without, all but attributes")

    def handle(self, *args: Any, sheet: str, columns: str, **options: Any) -> None:
        names = [name.strip() for name in columns.split(",") if name.strip()]
        try:
            lines = export(sheet, names)
        except Unknown as unknown:
            raise CommandError(str(unknown)) from None
        try:
            for line in lines:
                self.stdout.write(line, ending="")
            self.stdout.flush()
        except BrokenPipeError:  # whoever read has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
