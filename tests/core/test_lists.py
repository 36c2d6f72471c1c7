import csv
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core import signing
from django.http import QueryDict

from contacts.models import Company, Contact
from crm.core.listing import Listing
from tests.core.listed import ContactList, PickingList

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.listed")]
START = datetime(2026, 1, 1, tzinfo=UTC)


def make(*names, **facts):
    return [
        Contact.objects.create(first_name="Eva", last_name=name, created_at=START + timedelta(days=n), **facts)
        for n, name in enumerate(names)
    ]


def names(html):
    return re.findall(r'<a href="/people/\d+/">Eva (\w+)</a>', html)


def shown(client, address="/people/", **headers):
    return names(client.get(address, headers=headers).content.decode())


def walk(listing, step):
    """Every name from here to the end, page by page."""
    found = []
    while True:
        found += names("".join(listing.rows))
        url = getattr(listing, step)
        if not url:
            return found
        listing = Listing(listing.page, listing.user, QueryDict(url[1:]))


@pytest.fixture
def visitor(client_for, rep):
    return client_for(rep)


def test_a_list_shows_its_first_page_and_says_how_many_there_are(visitor):
    make("A", "B", "C", "D")
    answer = visitor.get("/people/").content.decode()
    assert names(answer) == ["A", "B", "C"]
    assert "1 to 3 of 4" in answer


def test_strangers_are_asked_to_sign_in(client):
    assert client.get("/people/").status_code == 302


def test_a_list_cannot_be_posted_to(visitor):
    assert visitor.post("/people/").status_code == 405


def test_a_click_on_a_header_sorts_and_a_second_one_turns_it_round(visitor):
    make("B", "A", "C")
    assert shown(visitor, "/people/?sort=created") == ["B", "A", "C"]
    assert shown(visitor, "/people/?sort=-created") == ["C", "A", "B"]


@pytest.mark.parametrize("sort", ["owner__password", "-owner", "phase", "pk", "sort_0", ""])
def test_only_declared_columns_can_be_sorted_by(visitor, sort):
    make("B", "A")
    assert shown(visitor, f"/people/?sort={sort}") == ["A", "B"]


@pytest.mark.parametrize("sort", ["name", "-name", "created", "-created", "city", "company", "-company"])
def test_pages_forward_and_back_show_every_row_once(rep, sort):
    company = Company.objects.create(name="Zeta")
    make("A", "B", "C", "D", city="Kiel")
    make("E", "F", "G", company=company)
    first = Listing(ContactList(), rep, QueryDict(f"sort={sort}"))
    forward = walk(first, "next_url")
    assert sorted(forward) == list("ABCDEFG")
    last = first
    while last.next_url:
        last = Listing(last.page, rep, QueryDict(last.next_url[1:]))
    backward = walk(last, "back_url")
    assert sorted(backward) == list("ABCDEFG")
    assert backward[-3:] == forward[:3]


def test_unknown_values_come_last_in_both_directions(rep):
    make("A", "B")
    make("C", company=Company.objects.create(name="Zeta"))
    for sort in ("company", "-company"):
        assert walk(Listing(ContactList(), rep, QueryDict(f"sort={sort}")), "next_url")[0] == "C"


def test_new_rows_neither_repeat_nor_hide_any_on_the_next_page(rep):
    make("B", "D", "F", "H")
    first = Listing(ContactList(), rep, QueryDict())
    assert names("".join(first.rows)) == ["B", "D", "F"]
    following = first.next_url
    make("A", "C", "G")
    assert walk(Listing(ContactList(), rep, QueryDict(following[1:])), "next_url") == ["G", "H"]


def test_a_page_whose_rows_are_gone_falls_back_to_the_beginning(rep):
    people = make("A", "B", "C", "D")
    following = Listing(ContactList(), rep, QueryDict()).next_url
    people[3].delete()
    assert names("".join(Listing(ContactList(), rep, QueryDict(following[1:])).rows)) == ["A", "B", "C"]


def test_equal_sort_keys_are_told_apart_by_id(rep):
    make(*"ABCDEFG", city="Kiel")
    assert sorted(walk(Listing(ContactList(), rep, QueryDict("sort=city")), "next_url")) == list("ABCDEFG")


@pytest.mark.parametrize(
    "cursor",
    ["nonsense", "a:b:c", signing.dumps(["name", ["A", "Eva"], 1, 0, 0])],
    ids=["nonsense", "forged", "made_elsewhere"],
)
def test_a_changed_cursor_is_refused_in_words(visitor, cursor):
    make("A", "B")
    answer = visitor.get("/people/", {"after": cursor})
    assert answer.status_code == 400
    assert "does not fit the list" in answer.content.decode()
    assert names(answer.content.decode()) == ["A", "B"]


def test_a_cursor_serves_only_the_order_it_was_made_for(visitor, rep):
    make("A", "B", "C", "D")
    following = Listing(ContactList(), rep, QueryDict()).next_url
    assert visitor.get(f"/people/{following}&sort=created").status_code == 400


