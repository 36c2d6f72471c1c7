from datetime import timedelta

import pytest

from activities.recording import record_activity
from crm.core.clock import now
from lifecycle.doors import advance
from lifecycle.models import LifecyclePolicy
from prospects.demos import plan_demo
from prospects.models import Participant
from tests.factories.contacts import ContactFactory
from tests.factories.records import hold_demo, make_opportunity, make_prospect, make_won, pass_credit

pytestmark = pytest.mark.django_db


@pytest.fixture
def prospect(rep):
    return make_prospect(rep, title="Gauge for line 3")


def fill(prospect, count):
    for n in range(count):
        record_activity(prospect.contact, "call", by=prospect.owner, direction="out", subject=f"Call {n}")
        Participant.objects.create(prospect=prospect, contact=ContactFactory(owner=prospect.owner))
    pass_credit(prospect)
    hold_demo(prospect)


def test_shows_what_the_next_gate_needs(client_for, rep, prospect):
    text = client_for(rep).get(f"/prospects/{prospect.pk}/").content.decode()
    for part in ("Gauge for line 3", "Credit check passed and valid today", "Ask for credit check", "Became Prospect"):
        assert part in text


def test_every_remedy_leads_somewhere(client_for, rep, prospect):
    client = client_for(rep)
    for page in ("credit", "demo/plan", "demo", "participants", "agreement", "edit"):
        assert client.get(f"/prospects/{prospect.pk}/{page}/").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_asks_the_database_the_same_however_much_there_is(client_for, rep, prospect, count, django_assert_num_queries):
    fill(prospect, count)
    LifecyclePolicy.objects.update(active=True)
    browser = client_for(rep)
    with django_assert_num_queries(11):
        assert browser.get(f"/prospects/{prospect.pk}/").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_an_opportunity_asks_the_same_too(client_for, rep, count, django_assert_num_queries):
    deal = make_opportunity(rep)
    for _n in range(count):
        Participant.objects.create(opportunity=deal, contact=ContactFactory(owner=rep))
    browser = client_for(rep)
    with django_assert_num_queries(12):
        assert browser.get(f"/opportunities/{deal.pk}/").status_code == 200


def test_the_limit_is_for_those_who_may_see_credit(client_for, rep, manager, prospect):
    pass_credit(prospect, limit="77777")
    assert "77,777" not in client_for(rep).get(f"/prospects/{prospect.pk}/").content.decode()
    assert "77,777" in client_for(manager).get(f"/prospects/{prospect.pk}/").content.decode()


def test_rejects_post(client_for, rep, prospect):
    assert client_for(rep).post(f"/prospects/{prospect.pk}/").status_code == 405


def test_hides_from_strangers_where_visibility_is_strict(client_for, stranger, prospect, settings):
    settings.CRM_STRICT_VISIBILITY = True
    client = client_for(stranger)
    for page in ("", "credit/", "demo/", "demo/plan/", "participants/", "agreement/", "edit/", "pulse/"):
        assert client.get(f"/prospects/{prospect.pk}/{page}").status_code == 404


def test_a_remedy_fits_how_things_stand(client_for, rep, prospect):
    pass_credit(prospect)
    page, browser = f"/prospects/{prospect.pk}/", client_for(rep)
    before = browser.get(page).context["gates"][0]["verdicts"]
    assert [str(each.remedy.label) if each.remedy else "" for each in before] == ["Plan demo", ""]
    plan_demo(prospect, by=rep, at=now() + timedelta(days=2), host=rep)
    after = browser.get(page).context["gates"][0]["verdicts"]
    assert [str(each.remedy.label) if each.remedy else "" for each in after] == ["Record demo", ""]


def test_a_won_deal_says_so_and_offers_the_next(client_for, rep):
    deal = make_won(rep)
    assert "Won" in client_for(rep).get(f"/opportunities/{deal.pk}/").context["next"]["title"]


def test_a_recycled_prospect_leads_back_to_its_lead(client_for, rep, prospect):
    advance(prospect, "recycle", by=rep, until=now().date() + timedelta(days=30))
    action = client_for(rep).get(f"/prospects/{prospect.pk}/").context["next"]["actions"][0]
    assert action["url"] == f"/leads/{prospect.lead_id}/"
