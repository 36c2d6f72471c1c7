"""Fill an empty database with a company that has sold for two years."""

from __future__ import annotations

from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from contacts.models import Company, Contact
from crm.core import clock
from crm.demo import playing
from leads.models import Lead
from opportunities.models import Opportunity
from prospects.models import Prospect
from team.models import User


class Command(BaseCommand):
    help = "Fill an empty database with demo data: about 300 contacts, walked through the real door over two years."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seed", type=int, default=7, help="another number is another company (default: 7)")

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_unless_empty()
        began = monotonic()
        playing.play(options["seed"], clock.now(), self.stdout.write if options["verbosity"] > 1 else _silent)
        models = (Contact, Company, Lead, Prospect, Opportunity)
        counts = ", ".join(f"{model.objects.count()} {model._meta.verbose_name_plural}" for model in models)
        self.stdout.write(self.style.SUCCESS(f"Demo data is there: {counts} ({monotonic() - began:.0f} s)."))


def refuse_unless_empty() -> None:
    if Contact.objects.exists() or User.objects.filter(is_demo=True).exists():
        raise CommandError(
            "There is data already, so nothing was changed. Demo data goes into an empty database only: "
            "create a new one, or start with DATABASE_URL pointing to it."
        )


def _silent(_line: str) -> None: ...
