from datetime import timedelta

import pytest
from django.urls import reverse

from activities import notifications
from activities.models import Notification
from crm.core import clock

pytestmark = pytest.mark.django_db


def test_one_cause_is_told_once(rep):
    for _report in range(3):
        notifications.notify(rep, "quote:1:accepted", "Harz Pumpen accepted", "/quotes/1/")
    assert notifications.unread_count(rep) == 1


def test_everybody_is_told_for_themselves(rep, teammate):
    notifications.notify(rep, "a", "One")
    notifications.notify(teammate, "a", "One")
    notifications.read(rep)
    assert (notifications.unread_count(rep), notifications.unread_count(teammate)) == (0, 1)


def test_old_read_messages_are_forgotten_unread_ones_kept(rep):
    with clock.at(clock.now() - timedelta(days=100)):
        notifications.notify(rep, "read", "Read")
        notifications.read(rep)
        notifications.notify(rep, "unread", "Unread")
    assert notifications.forget_old() == 1
    assert Notification.objects.get().key == "unread"


def test_the_page_lists_them_and_reading_leads_on(rep, client_for):
    notifications.notify(rep, "a", "Harz Pumpen accepted", "/tasks/")
    client = client_for(rep)
    assert b"Harz Pumpen accepted" in client.get(reverse("notifications")).content
    answer = client.post(reverse("notification_open", args=[Notification.objects.get().pk]))
    assert answer.headers["Location"] == "/tasks/"
    assert notifications.unread_count(rep) == 0


def test_looking_reads_nothing(rep, client_for):
    notifications.notify(rep, "a", "One")
    client_for(rep).get(reverse("notifications"))
    assert notifications.unread_count(rep) == 1
    assert client_for(rep).get(reverse("notifications_read")).status_code == 405


def test_all_are_read_at_once(rep, client_for):
    notifications.notify(rep, "a", "One")
    notifications.notify(rep, "b", "Two")
    client_for(rep).post(reverse("notifications_read"))
    assert notifications.unread_count(rep) == 0


def test_somebody_elses_is_not_found(rep, teammate, client_for):
    notifications.notify(rep, "a", "One")
    page = reverse("notification_open", args=[Notification.objects.get().pk])
    assert client_for(teammate).post(page).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_the_same_number_of_queries(rep, client_for, django_assert_num_queries, number):
    for each in range(number):
        notifications.notify(rep, str(each), "One")
    client = client_for(rep)
    with django_assert_num_queries(3):
        client.get(reverse("notifications"))
