"""The same form from two places at one moment, on a real database: one effect, and a clear answer to both."""

from threading import Barrier, Thread

import pytest
from django.db import connections
from django.test import Client

from activities.models import Activity, Task
from contacts.models import ContactEmail
from lifecycle.models import Transition
from tests.factories.team import UserFactory
from tests.factories.world import make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(rep):
    return make_world(rep)


def twice(user, address, *sent):
    """Post from two browsers of the same person that press at the same moment; the two answers in order."""
    together, answers = Barrier(len(sent)), []

    def press(client, data):
        try:
            together.wait(timeout=10)
            answers.append(client.post(address, data).status_code)
        finally:
            connections.close_all()

    browsers = [Client(raise_request_exception=False) for _ in sent]
    for browser in browsers:
        browser.force_login(user)
    threads = [Thread(target=press, args=pair) for pair in zip(browsers, sent, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    return sorted(answers)


def test_two_save_different_facts_and_the_second_is_told(world, rep):
    form = {"version": str(world.contact.version)}
    answers = twice(
        rep, world.address("contacts:edit") + "?field=city", form | {"city": "Kiel"}, form | {"city": "Bremen"}
    )
    assert answers == [302, 409]


def test_a_task_is_finished_once(world, rep):
    form = {"outcome": "reached", "then": "plan", "kind": "call", "subject": "Again", "day": "2027-01-05"}
    form["version"] = str(world.task.version)
    assert twice(rep, world.address("tasks:finish"), form, form) == [302, 409]
    assert Task.objects.open().filter(subject="Again").count() == 1


def test_the_same_words_are_logged_once(world, rep):
    form = {"kind": "call", "direction": "out", "body": "Nobody there", "key": "of this page"}
    assert twice(rep, world.address("leads:log"), form, form) == [302, 302]
    assert Activity.objects.filter(subject="Nobody there").count() == 1


def test_an_address_is_added_once(world, rep):
    form = {"email": "both@example.com"}
    assert twice(rep, world.address("contacts:add_email"), form, form) == [302, 422]
    assert ContactEmail.objects.filter(address="both@example.com").count() == 1


def test_two_write_a_quote_and_the_second_is_told(world, rep):
    form = {"valid_until": "2099-01-05", "lines": "1", "line-0-quantity": "1", "line-0-discount": "0"}
    form |= {"version": str(world.quote.version), "line-0-tax_rate": "19", "line-0-text": "Gauge"}
    mine, theirs = form | {"line-0-unit_price": "100"}, form | {"line-0-unit_price": "200"}
    assert twice(rep, world.address("quotes:edit"), mine, theirs) == [302, 409]


def test_credit_is_decided_once(world):
    officer = UserFactory(roles=["credit_officer"], team=None)
    form = {"limit": "1000", "valid_until": "2099-01-05", "grounds": "Known"}
    assert twice(officer, world.address("credit:approve"), form, form) == [302, 409]
    assert Transition.objects.of(world.check).filter(step="approve").count() == 1
