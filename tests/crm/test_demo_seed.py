"""The same seed at the same moment makes the same company, another seed another one."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.db import transaction

from contacts.models import Contact
from crm.demo import playing, plots
from lifecycle.models import Transition

TUESDAY = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.fixture
def a_few(monkeypatch):
    monkeypatch.setattr(playing, "PLOTS", [replace(plot, count=1) for plot in plots.PLOTS[:6]])


def portrait(seed):
    """Who is there and what happened, played and taken back."""
    with transaction.atomic():
        playing.play(seed, TUESDAY, lambda line: None)
        people = list(Contact.objects.order_by("pk").values_list("first_name", "last_name", "job_title", "city"))
        steps = list(Transition.objects.order_by("pk").values_list("kind", "step", "at"))
        transaction.set_rollback(True)
    return people, steps


def test_the_same_seed_makes_the_same_company(db, a_few):
    assert portrait(7) == portrait(7)


def test_another_seed_makes_another_company(db, a_few):
    assert portrait(7) != portrait(8)
