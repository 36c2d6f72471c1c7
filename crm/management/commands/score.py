"""`score [--rebuild] [--promote] [--check]`: bring all scores up to date, promote what is due, prove both."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from leads import automation
from leads.models import Epoch, Scorecard
from leads.scoring import proof, rescoring


class Command(BaseCommand):
    help = "Bring all scores up to date. Any of it may be interrupted, started again, and run beside itself."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rebuild", action="store_true", help="Compute every score anew from the facts.")
        parser.add_argument("--promote", action="store_true", help="Promote all that are due, whatever the capacity.")
        parser.add_argument("--check", action="store_true", help="Prove: added up = computed = sum of explanations.")

    def handle(self, *, rebuild: bool, promote: bool, check: bool, **_: Any) -> None:
        epoch = Epoch.objects.current()
        if epoch is None:
            raise CommandError("No scorecard is active. Load one: scorecard load FILE.toml --activate")
        if check and not (rebuild or promote):
            return self.prove()
        self.rescore(epoch.scorecard, rebuild)
        if promote:
            self.promote()
        return self.prove() if check else None

    def rescore(self, card: Scorecard, rebuild: bool) -> None:
        if rebuild:
            rescoring.begin(card.pk)
        while not rescoring.carry_on(self.progress):
            pass  # another worker holds the last range
        done, _all = rescoring.progress_of(Epoch.objects.current())  # type: ignore[arg-type]  # there is one by now
        self.stdout.write(f"{card}: {done} leads are scored.")

    def progress(self, done: int, everything: int) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r{done} of {everything}", ending="")

    def promote(self) -> None:
        automation.look_at_all()
        promoted = automation.promote(automation.due(), without_limits=True)
        self.stdout.write(f"{promoted} leads were promoted.")

    def prove(self, limit: int = 20) -> None:
        offenders = [(name, row) for name, find in proof.PROOFS.items() for row in find()]
        for name, row in offenders[:limit]:
            self.stderr.write(f"{name}: {', '.join(map(str, row))}")
        if offenders:
            raise CommandError(f"{len(offenders)} scores are wrong. `score --rebuild` computes them anew.")
        self.stdout.write("Scores added up = computed from the facts = the sum of their explanations.")
