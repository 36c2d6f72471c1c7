"""Holes that were found once, and stay closed."""

import pytest

from activities.models import Activity
from opportunities.gates import limit_covers_exposure
from opportunities.models import Opportunity
from prospects.models import CreditCheck
from prospects.permissions import may_decide_credit
from tests.factories.world import make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(rep):
    return make_world(rep)


def test_another_teams_rep_withdraws_no_credit_request(client_for, world, stranger):
    assert client_for(stranger).post(world.address("credit:withdraw"), {"seen": "1"}).status_code == 403
    assert CreditCheck.objects.get(pk=world.check.pk).state == "requested"


def test_whoever_owns_the_deal_does_not_decide_its_credit(world, rep, credit_officer):
    check = world.opportunity.valid_credit_check
    Opportunity.objects.filter(pk=world.opportunity.pk).update(owner=credit_officer)
    assert not may_decide_credit(credit_officer, CreditCheck.objects.get(pk=check.pk))


def test_a_limit_in_another_currency_covers_nothing(world):
    CreditCheck.objects.filter(pk=world.deal.valid_credit_check.pk).update(currency="CHF")
    deal = Opportunity.objects.get(pk=world.deal.pk)
    assert not limit_covers_exposure(deal)
    assert "CHF" in str(limit_covers_exposure.judge(deal).evidence)


def test_a_total_that_cannot_be_stored_is_said_in_the_editor(client_for, world, rep):
    line = {"line-0-text": "Moon", "line-0-quantity": "9999999", "line-0-unit_price": "999,999,999.99"}
    form = {"valid_until": "2099-01-05", "lines": "1", "line-0-discount": "0", "line-0-tax_rate": "19"}
    answer = client_for(rep).post(world.address("quotes:edit"), form | line)
    assert (answer.status_code, b"too large" in answer.content, b"Moon" in answer.content) == (422, True, True)


def test_a_truncated_form_wipes_nothing(client_for, world, rep):
    client_for(rep).post(world.address("leads:edit"), {"version": "1"})
    world.lead.refresh_from_db()
    assert world.lead.owner == rep


def test_going_back_to_write_something_else_logs_both(client_for, world, rep):
    client, form = client_for(rep), {"kind": "note", "direction": "out", "key": "k"}
    for words in ("First", "Second"):
        client.post(world.address("leads:log"), form | {"body": words})
    assert Activity.objects.filter(subject__in=["First", "Second"]).count() == 2


def test_grounds_and_limit_stay_with_credit(client_for, world, rep):
    CreditCheck.objects.filter(state="passed").update(grounds="Secret grounds", limit=77777)
    for route in ("opportunities:detail", "contacts:detail", "quotes:detail", "credit:queue", "credit:detail", "today"):
        for extra in ("", "?format=csv&view=all"):
            answer = client_for(rep).get(world.address(route) + extra)
            body = b"".join(answer) if answer.streaming else answer.content
            assert b"Secret grounds" not in body
            assert b"77,777" not in body
            assert b"77777" not in body
