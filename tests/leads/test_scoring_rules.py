"""What each form of rule gives, and what counts as engagement: truth tables."""

from datetime import timedelta

import pytest

from activities.recording import record_activity
from contacts.facts import change_facts
from contacts.models import AttributeDefinition
from crm.core import clock
from leads.scoring import explain, facts, score_of
from tests.factories.contacts import CompanyFactory, ContactFactory
from tests.factories.records import make_lead
from tests.factories.scoring import make_card

pytestmark = pytest.mark.django_db


@pytest.fixture
def card():
    AttributeDefinition.objects.create(of="contact", key="seconds", label="Seconds on the site", type="integer")
    return make_card()


def fit_of(contact=None, **lead):
    return score_of(make_lead(contact=contact, **lead)).fit


@pytest.mark.parametrize(
    ("seconds", "points"), [(1200, 25), (1199, 18), (600, 18), (1, 4), (0, 0), (-5, 0), (None, 0), ("99", 4), ("x", 0)]
)
def test_the_first_band_that_holds_gives_its_points(card, seconds, points):
    known = {} if seconds is None else {"seconds": seconds}
    assert fit_of(ContactFactory(attributes=known)) == points


@pytest.mark.parametrize(("source", "points"), [("Google", 5), (" REFERENCE ", 20), ("Bing", 0), ("", 0)])
def test_values_are_compared_without_regard_to_capitals(card, source, points):
    assert fit_of(source=source) == points


def test_a_yes_gives_its_points_and_a_no_none(card):
    assert fit_of(ContactFactory(no_email=True)) == -15
    assert fit_of(ContactFactory(no_email=False)) == 0


def test_a_fact_that_is_given_counts_and_a_blank_one_does_not(card):
    assert fit_of(ContactFactory(company=CompanyFactory(industry="Machines"))) == 5
    assert fit_of(ContactFactory(company=CompanyFactory(industry=" "))) == 0
    assert fit_of(ContactFactory()) == 0


def test_a_changed_fact_changes_the_score_at_once(card, rep):
    lead = make_lead(rep)
    change_facts(lead.contact, {"attributes.seconds": 700}, by=rep)
    assert score_of(lead).fit == 18


def test_a_changed_company_changes_the_scores_of_its_people(card, rep):
    company = CompanyFactory(owner=rep)
    leads = [make_lead(contact=ContactFactory(company=company)) for _ in range(2)]
    change_facts(company, {"industry": "Machines"}, by=rep)
    assert [score_of(lead).fit for lead in leads] == [5, 5]


@pytest.mark.parametrize(
    ("kind", "more", "points"),
    [
        ("page_visit", {"details": {"path": "/pricing/de"}}, 3),
        ("page_visit", {"details": {"path": "/about"}}, 0),
        ("page_visit", {}, 0),
        ("webinar", {}, 10),
        ("webinar", {"direction": "out"}, 0),
        ("webinar", {"details": {"suspected_machine": True}}, 0),
        ("webinar", {"details": {"tracking_consent": False}}, 0),
        ("call", {}, 0),
    ],
)
def test_engagement_is_what_they_did_and_the_rule_asks_for(card, rep, kind, more, points):
    lead = make_lead(rep)
    record_activity(lead.contact, kind, by=rep, **{"direction": "in", **more})
    assert round(score_of(lead).engagement) == points


def test_only_so_many_of_a_day_count(card, rep):
    lead = make_lead(rep)
    for back in (0, 0, 0, 1):
        at = clock.now() - timedelta(days=back)
        record_activity(lead.contact, "page_visit", by=rep, direction="in", at=at, details={"path": "/pricing"})
    assert [(row.counted, row.happened) for row in explain(lead).rows] == [(2, 3), (1, 1)]


def test_without_a_scorecard_there_is_no_score(rep):
    assert score_of(make_lead(rep)) is None


@pytest.mark.parametrize("name", ["lead.known_outcome", "contact.first_name", "deal.x", "contact.attributes.A;--", "x"])
def test_what_must_not_be_scored_is_not_found(name):
    with pytest.raises(ValueError, match=r"contact\.|scored"):
        facts.find(name)
