"""The tour exists in a demo only, shows where one is, and its button plays a real visit."""

import pytest
from django.urls import reverse

from activities.models import Activity
from crm.demo.guide import stops
from crm.demo.tour import EMAIL
from tests.factories.contacts import ContactFactory
from tests.factories.records import log_interest, make_lead

pytestmark = pytest.mark.django_db


@pytest.fixture
def katrin(rep, settings):
    settings.CRM_DEMO = True
    contact = ContactFactory(owner=rep, team=rep.team, email=EMAIL)
    make_lead(rep, contact)
    return contact


def test_the_visit_is_recorded_and_leads_to_where_it_shows(katrin, rep, client_for):
    client = client_for(rep)
    response = client.post(reverse("tour:visit"))
    assert response.url == reverse("leads:detail", args=[katrin.leads.get().pk])
    visit = Activity.objects.get(contact=katrin)
    assert (visit.kind, visit.details["path"], visit.by.is_machine) == ("page_visit", "/pricing", True)


def test_the_page_shows_each_stop(katrin, rep, client_for):
    body = client_for(rep).get(reverse("tour:guide")).content.decode()
    assert all(str(stop.title) in body for stop in stops(katrin))


def test_stops_tick_themselves_off(katrin, rep):
    assert [stop.done for stop in stops(katrin)] == [False] * 7
    log_interest(katrin, rep)
    assert [stop.done for stop in stops(katrin)] == [True, True, False, False, False, False, False]


def test_the_visit_rejects_get(katrin, rep, client_for):
    assert client_for(rep).get(reverse("tour:visit")).status_code == 405


def test_outside_a_demo_there_is_no_tour(katrin, rep, client_for, settings):
    settings.CRM_DEMO = False
    client = client_for(rep)
    assert {client.get(reverse("tour:guide")).status_code, client.post(reverse("tour:visit")).status_code} == {404}
