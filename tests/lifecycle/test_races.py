"""Two at once, on a real database: one door, one winner; and what happens when the lock is taken out."""

from threading import Barrier, Event, Thread

import pytest
from django.db import connections, transaction

from leads.models import Lead
from lifecycle import locking
from lifecycle.doors import advance, enter
from lifecycle.models import LifecyclePolicy, Transition
from lifecycle.refusals import Refused
from prospects.models import CreditCheck, Prospect
from tests.factories.contacts import ContactFactory
from tests.factories.journeys import journey
from tests.factories.records import make_lead, pass_credit
from tests.factories.team import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*actions):
    """Run the actions in threads that start together; returns what each returned or raised."""
    barrier, outcomes = Barrier(len(actions)), [None] * len(actions)

    def run(place, action):
        barrier.wait()
        try:
            outcomes[place] = action()
        except Exception as error:
            outcomes[place] = error
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=pair) for pair in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


def test_two_people_promote_at_once_and_one_prospect_is_born():
    policy = LifecyclePolicy.objects.create(name="Open", active=True)
    policy.gate_rules.create(gate="shows_interest", required=False)
    lead = make_lead()
    outcomes = at_once(*[lambda: advance(lead, "promote", by=lead.owner)] * 4)
    assert sum(isinstance(outcome, Lead) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 3
    assert Prospect.objects.filter(lead=lead).count() == 1
    assert Transition.objects.of(lead).count() == 2


@pytest.fixture
def only_credit_counts(db):
    policy = LifecyclePolicy.objects.create(name="Only credit", active=True)
    for gate in ("agreed_to_quote", "need_known", "budget_known", "decision_maker_known", "time_frame_known"):
        policy.gate_rules.create(gate=gate, required=False)
    for step in ("clear_credit", "qualify"):
        policy.step_rules.create(kind="prospect", step=step, by_itself=False)


def waiting_for_credit_only(owner, officer):
    contact = ContactFactory(owner=owner, team=owner.team)
    lead = journey(make_lead(owner, contact), "promoted")
    prospect = enter(Prospect(contact=contact, lead=lead, owner=owner, team=owner.team), by=owner)
    return journey(prospect, "demonstrated"), pass_credit(prospect, officer=officer)


def slipped_through(prospect, check, officer):
    """Qualify while credit is revoked: did the qualification stand on a check that was already gone?"""
    revoked, slipped = Event(), []

    def qualify():
        with transaction.atomic():
            advance(prospect, "qualify", by=prospect.owner)
            if revoked.wait(timeout=0.03):  # the other one was not kept waiting
                slipped.append(prospect)

    def revoke():
        advance(check, "revoke", by=officer)
        revoked.set()

    at_once(qualify, revoke)
    assert CreditCheck.objects.get(pk=check.pk).state == "revoked"
    return bool(slipped)


def count_slips(rounds):
    owner, officer = UserFactory(), UserFactory(roles=["credit_officer"], team=None)
    prepared = [waiting_for_credit_only(owner, officer) for _ in range(rounds)]
    return sum(slipped_through(prospect, check, officer) for prospect, check in prepared)


def test_no_revoked_credit_check_slips_through(only_credit_counts):
    assert count_slips(100) == 0


def test_without_the_locks_it_does(only_credit_counts, monkeypatch):
    """Teeth: the race is real, and it is the lock that stops it."""
    monkeypatch.setattr(locking, "lock_row", lambda model, pk: None)
    monkeypatch.setattr(Prospect, "evidence_rows", lambda self: ())
    assert count_slips(20) > 0
