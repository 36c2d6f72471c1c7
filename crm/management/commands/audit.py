"""Prove every invariant that the apps have registered."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lifecycle import audit


class Command(BaseCommand):
    help = "Prove the invariants of lifecycle and scoring. Exit status 1, with the offending rows, when one is broken."

    def handle(self, *args: Any, **options: Any) -> None:
        found = {check.name: check.offenders() for check in audit.checks()}
        for name, offenders in found.items():
            self.stdout.write(self.style.ERROR(f"✗ {name}") if offenders else self.style.SUCCESS(f"✓ {name}"))
            for row in offenders:
                self.stdout.write("    " + " · ".join(str(value) for value in row))
        broken = [name for name, offenders in found.items() if offenders]
        if broken:
            raise CommandError(f"{len(broken)} of {len(found)} do not hold.", returncode=1)
        self.stdout.write(f"All {len(found)} hold.")
