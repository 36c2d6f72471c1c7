from datetime import timedelta

import pytest

from activities.recording import record_activity, void
from activities.timeline import PAGE, steps_with, timeline
from crm.core import clock
from tests.factories.records import make_lead, make_prospect, pass_credit

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(rep):
    return make_lead(rep)


def show(lead, **query):
    people = {lead.contact_id: lead.contact}
    return timeline(people, steps_with(people), **query)


def entries(shown):
    return [entry for group in shown["days"] for entry in group["entries"]]


def texts(shown):
    return [entry["text"] for entry in entries(shown)]


def place(shown):
    from urllib.parse import parse_qs, urlsplit

    return parse_qs(urlsplit(shown["more_url"]).query)["before"][0]


def test_what_happened_and_which_steps_stand_in_one_list_newest_first(lead, rep):
    record_activity(lead.contact, "call", by=rep, direction="out", subject="Left a message")
    assert texts(show(lead)) == ["Lead: Contacted", "called: Left a message", "Became Lead"]


def test_a_birth_is_told_once_by_what_was_born(rep):
    prospect = make_prospect(rep)
    told = texts(show(prospect))
    assert "Became Prospect" in told
    assert "Lead: Promoted" not in told


def test_older_pages_leave_nothing_out_and_repeat_nothing(lead, rep):
    with clock.at(clock.now() - timedelta(days=1)):
        for n in range(2 * PAGE):  # all at the same moment
            record_activity(lead.contact, "note", by=rep, subject=f"Note {n}")
    first = show(lead)
    second = show(lead, before=place(first))
    third = show(lead, before=place(second))
    ids = [entry["id"] for page in (first, second, third) for entry in entries(page)]
    assert len(ids) == len(set(ids)) == 2 * PAGE + 1
    assert third["more_url"] == ""


@pytest.mark.parametrize("before", ["", "nonsense", "2020-13-45~0~1", "2020-01-01~0~1", "~~"])
def test_a_spoilt_place_is_the_beginning(lead, before):
    assert texts(show(lead, before=before)) == ["Became Lead"]


@pytest.mark.parametrize(("kind", "tab"), [("call", "talks"), ("page_visit", "visits")])
def test_each_tab_shows_its_kinds_alone(lead, rep, kind, tab):
    record_activity(lead.contact, kind, by=rep, direction="in", subject="Hello")
    assert all(entry["id"].startswith("activity") for entry in entries(show(lead, show=tab)))
    assert all(entry["id"].startswith("step") for entry in entries(show(lead, show="steps")))


def test_what_was_taken_back_stays_and_says_so(lead, rep):
    void(record_activity(lead.contact, "note", by=rep, subject="Wrong person", body="Sorry"))
    assert "taken back, counts for nothing" in entries(show(lead))[0]["tags"]


def test_who_took_a_step_is_named_and_a_machine_is_not(rep):
    prospect = make_prospect(rep)
    pass_credit(prospect)
    told = {entry["text"]: entry["by"] for entry in entries(show(prospect)) if "by" in entry}
    assert told["Prospect: Credit cleared"] == "by itself"
    assert told["Lead: In dialogue"] == str(rep)
