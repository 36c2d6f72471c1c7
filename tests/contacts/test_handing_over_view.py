import pytest

from activities.models import Task
from activities.next_steps import plan
from contacts.models import Contact, FieldChange
from crm.core import clock
from leads.models import Lead
from opportunities.models import Opportunity
from tests.factories.contacts import CompanyFactory, ContactFactory
from tests.factories.records import make_lead, make_won

pytestmark = pytest.mark.django_db


@pytest.fixture
def hand_over(client_for, rep):
    def post(*rows, at="/leads/hand-over/", by=rep, **data):
        return client_for(by).post(at, {"pick": [row.pk for row in rows], **data})

    return post


def test_it_first_says_how_many_and_how_many_of_them_are_mine(hand_over, rep, stranger):
    page = hand_over(make_lead(rep), make_lead(rep), make_lead(stranger)).content.decode()
    assert "<b>3</b> are selected." in page
    assert "<b>2</b> of them are yours to hand over." in page
    assert Lead.objects.filter(owner=rep).count() == 2


def test_owner_team_history_and_tasks_change_together(hand_over, rep, teammate, manager):
    lead = make_lead(rep)
    plan(lead, subject="Call", due=clock.today(), by=rep)
    plan(lead, subject="Check", due=clock.today(), by=rep, owner=manager)
    answer = hand_over(lead, to=teammate.pk, query="view=all")
    lead = Lead.objects.get()
    assert answer.url == "/leads/?view=all"
    assert (lead.owner, lead.team, lead.version) == (teammate, teammate.team, 2)
    assert list(Task.objects.order_by("pk").values_list("owner", flat=True)) == [teammate.pk, manager.pk]
    assert set(FieldChange.objects.values_list("field", "new")) == {("owner", teammate.pk), ("team", teammate.team_id)}


def test_what_is_not_mine_stays_and_is_counted(hand_over, client_for, rep, teammate, stranger):
    mine, theirs = make_lead(rep), make_lead(stranger)
    hand_over(mine, theirs, to=teammate.pk)
    assert Lead.objects.get(pk=theirs.pk).owner == stranger
    assert "1 handed over to Jonas Reuter, 1 not yours" in client_for(rep).get("/leads/").content.decode()


def test_all_that_match_are_those_of_the_shown_view(hand_over, rep, teammate):
    for name in ("Albers", "Bruhn", "Albers"):
        make_lead(rep, ContactFactory(last_name=name, owner=rep, team=rep.team))
    hand_over(to=teammate.pk, all="1", query="view=mine&q=albers")
    assert Lead.objects.filter(owner=teammate).count() == 2


def test_all_customers_are_not_all_contacts(hand_over, rep, teammate):
    customer, other = make_won(rep).contact, ContactFactory(owner=rep, team=rep.team)
    hand_over(at="/customers/hand-over/", to=teammate.pk, all="1", query="view=all")
    assert Contact.objects.get(pk=customer.pk).owner == teammate
    assert Contact.objects.get(pk=other.pk).owner == rep
    assert Opportunity.objects.get().owner == rep


@pytest.mark.parametrize("kind", ["contacts", "companies"])
def test_contacts_and_companies_change_hands_too(hand_over, rep, teammate, kind):
    row = {"contacts": ContactFactory, "companies": CompanyFactory}[kind](owner=rep, team=rep.team)
    hand_over(row, at=f"/{kind}/hand-over/", to=teammate.pk)
    row.refresh_from_db()
    assert row.owner == teammate


@pytest.mark.parametrize("pick", ["", "x", "²", "-1", "99999999999999999999", "1e3"])
def test_a_forged_selection_changes_nothing(client_for, rep, teammate, pick):
    lead = make_lead(rep)
    answer = client_for(rep).post("/leads/hand-over/", {"pick": pick, "to": teammate.pk})
    assert answer.status_code == 302
    assert Lead.objects.get(pk=lead.pk).owner == rep


def test_nobody_who_does_not_sell_can_be_given_anything(hand_over, rep, credit_officer):
    lead = make_lead(rep)
    assert hand_over(lead, to=credit_officer.pk).status_code == 422
    assert Lead.objects.get().owner == rep


def test_it_is_never_done_by_looking(client_for, rep):
    assert client_for(rep).get("/leads/hand-over/").status_code == 405
