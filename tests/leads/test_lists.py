import csv
import html
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from activities.next_steps import plan
from activities.recording import record_activity
from contacts.models import AttributeDefinition
from crm.core import clock
from leads.lists import LeadList
from leads.models import Lead
from lifecycle.doors import advance
from tests.factories.contacts import CompanyFactory, ContactFactory
from tests.factories.records import make_lead
from tests.factories.scoring import make_card

pytestmark = pytest.mark.django_db
QUERIES = 6  # session, user, scorecards in use, owners, attributes, rows; a longer list asks twice for its length


def lead_of(owner, last_name, **facts):
    return make_lead(
        owner, ContactFactory(owner=owner, team=owner.team, first_name="Eva", last_name=last_name, **facts)
    )


@pytest.fixture
def names(client_for, rep):
    """`names("?view=all")`: the last names that Lena sees at that address, in their order."""

    def read(query=""):
        export = client_for(rep).get(f"/leads/{query}&format=csv").getvalue().decode()
        return [line[0].removeprefix("Eva ") for line in list(csv.reader(export.splitlines()))[1:]]

    return read


def test_a_row_says_who_where_what_next_and_whose(client_for, rep):
    lead = lead_of(rep, "Albers", job_title="Head of Production", company=CompanyFactory(name="Emsland GmbH"))
    plan(lead, subject="Call back", due=clock.today(), by=rep)
    page = client_for(rep).get("/leads/").content.decode()
    for words in ("Eva Albers", "Head of Production", "Emsland GmbH", "Today: Call back", "Lena Vogt (you)"):
        assert words in page


def test_a_lead_without_any_name_is_called_by_its_address(client_for, rep):
    make_lead(rep, ContactFactory(first_name="", last_name="", email="somebody@example.com", owner=rep))
    assert ">somebody@example.com</a>" in client_for(rep).get("/leads/").content.decode()


def test_tabs_tell_my_live_leads_from_the_pool_and_from_those_set_aside(names, rep, teammate):
    lead_of(rep, "Mine")
    advance(lead_of(rep, "Aside"), "nurture", by=rep, until=clock.today() + timedelta(days=9))
    lead_of(teammate, "Theirs")
    Lead.objects.filter(pk=lead_of(rep, "Pool").pk).update(owner=None)
    assert set(names("?view=mine")) == {"Mine", "Aside"}
    assert names("?view=pool") == ["Pool"]
    assert names("?view=aside") == ["Aside"]
    assert set(names("?view=all")) == {"Mine", "Aside", "Theirs", "Pool"}


def test_not_answered_are_those_we_have_reached_out_to(names, rep):
    record_activity(lead_of(rep, "Called").contact, "call", direction="out", by=rep)
    record_activity(lead_of(rep, "Answered").contact, "call", direction="in", by=rep)
    lead_of(rep, "Untouched")
    assert names("?view=unanswered") == ["Called"]


def test_no_next_step_leaves_out_who_has_one_and_who_is_set_aside(names, rep):
    plan(lead_of(rep, "Planned"), subject="Call", due=clock.today(), by=rep)
    advance(lead_of(rep, "Aside"), "nurture", by=rep, until=clock.today() + timedelta(days=9))
    lead_of(rep, "Forgotten")
    assert names("?view=stuck") == ["Forgotten"]


