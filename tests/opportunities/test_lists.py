import csv
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from crm.core import clock
from tests.factories.contacts import CompanyFactory, ContactFactory
from tests.factories.records import make_opportunity, make_won, send_quote

pytestmark = pytest.mark.django_db


def contact_of(owner, last_name="Brandt", **facts):
    return ContactFactory(owner=owner, team=owner.team, last_name=last_name, **facts)


def table(client, address):
    """The exported list as dicts, with the column's label as key."""
    return list(csv.DictReader(client.get(f"{address}&format=csv").getvalue().decode().splitlines()))


def test_opportunities_wait_for_an_answer_once_they_are_quoted(client_for, rep):
    make_opportunity(rep, contact_of(rep, "Open"))
    send_quote(make_opportunity(rep, contact_of(rep, "Quoted")))
    page = client_for(rep).get("/opportunities/?view=quoted").content
    assert b"Quoted" in page
    assert b"Katrin Open" not in page


def test_customers_show_what_they_and_their_company_have_bought(client_for, rep):
    company = CompanyFactory()
    noon = (clock.now() - timedelta(days=1)).replace(hour=12)  # near midnight, summer time would make it 99 days
    for days in (100, 0):
        with clock.at(noon - timedelta(days=days)):
            make_won(rep, contact_of(rep, f"Buyer {days}", company=company))
    contact_of(rep, "Stranger")
    rows = table(client_for(rep), "/customers/?view=all")
    assert {row["Name"] for row in rows} == {"Katrin Buyer 0", "Katrin Buyer 100"}
    assert {(row["Orders"], row["Bought"], row["Rhythm"]) for row in rows} == {("2", "56800.00", "100")}


def test_quotes_show_their_net_rounded_as_on_paper(client_for, rep):
    quote = make_opportunity(rep, contact_of(rep)).current_quote
    quote.lines.all().delete()
    for price in ("0.335", "10"):
        quote.lines.create(text="Gauge", unit_price=price, quantity="3", discount="12.5")
    row = table(client_for(rep), "/quotes/?view=all")[0]
    assert (row["Number"], row["Net"]) == (quote.number, str(sum(line.net for line in quote.lines.all())))


@pytest.mark.parametrize(
    ("query", "found"), [("q=Q-20", True), ("q=brandt", True), ("q=nobody", False), ("owner=nobody", False)]
)
def test_quotes_are_found_by_number_and_person(client_for, rep, query, found):
    make_opportunity(rep, contact_of(rep))
    assert bool(table(client_for(rep), f"/quotes/?view=all&{query}")) == found


@pytest.mark.parametrize(("address", "queries"), [("opportunities", 5), ("customers", 5), ("quotes", 4)])
@pytest.mark.parametrize("rows", [1, 3])
def test_the_lists_ask_the_same_number_of_questions(client_for, rep, address, queries, rows):
    for _ in range(rows):
        make_won(rep)
    client = client_for(rep)
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/{address}/?view=all")
    assert len(asked) == queries


@pytest.mark.parametrize("address", ["opportunities", "customers", "quotes"])
def test_in_a_strict_house_a_stranger_sees_none_of_it(client_for, rep, stranger, settings, address):
    settings.CRM_STRICT_VISIBILITY = True
    make_won(rep, contact_of(rep))
    client = client_for(stranger)
    assert b"Brandt" not in client.get(f"/{address}/?view=all").content
    assert len(table(client_for(rep), f"/{address}/?view=all")) == 1
