from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from activities import next_steps
from activities.models import Activity, Task
from activities.next_steps import NextStep, NextStepMissing, Stale
from crm.core import clock
from tests.factories.records import make_lead

pytestmark = pytest.mark.django_db
DAY = date(2027, 3, 2)


@pytest.fixture
def lead(rep):
    return make_lead(rep)


@pytest.fixture
def task(lead, rep):
    Task.objects.open().update(cancelled_at=clock.now())
    return next_steps.plan(lead, subject="Call back", kind="call", due=DAY, by=rep)


def again(task):
    return Task.objects.get(pk=task.pk)


def test_a_task_belongs_to_whoever_owns_the_record(task, lead, rep):
    assert (task.owner, task.team, task.contact) == (rep, rep.team, lead.contact)
    assert (task.about_kind, task.about_id) == ("lead", lead.pk)
    assert (task.all_day, task.due) == (True, DAY)


def test_a_task_for_a_contact_names_no_record(lead, rep):
    task = next_steps.plan(lead.contact, subject="Send a card", due=DAY, by=rep)
    assert (task.contact, task.about_kind, task.about_id) == (lead.contact, "", None)


def test_the_same_cause_plans_once_while_it_is_open(lead, rep):
    first = next_steps.plan(lead, subject="Renew", due=DAY, by=rep, key="credit:1")
    assert next_steps.plan(lead, subject="Renew!", due=DAY, by=rep, key="credit:1") == first
    next_steps.settle("credit:1", by=rep)
    assert next_steps.plan(lead, subject="Renew", due=DAY, by=rep, key="credit:1") != first


def test_finishing_a_call_tells_the_timeline_and_plans_what_follows(task, lead, rep):
    next_steps.finish(task, by=rep, outcome="no_answer", note="Voicemail", then=NextStep("Call again", DAY, "call"))
    activity = Activity.objects.get(contact=lead.contact)
    assert (activity.kind, activity.direction, activity.body) == ("call", "out", "Voicemail")
    follower = Task.objects.open().get()
    assert (follower.subject, follower.about_id, follower.owner) == ("Call again", lead.pk, rep)


def test_the_last_step_of_a_live_record_is_not_finished_without_a_next_one(task, rep):
    with pytest.raises(NextStepMissing):
        next_steps.finish(task, by=rep)
    assert again(task).is_open
    assert not Activity.objects.exists()


def test_with_another_step_planned_nothing_more_is_asked(task, lead, rep):
    next_steps.plan(lead, subject="Write", due=DAY, by=rep)
    assert next_steps.finish(task, by=rep).done_by == rep


def test_a_task_done_twice_is_done_once(task, rep):
    next_steps.finish(task, by=rep, then=NextStep("Write", DAY))
    with pytest.raises(Stale):
        next_steps.finish(task, by=rep, then=NextStep("Write", DAY))
    assert Task.objects.open().count() == 1


def test_a_change_made_meanwhile_is_not_overwritten(task, rep, teammate):
    next_steps.postpone(again(task), by=teammate, due=DAY + timedelta(days=1))
    with pytest.raises(Stale) as refused:
        next_steps.change(task, by=rep, version=task.version, subject="Mine")
    assert refused.value.task.subject == "Call back"


def test_a_new_date_brings_new_reminders(task, rep):
    Task.objects.update(remind_at=None, reminded_at=clock.now())
    moved = next_steps.postpone(again(task), by=rep, due=DAY + timedelta(days=7))
    assert moved.reminded_at is None
    assert moved.remind_at.date() == DAY + timedelta(days=7)


def test_taking_back_undoes_what_finishing_caused(task, rep):
    next_steps.finish(task, by=rep, then=NextStep("Call again", DAY))
    next_steps.take_back(task, by=rep)
    assert Task.objects.open().get() == task
    assert Activity.objects.get().voided_at is not None


def test_a_cancelled_task_can_be_taken_back(task, rep):
    next_steps.cancel(task, by=rep)
    assert next_steps.take_back(task, by=rep).is_open


def test_taking_back_does_not_double_an_open_cause(lead, rep):
    first = next_steps.plan(lead, subject="Renew", due=DAY, by=rep, key="credit:1")
    next_steps.cancel(first, by=rep)
    next_steps.plan(lead, subject="Renew", due=DAY, by=rep, key="credit:1")
    with pytest.raises(Stale):
        next_steps.take_back(first, by=rep)


@pytest.mark.parametrize("act", [next_steps.cancel, next_steps.finish, next_steps.take_back])
def test_strangers_leave_it_alone(task, stranger, act):
    with pytest.raises(PermissionDenied):
        act(task, by=stranger)


def test_a_team_mate_may_help_out(task, teammate):
    assert next_steps.cancel(task, by=teammate).cancelled_at is not None
