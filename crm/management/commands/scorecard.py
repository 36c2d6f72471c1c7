"""`scorecard load FILE.toml [--activate]` and `scorecard export NAME`: scorecards as files."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from leads.models import CardState, Scorecard
from leads.scoring import card_file, cards


class Command(BaseCommand):
    help = "Load a scorecard from a TOML file as a new version, or write one to standard output."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        load = actions.add_parser("load", help="Read FILE as a new draft version.")
        load.add_argument("file", type=Path)
        load.add_argument("--activate", action="store_true", help="Make it the one that counts, and rescore.")
        export = actions.add_parser("export", help="Write the active version of that name, else its latest.")
        export.add_argument("name")

    def handle(self, *, action: str, **options: Any) -> None:
        if action == "load":
            self.load(options["file"], options["activate"])
        else:
            self.export(options["name"])

    def load(self, path: Path, activate: bool) -> None:
        try:
            card = card_file.load(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{path}: {error}") from error
        except card_file.Unreadable as error:
            raise CommandError(f"{path}: {error} Nothing was changed.") from error
        for warning in card_file.warnings(card):
            self.stderr.write(self.style.WARNING(warning))
        if activate:
            cards.activate(card)
            call_command("score", stdout=self.stdout, stderr=self.stderr)
        else:
            self.stdout.write(f"{card}: draft")

    def export(self, name: str) -> None:
        versions = Scorecard.objects.filter(name=name).order_by("-version")
        card = versions.filter(state=CardState.ACTIVE).first() or versions.first()
        if card is None:
            known = ", ".join(Scorecard.objects.order_by("name").values_list("name", flat=True).distinct())
            raise CommandError(f"There is no scorecard “{name}”. Known: {known or 'none'}.")
        self.stdout.write(card_file.dump(card), ending="")
