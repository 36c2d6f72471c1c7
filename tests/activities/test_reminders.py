from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail

from activities import next_steps, outbox, reminders
from activities.models import Notification, OutboxMessage, Task
from crm.core import clock
from tests.factories.records import make_lead

pytestmark = pytest.mark.django_db
FRIDAY = date(2027, 3, 5)
MORNING = datetime(2027, 3, 5, 7, 0, tzinfo=UTC)  # eight in Berlin


@pytest.fixture
def task(rep):
    lead = make_lead(rep)
    Task.objects.all().delete()
    return next_steps.plan(lead, subject="Call Svenja Albers", kind="call", due=FRIDAY, by=rep, why="She asked for it.")


def remind(at):
    with clock.at(at):
        return reminders.remind_all()


def test_nobody_is_reminded_before_the_morning(task):
    assert remind(MORNING - timedelta(seconds=1)) == 0


def test_a_due_task_is_one_notification_and_one_mail(task, rep):
    assert remind(MORNING) == 1
    assert Notification.objects.get(user=rep).subject == "Due: Call Svenja Albers"
    with clock.at(MORNING):
        outbox.sweep()
    [sent] = mail.outbox
    assert sent.to == ["rep@example.com"]
    assert "She asked for it." in sent.body
    assert f"/tasks/{task.pk}/" in sent.body


def test_any_number_of_beats_remind_once(task):
    assert [remind(MORNING + timedelta(minutes=n)) for n in range(5)] == [1, 0, 0, 0, 0]
    assert OutboxMessage.objects.count() == Notification.objects.count() == 1


def test_a_late_task_is_told_once_more_in_the_next_working_morning(task):
    remind(MORNING)
    assert remind(MORNING + timedelta(days=2)) == 0  # Sunday
    assert remind(MORNING + timedelta(days=3)) == 1
    assert remind(MORNING + timedelta(days=30)) == 0
    subjects = Notification.objects.order_by("pk").values_list("subject", flat=True)
    assert list(subjects) == ["Due: Call Svenja Albers", "Overdue: Call Svenja Albers"]


def test_a_beat_that_was_dead_for_weeks_reminds_once_and_not_in_a_storm(task):
    weeks_later = MORNING + timedelta(days=24)
    assert [remind(weeks_later), remind(weeks_later)] == [1, 0]


def test_a_task_done_before_is_not_told(task, rep):
    next_steps.cancel(task, by=rep)
    assert remind(MORNING) == 0


def test_a_moved_task_is_told_at_its_new_time_only(task, rep):
    next_steps.postpone(task, by=rep, due=FRIDAY + timedelta(days=3))
    assert remind(MORNING) == 0
    assert remind(MORNING + timedelta(days=3)) == 1


def test_people_are_told_in_their_own_language_zone_and_time(task, rep):
    rep.language, rep.time_zone = "de", "America/New_York"
    rep.save()
    with clock.at(MORNING):
        next_steps.change(task, by=rep, due=FRIDAY)
    assert remind(MORNING) == 0
    assert remind(MORNING + timedelta(hours=6)) == 1


def test_who_has_left_is_not_written_to(task, rep):
    rep.is_active = False
    rep.save()
    assert remind(MORNING) == 0
