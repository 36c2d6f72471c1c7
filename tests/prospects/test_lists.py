from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.contacts import ContactFactory
from tests.factories.records import make_prospect, pass_credit

pytestmark = pytest.mark.django_db
QUERIES = 5  # session, user, owners, attributes, rows


def prospect_of(owner, last_name, **facts):
    return make_prospect(owner, ContactFactory(owner=owner, team=owner.team, last_name=last_name), **facts)


def test_a_row_says_what_it_is_about_and_what_it_is_worth(client_for, rep):
    prospect_of(rep, "Brandt", title="Inline gauge", expected_value=Decimal(28400))
    page = client_for(rep).get("/prospects/").content.decode()
    for words in ("Brandt", "Inline gauge", "28,400", "Interested"):
        assert words in page


def test_who_waits_for_credit_moves_on_to_wait_for_a_demo(client_for, rep):
    pass_credit(prospect_of(rep, "Cleared"))
    prospect_of(rep, "Waiting")
    client = client_for(rep)
    assert b"Cleared" not in client.get("/prospects/?view=credit").content
    assert b"Waiting" in client.get("/prospects/?view=credit").content
    assert b"Cleared" in client.get("/prospects/?view=demo").content


@pytest.mark.parametrize(("query", "found"), [("expected_value_min=20000", True), ("expected_value_max=20000", False)])
def test_the_value_can_be_asked_for(client_for, rep, query, found):
    prospect_of(rep, "Brandt", expected_value=Decimal(28400))
    assert (b"Brandt" in client_for(rep).get(f"/prospects/?view=all&{query}").content) == found


@pytest.mark.parametrize("sort", ["name", "-value", "close", "-days"])
@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_number_of_questions(client_for, rep, rows, sort):
    for n in range(rows):
        prospect_of(rep, f"Brandt {n}")
    client = client_for(rep)
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/prospects/?view=all&sort={sort}")
    assert len(asked) == QUERIES


def test_in_a_strict_house_a_stranger_sees_none_of_it(client_for, rep, stranger, settings):
    settings.CRM_STRICT_VISIBILITY = True
    prospect_of(rep, "Brandt")
    assert b"Brandt" not in client_for(stranger).get("/prospects/?view=all").content