def test_a_filter_narrows_and_shows_itself_as_a_chip(visitor):
    make("A", city="Kiel")
    make("B", city="Bremen")
    answer = visitor.get("/people/?city=Kiel&phase=contact").content.decode()
    assert names(answer) == ["A"]
    assert "<span>City</span><b>Kiel</b>" in answer
    assert "<span>Phase</span><b>Contact</b>" in answer
    assert 'href="?phase=contact"' in answer


def test_a_range_is_one_chip(rep):
    listing = Listing(ContactList(), rep, QueryDict("created_at_after=2026-01-01&created_at_before="))
    assert [(chip.label, chip.value, chip.url) for chip in listing.chips] == [("Created", "from 1 Jan 2026", "?")]


def test_a_wrong_filter_value_lists_nothing_and_says_so_beside_its_field(visitor):
    make("A")
    answer = visitor.get("/people/?phase=galaxy&city=Kiel")
    html = answer.content.decode()
    assert answer.status_code == 422
    assert names(html) == []
    assert "galaxy is not one of the available choices" in html
    assert 'value="Kiel"' in html


def test_the_filter_form_comes_when_asked_for(visitor):
    make("A", city="Kiel")
    plain = visitor.get("/people/?city=Kiel").content.decode()
    assert 'name="phase"' not in plain
    assert 'href="?city=Kiel&amp;filters=1"' in plain
    assert 'name="phase"' in visitor.get("/people/?city=Kiel&filters=1").content.decode()
    fragment = visitor.get("/people/?filters=1", headers={"HX-Request": "true", "HX-Target": "filters"})
    assert fragment.content.strip().startswith(b"<details")


def test_search_finds_and_survives_a_sort(visitor):
    make("Albers", "Bruhn")
    answer = visitor.get("/people/?q=bru").content.decode()
    assert names(answer) == ["Bruhn"]
    assert 'href="?q=bru&amp;sort=city"' in answer


def test_a_view_narrows_and_brings_its_own_order(visitor, rep):
    make("A", "B", owner=rep)
    make("C")
    assert shown(visitor, "/people/?view=mine") == ["B", "A"]


def test_the_views_are_counted_in_a_request_of_their_own(visitor, rep):
    make("A", "B", owner=rep)
    make("C")
    answer = visitor.get("/people/?counts=1").content.decode()
    assert re.findall(r'id="contacts-view-(\w+)"[^>]*>(\d+)<', answer) == [("all", "3"), ("mine", "2")]


def test_htmx_gets_the_list_alone_and_the_address_to_show(visitor):
    make("A")
    answer = visitor.get("/people/?city=&sort=name", headers={"HX-Request": "true", "HX-Target": "list"})
    assert b"<html" not in answer.content
    assert answer["HX-Push-Url"] == "/people/?sort=name"
    assert b'id="count" hx-swap-oob' in answer.content


def test_nothing_yet_teaches_and_nothing_found_offers_to_clear(visitor):
    assert "Enter the first one." in visitor.get("/people/").content.decode()
    assert "Nothing matches" in visitor.get("/people/?q=x").content.decode()


def test_the_export_holds_exactly_what_is_listed_in_its_order(visitor, rep):
    make("A", "B", "C", "D", city="Kiel", owner=rep)
    make("E", city="Bremen")
    answer = visitor.get("/people/?format=csv&city=Kiel&sort=-name")
    rows = list(csv.reader(b"".join(answer.streaming_content).decode().splitlines()))
    assert rows[0] == ["Name", "City", "Company", "Phase", "Created", "Owner"]
    assert [row[0] for row in rows[1:]] == ["Eva D", "Eva C", "Eva B", "Eva A"]
    assert rows[1] == ["Eva D", "Kiel", "", "contact", "2026-01-04 01:00", "Lena Vogt"]


def test_names_are_escaped(visitor):
    Contact.objects.create(last_name="<script>alert(1)</script>")
    assert b"<script>alert(1)" not in visitor.get("/people/").content


@pytest.mark.parametrize("many", [1, 3])
def test_a_list_costs_the_same_however_long_it_is(visitor, rep, many, django_assert_num_queries):
    make(*"ABC"[:many], owner=rep)
    with django_assert_num_queries(3):  # session, user, rows
        visitor.get("/people/")


def test_a_list_of_several_pages_counts_once_more(visitor, django_assert_num_queries):
    make(*"ABCD")
    with django_assert_num_queries(4):  # session, user, rows, count
        visitor.get("/people/")


def test_above_the_limit_the_count_is_an_estimate(rep, monkeypatch):
    monkeypatch.setattr("crm.core.listing.COUNTED_EXACTLY", 3)
    make(*"ABCDEF")
    assert Listing(ContactList(), rep, QueryDict()).total_text.startswith("about ")


def test_picked_rows_are_those_the_user_may_see(rep):
    one, _two = make("A", "B")
    data = QueryDict(f"pick={one.pk}&pick=x")
    assert list(PickingList.chosen(rep, data)) == [one]


def test_picking_all_takes_what_matches_not_the_page(rep):
    make(*"ABCDE", city="Kiel")
    make("F", city="Bremen")
    assert PickingList.chosen(rep, QueryDict("all=1&query=city%3DKiel")).count() == 5
