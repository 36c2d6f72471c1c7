from datetime import UTC, date, datetime, timedelta

import pytest

from activities.models import Task
from crm.core import clock
from leads.models import Lead
from lifecycle.doors import advance
from lifecycle.models import Transition
from prospects import waking
from prospects.models import Prospect
from tests.factories.records import make_lead, make_prospect

pytestmark = pytest.mark.django_db


@pytest.fixture
def until():
    return clock.today() + timedelta(days=90)


def wake_on(day):
    with clock.at(clock.now() + timedelta(days=(day - clock.today()).days)):
        return waking.wake_all()


def test_a_nurtured_lead_wakes_on_its_day_with_what_was_noted(rep, until):
    lead = advance(make_lead(rep), "nurture", by=rep, until=until, note="Budget comes in spring")
    assert wake_on(until - timedelta(days=2)) == 0
    assert wake_on(until) == 1
    lead = Lead.objects.get(pk=lead.pk)
    assert (lead.state, lead.until) == ("new", None)
    task = Task.objects.open().about(lead).get()
    assert (task.owner, task.kind) == (rep, "call")
    assert "Lena Vogt" in task.why
    assert "Budget comes in spring" in task.why


def test_the_machine_that_wakes_signs_for_it(rep, until):
    lead = advance(make_lead(rep), "nurture", by=rep, until=until)
    wake_on(until)
    assert Transition.objects.of(lead).latest("seq").by.email == "clock@machine.invalid"


def test_a_parked_prospect_wakes_where_it_was(rep, until):
    prospect = advance(make_prospect(rep), "park", by=rep, until=until)
    wake_on(until)
    assert Prospect.objects.get(pk=prospect.pk).state == "interested"
    assert Task.objects.open().filter(key__startswith="wake:prospect").count() == 1


def test_many_beats_wake_once(rep, until):
    advance(make_prospect(rep), "park", by=rep, until=until)
    assert [wake_on(until) for _beat in range(3)] == [1, 0, 0]


def test_a_beat_that_was_dead_for_years_wakes_late(rep, until):
    advance(make_lead(rep), "nurture", by=rep, until=until)
    assert wake_on(until + timedelta(days=800)) == 1


def test_it_wakes_when_the_owners_day_begins(rep, until):
    advance(make_lead(rep), "nurture", by=rep, until=date(2027, 6, 1))
    rep.time_zone = "Pacific/Auckland"
    rep.save()
    with clock.at(datetime(2027, 5, 31, 11, tzinfo=UTC)):
        assert waking.wake_all() == 0
    with clock.at(datetime(2027, 5, 31, 13, tzinfo=UTC)):
        assert waking.wake_all() == 1


def test_without_an_owner_it_wakes_into_the_pool(rep, until):
    lead = advance(make_lead(rep), "nurture", by=rep, until=until)
    Lead.objects.filter(pk=lead.pk).update(owner=None)
    assert wake_on(until) == 1
    assert not Task.objects.open().about(lead).exists()


def test_one_that_cannot_wake_does_not_keep_the_others_asleep(rep, until, monkeypatch):
    first, second = (advance(make_lead(rep), "nurture", by=rep, until=until) for _lead in range(2))
    honest = waking._context
    monkeypatch.setattr(waking, "_context", lambda lead: 1 / 0 if lead == first else honest(lead))
    assert wake_on(until) == 1
    assert Lead.objects.get(pk=second.pk).state == "new"
    assert Lead.objects.get(pk=first.pk).state == "nurturing"
