import pytest

from activities.models import Activity
from capture.visits import record_visit
from tests.factories.contacts import ContactFactory

pytestmark = pytest.mark.django_db


def test_a_visit_is_an_activity_of_a_machine():
    visit = record_visit(ContactFactory(), "/pricing", seconds=240)
    assert (visit.direction, visit.details) == ("in", {"path": "/pricing", "seconds": 240})
    assert visit.by.email == "tracking@machine.invalid"


def test_the_same_visit_twice_is_one():
    contact = ContactFactory()
    for _arrival in range(2):
        record_visit(contact, "/pricing", source="site", external_id="v1")
    assert Activity.objects.count() == 1
