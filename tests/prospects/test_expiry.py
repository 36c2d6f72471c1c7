from datetime import timedelta

import pytest

from activities.models import Task
from crm.core import clock
from lifecycle.doors import advance
from prospects import expiry
from prospects.models import CreditCheck, Prospect
from tests.factories.records import make_opportunity, make_prospect, pass_credit

pytestmark = pytest.mark.django_db


def tasks(cause):
    return Task.objects.filter(key__startswith=f"credit-{cause}:")


def in_days(days, act):
    with clock.at(clock.now() + timedelta(days=days)):
        return act()


def test_a_check_ends_after_its_last_day_and_the_record_stays_where_it_is(rep):
    prospect = make_prospect(rep)
    check = pass_credit(prospect, days=30)
    assert in_days(30, expiry.expire_all) == 0
    assert in_days(31, expiry.expire_all) == 1
    assert CreditCheck.objects.get(pk=check.pk).state == "expired"
    assert Prospect.objects.get(pk=prospect.pk).state == "credit_cleared"


def test_its_owner_gets_a_task_that_says_why(rep):
    prospect = make_prospect(rep)
    check = pass_credit(prospect, days=30)
    in_days(31, expiry.expire_all)
    task = tasks("expired").get()
    assert (task.owner, task.about_id) == (rep, prospect.pk)
    assert check.number in task.why


def test_an_opportunity_it_served_gets_one_too(rep):
    opportunity = make_opportunity(rep)
    in_days(181, expiry.expire_all)
    assert tasks("expired").get().about_kind == "opportunity"
    assert tasks("expired").get().about_id == opportunity.pk


def test_it_is_announced_two_weeks_before_and_only_once(rep):
    pass_credit(make_prospect(rep), days=30)
    assert in_days(15, expiry.announce_all) == 0
    assert in_days(16, expiry.announce_all) == 1
    tasks("ending").update(done_at=clock.now())
    assert in_days(17, expiry.announce_all) == 0


def test_when_it_ends_the_announcement_is_settled(rep):
    pass_credit(make_prospect(rep), days=30)
    in_days(20, expiry.announce_all)
    in_days(31, expiry.expire_all)
    assert not tasks("ending").open().exists()
    assert tasks("expired").open().count() == 1


def test_what_is_parked_or_over_needs_no_credit(rep):
    prospect = make_prospect(rep)
    pass_credit(prospect, days=30)
    advance(prospect, "park", by=rep, until=clock.today() + timedelta(days=90))
    in_days(31, expiry.expire_all)
    assert not tasks("expired").exists()


def test_many_beats_end_it_once(rep):
    pass_credit(make_prospect(rep), days=30)
    assert [in_days(31, expiry.expire_all) for _beat in range(3)] == [1, 0, 0]
    assert tasks("expired").count() == 1
