"""Bring the database up to date, inside Django: `python prepare.py [--demo]`."""

import sys

import django
from django.core.management import call_command

from launch import ROOT
from launch.console import say
from launch.translations import compile_translations


def prepare(*, demo: bool) -> None:
    compile_translations()
    sys.path.insert(0, str(ROOT))
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    if demo and is_empty():
        say("  Demo data: a company lives through two years. This takes a minute or two, once …")
        call_command("demo")


def is_empty() -> bool:
    from contacts.models import Contact
    from team.models import User

    return not Contact.objects.exists() and not User.objects.people().exists()


if __name__ == "__main__":
    prepare(demo="--demo" in sys.argv)