def test_who_is_set_aside_says_when_they_wake(client_for, rep):
    advance(lead_of(rep, "Aside"), "nurture", by=rep, until=clock.today() + timedelta(days=1))
    assert "Wakes tomorrow" in client_for(rep).get("/leads/?view=aside").content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("source=webi", ["North"]),
        ("country=AT", ["South"]),
        ("state=new&source=fair", ["South"]),
        ("q=brandt+north", ["North"]),
        ("q=emsland", ["South"]),
        ("attributes.web_seconds_min=100", ["North"]),
        ("attributes.web_seconds_max=100", ["South"]),
        ("attributes.asked=true", ["South"]),
        ("attributes.field=plast", ["North"]),
        ("attributes.budget_min=12.5", ["South"]),
    ],
)
def test_filters_and_search_narrow_the_list(names, rep, query, found):
    for key, kind in {"web_seconds": "integer", "asked": "yes_no", "field": "text"}.items():
        AttributeDefinition.objects.create(of="contact", key=key, label=key, type=kind)
    AttributeDefinition.objects.create(of="lead", key="budget", label="budget", type="decimal")
    north = {"web_seconds": 300, "asked": False, "field": "Plastics"}
    north = ContactFactory(first_name="Eva", last_name="North", job_title="Brandt", country="DE", attributes=north)
    south = {"attributes": {"web_seconds": 40, "asked": True}, "company": CompanyFactory(name="Emsland GmbH")}
    south = ContactFactory(first_name="Eva", last_name="South", country="AT", **south)
    make_lead(rep, north, source="Webinar", attributes={"budget": "9"})
    make_lead(rep, south, source="Trade fair", attributes={"budget": "12.5"})
    assert names(f"?view=all&{query}") == found


def test_owner_filter_knows_people_teams_and_nobody(names, rep, teammate, stranger):
    lead_of(rep, "Mine")
    lead_of(teammate, "Theirs")
    lead_of(stranger, "Far")
    assert names(f"?view=all&owner=user:{teammate.pk}") == ["Theirs"]
    assert set(names(f"?view=all&owner=team:{rep.team_id}")) == {"Mine", "Theirs"}
    assert names("?view=all&owner=nobody") == []


@pytest.mark.parametrize(
    "query",
    ["owner=user:x", "owner=user:999999", "points=abc", "points=1e999", "created_at_after=yesterday", "country=XX",
     "state=nowhere", "source=%00", "next_step=delete"],
)  # fmt: skip
def test_a_filter_that_makes_no_sense_lists_nothing_and_says_so(client_for, rep, query):
    lead_of(rep, "Albers")
    answer = client_for(rep).get(f"/leads/?view=all&{query}")
    assert answer.status_code == 422
    assert b"Albers" not in answer.content


@pytest.mark.parametrize("text", ["%00", "%F0%9F%98%80", "a" * 3000, "%25", "_", "'--", "+49", "()", "%D7%A9"])
def test_any_text_can_be_searched_for(client_for, rep, text):
    lead_of(rep, "Albers")
    assert client_for(rep).get(f"/leads/?q={text}").status_code == 200


@pytest.mark.parametrize("sort", ["name", "-score", "days", "-days", "-created"])
@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_database_the_same_number_of_questions(client_for, rep, rows, sort):
    for n in range(rows):
        plan(lead_of(rep, f"Albers {n}"), subject="Call", due=clock.today(), by=rep)
    client = client_for(rep)
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/leads/?view=all&sort={sort}")
    assert len(asked) == QUERIES


def test_pages_by_score_show_every_lead_once_although_scores_fall_meanwhile(client_for, rep, monkeypatch):
    monkeypatch.setattr(LeadList, "page_size", 2)
    make_card()
    for n in range(5):
        record_activity(lead_of(rep, f"Albers {n}").contact, "webinar", direction="in", by=rep)
    client, address, seen = client_for(rep), "/leads/?view=all&sort=-score", []
    for hours in range(3):
        with clock.at(clock.now() + timedelta(hours=hours)):
            page = client.get(address).content.decode()
        seen += re.findall(r'href="/leads/(\d+)/"', page)
        address = "/leads/" + html.unescape((re.findall(r'rel="next" href="([^"]+)"', page) or [""])[0])
    assert len(seen) == len(set(seen)) == 5


def test_in_a_strict_house_a_stranger_sees_none_of_it(client_for, rep, stranger, settings):
    settings.CRM_STRICT_VISIBILITY = True
    lead_of(rep, "Albers")
    assert b"Albers" not in client_for(stranger).get("/leads/?view=all").content


def test_an_empty_list_teaches_and_offers_the_first_step(client_for, rep):
    page = client_for(rep).get("/leads/").content.decode()
    assert "A lead is somebody who showed interest." in page
    assert 'href="/leads/new/"' in page
