"""What happened to which row, as a CSV that people can work through."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import IO

from django.utils.translation import gettext as _

from contacts.importing.problems import Refused
from contacts.importing.rows import Problem
from crm.core.csvout import safe

SHOWN = 20  # problems kept for the screen


class Report:
    """Collects problems: the first ones for the screen, all of them in a file if there is one. A context manager."""

    def __init__(self, path: Path | None = None) -> None:
        self.path, self.first = path, list[Problem]()
        self.count = 0
        self.file: IO[str] | None = None

    def __enter__(self) -> Report:
        if self.path:
            try:
                self.file = self.path.open("w", encoding="utf-8", newline="")
            except OSError as error:
                raise Refused(
                    _("“{name}” cannot be written: {why}").format(name=self.path, why=error.strerror)
                ) from error
            csv.writer(self.file).writerow(["line", "fate", "column", "reason"])
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self.file:
            self.file.close()

    def add(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            self.count += 1
            if len(self.first) < SHOWN:
                self.first.append(problem)
            if self.file:
                csv.writer(self.file).writerow([safe(cell) for cell in problem])
