"""Several beats at the same moment, on real PostgreSQL: each thing happens once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from activities import next_steps, reminders
from activities.models import Notification, Task
from crm.core import clock
from lifecycle.doors import advance
from lifecycle.models import Transition
from prospects import waking
from tests.factories.records import make_lead

pytestmark = pytest.mark.django_db(transaction=True)
BEATS = 4


def beat_together(act, at):
    def beat(_number):
        try:
            with clock.at(at):
                return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(BEATS) as pool:
        return sum(pool.map(beat, range(BEATS)))


def test_beats_at_the_same_moment_remind_once_each(rep):
    lead = make_lead(rep)
    for number in range(5):
        next_steps.plan(lead, subject=f"Task {number}", due=clock.today(), by=rep)
    assert beat_together(reminders.remind_all, clock.now() + timedelta(days=1)) == Task.objects.count()
    assert Notification.objects.count() == Task.objects.count()


def test_beats_at_the_same_moment_wake_once_each(rep):
    until = clock.today() + timedelta(days=30)
    leads = [advance(make_lead(rep), "nurture", by=rep, until=until) for _lead in range(3)]
    assert beat_together(waking.wake_all, clock.now() + timedelta(days=31)) == len(leads)
    assert Task.objects.open().filter(key__startswith="wake:").count() == len(leads)
    assert Transition.objects.filter(step="revive").count() == len(leads)
