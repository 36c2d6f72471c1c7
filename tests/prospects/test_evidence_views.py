"""The forms that make gates hold: demo, participants, agreement, facts, waivers."""

import pytest

from crm.core import clock
from lifecycle.models import Waiver
from prospects.demos import plan_demo
from prospects.models import Demo, Participant, Prospect
from tests.factories.contacts import ContactFactory
from tests.factories.records import QUALIFIED, hold_demo, make_prospect, pass_credit

pytestmark = pytest.mark.django_db
PLAN = {"day": "2099-03-02", "time": "10:00", "minutes": "45", "place": "Video"}


@pytest.fixture
def prospect(rep):
    return make_prospect(rep)


@pytest.fixture
def post(client_for, rep, prospect):
    def send(page, data=None, user=rep):
        return client_for(user).post(f"/prospects/{prospect.pk}/{page}", data or {})

    return send


def state(prospect):
    return Prospect.objects.get(pk=prospect.pk).state


def test_a_demo_is_planned_in_the_zone_of_the_reader(post, rep):
    assert post("demo/plan/", PLAN | {"host": rep.pk}).status_code == 302
    assert Demo.objects.get().at.isoformat() == "2099-03-02T09:00:00+00:00"  # Berlin, in winter


def test_a_second_demo_while_one_is_planned_is_impossible(post, rep):
    post("demo/plan/", PLAN | {"host": rep.pk})
    assert post("demo/plan/", PLAN | {"host": rep.pk}).status_code == 409
    assert Demo.objects.count() == 1


def test_recording_the_demo_moves_the_prospect_by_itself(post, prospect, rep):
    pass_credit(prospect)
    plan_demo(prospect, by=rep, at=clock.now(), host=rep)
    post("demo/", {"went": "hold", "wants_to_go_on": "on", "interest": "4"})
    assert state(prospect) == "demonstrated"


@pytest.mark.parametrize(("went", "becomes"), [("miss", "no_show"), ("cancel", "cancelled")])
def test_a_demo_that_was_not_held_proves_nothing(post, prospect, rep, went, becomes):
    plan_demo(prospect, by=rep, at=clock.now(), host=rep)
    post("demo/", {"went": went})
    assert Demo.objects.get().state == becomes


def test_a_participant_is_found_by_mail_address(post, prospect):
    ContactFactory(email="boss@example.com")
    assert post("participants/", {"email": "Boss@Example.com", "role": "decision_maker"}).status_code == 302
    assert prospect.participants.filter(role="decision_maker").exists()


def test_an_unknown_address_is_said_to_be_unknown(post):
    answer = post("participants/", {"email": "nobody@example.com", "role": "user"})
    assert answer.status_code == 422
    assert b"No contact has this address" in answer.content


def test_a_role_is_changed_not_doubled(post, prospect):
    post("participants/", {"contact": prospect.contact_id, "role": "decision_maker"})
    assert Participant.objects.get(prospect=prospect).role == "decision_maker"


def test_the_last_piece_of_evidence_makes_the_opportunity(post, prospect):
    Prospect.objects.filter(pk=prospect.pk).update(**QUALIFIED)
    prospect.participants.update(role="decision_maker")
    pass_credit(prospect)
    hold_demo(prospect)
    answer = post("agreement/")
    assert state(prospect) == "qualified"
    assert answer.url.startswith("/opportunities/")


def test_who_is_entitled_waives_with_a_reason(post, prospect, credit_officer):
    assert post("waive/?gate=credit_valid", {"reason": ""}, credit_officer).status_code == 422
    post("waive/?gate=credit_valid", {"reason": "Sister company"}, credit_officer)
    assert Waiver.objects.get().reason == "Sister company"
    assert state(prospect) == "credit_cleared"


def test_who_is_not_entitled_does_not_waive(post, manager):
    assert post("waive/?gate=credit_valid", {"reason": "Please"}).status_code == 403
    assert post("waive/?gate=credit_valid", {"reason": "Please"}, manager).status_code == 403
    assert post("waive/?gate=nonsense", {"reason": "Please"}).status_code == 404


@pytest.mark.parametrize("page", ["demo/plan/", "demo/", "participants/", "agreement/", "credit/", "edit/", "log/"])
def test_refuses_who_may_only_read(post, stranger, page):
    assert post(page, user=stranger).status_code == 403
