from datetime import timedelta

import pytest
from django.urls import reverse

from activities import next_steps
from activities.models import Task
from crm.core import clock
from tests.factories.records import make_lead

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(rep):
    lead = make_lead(rep)
    Task.objects.all().delete()
    return lead


def plan(lead, what, days, by):
    return next_steps.plan(lead, subject=what, due=clock.today() + timedelta(days=days), by=by, owner=by)


def listed(client, view="", **more):
    return client.get(reverse("tasks:list"), {"view": view} | more).content.decode()


def test_the_views_cut_the_tasks_by_person_and_day(lead, rep, teammate, client_for):
    plan(lead, "Late one", -2, rep)
    plan(lead, "Today one", 0, rep)
    plan(lead, "Far one", 30, rep)
    plan(lead, "Mates one", 0, teammate)
    client = client_for(rep)
    seen = {
        view: {w for w in ("Late", "Today", "Far", "Mates") if f"{w} one" in listed(client, view)} for view in VIEWS
    }
    assert seen == VIEWS


VIEWS = {
    "mine": {"Late", "Today", "Far"},
    "overdue": {"Late"},
    "today": {"Today"},
    "week": {"Late", "Today"},
    "team": {"Late", "Today", "Far", "Mates"},
    "done": set(),
}


def test_search_finds_by_task_and_by_person(lead, rep, client_for):
    plan(lead, "Send the brochure", 0, rep)
    client = client_for(rep)
    for text in ("brochure", lead.contact.last_name):
        assert "Send the brochure" in listed(client, q=text)
    assert "Send the brochure" not in listed(client, q="nothing like it")


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_same_number_of_queries(lead, rep, client_for, django_assert_num_queries, number):
    for each in range(number):
        plan(lead, f"Task {each}", 0, rep)
    client = client_for(rep)
    with django_assert_num_queries(4):  # session, user, people to filter by, rows
        client.get(reverse("tasks:list"))
