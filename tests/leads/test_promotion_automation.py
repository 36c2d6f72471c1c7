"""Crossing the threshold promotes through the same door as a person, once, or says what is missing."""

from datetime import timedelta

import pytest
from django.db import connection, transaction

from activities.models import Task
from activities.recording import record_activity
from contacts.facts import change_facts, contact_changed
from crm.core import clock
from leads import automation
from leads.models import Epoch, Lead, PromotionAttempt
from leads.scoring import rescoring
from lifecycle import births
from lifecycle.models import LifecyclePolicy, Transition
from prospects.models import Prospect
from tests.factories.contacts import ContactFactory
from tests.factories.records import advance, make_lead
from tests.factories.scoring import CARD, make_card
from tests.factories.team import UserFactory
from tests.worker import eventually


def heat(lead, times=6):
    for _ in range(times):
        record_activity(lead.contact, "webinar", by=lead.owner, direction="in")


def promote_due():
    return automation.promote(automation.due())


def state_of(lead):
    return Lead.objects.get(pk=lead.pk).state


@pytest.fixture
def card(db):
    return make_card()


def test_an_event_that_reaches_the_threshold_promotes(card, rep):
    lead = make_lead(rep)
    heat(lead, 4)
    assert promote_due() == 0
    heat(lead, 2)
    assert promote_due() == 1
    assert state_of(lead) == "promoted"
    assert PromotionAttempt.objects.get().promoted_at


def test_a_changed_fact_that_reaches_the_threshold_promotes(card, rep):
    lead = make_lead(rep)
    heat(lead, 4)
    change_facts(lead, {"source": "reference"}, by=rep)
    assert promote_due() == 1


def test_a_promotion_keeps_score_version_and_every_contribution(card, rep):
    lead = make_lead(rep, source="google")
    heat(lead)
    promote_due()
    kept = Transition.objects.of(lead).get(step="promote").versions
    assert (kept["scorecard"], kept["contributions"][0]) == ("Small/1", {"rule": "fit 2", "then": 5, "points": "5.0"})
    assert sum(float(each["points"]) for each in kept["contributions"]) == pytest.approx(float(kept["score"]))


def test_promoting_again_changes_nothing(card, rep):
    lead = make_lead(rep)
    heat(lead)
    assert [promote_due(), promote_due()] == [1, 0]
    heat(lead)
    assert promote_due() == 0
    assert Prospect.objects.filter(lead=lead).count() == 1


def test_a_shut_gate_leaves_one_task_that_names_it(card, rep):
    lead = make_lead(rep, ContactFactory(owner=rep, team=rep.team, no_email=True, no_phone=True), source="reference")
    heat(lead)
    assert promote_due() == 0
    assert PromotionAttempt.objects.get().gates == ["has_not_objected"]
    heat(lead, 1)
    promote_due()
    task = Task.objects.get(key__startswith="promotion:")
    assert task.owner == rep
    assert "Has not objected to contact" in task.why


def test_it_is_tried_again_only_when_something_new_is_heard(card, rep):
    lead = make_lead(rep, ContactFactory(owner=rep, team=rep.team, no_email=True, no_phone=True), source="reference")
    heat(lead)
    promote_due()
    promote_due()
    assert PromotionAttempt.objects.get().tries == 1
    change_facts(lead.contact, {"no_email": False}, by=rep)
    assert promote_due() == 1
    assert not Task.objects.open().filter(key__startswith="promotion:").exists()


def test_a_changed_policy_is_something_new(rep):
    make_card(minimum_fit=99)
    heat(make_lead(rep, source="reference"))
    promote_due()
    assert automation.mark_stale() == 0
    policy = LifecyclePolicy.objects.create(name="Anybody", active=True, position=0)
    policy.gate_rules.create(gate="fits", required=False)
    assert automation.mark_stale() == 1
    assert promote_due() == 1


def test_an_import_promotes_nobody_until_something_lived_happens(card, rep):
    lead = make_lead(rep, ContactFactory(attributes={"seconds": 1200}), source="reference", external_source="File")
    contact_changed.send(None, contact_ids=[lead.contact_id], fields={"contact.attributes.seconds"}, imported=True)
    assert not PromotionAttempt.objects.exists()
    heat(lead, 1)
    assert promote_due() == 1


def test_all_that_were_never_tried_can_be_promoted_at_once(rep):
    make_card(threshold="20", activate=True)
    leads = [make_lead(rep, source="reference", external_source="File", external_id=str(n)) for n in range(3)]
    make_lead(rep, source="google", external_source="File", external_id="4")
    assert automation.look_at_all() == 3
    assert promote_due() == 3
    assert {state_of(lead) for lead in leads} == {"promoted"}


def test_an_undone_promotion_waits_for_its_cool_down(card, rep):
    lead = make_lead(rep)
    heat(lead)
    promote_due()
    lead = advance(Lead.objects.get(pk=lead.pk), "undo_promotion", by=rep, note="Too early")
    heat(lead, 1)
    assert promote_due() == 0
    assert PromotionAttempt.objects.get().due_at == lead.cool_down_until
    with clock.at(lead.cool_down_until + timedelta(minutes=1)):
        heat(lead, 3)
        assert promote_due() == 1


def test_capacity_holds_a_day_and_goes_on_the_next(rep):
    make_card("daily_capacity = 2\n" + CARD)
    for _ in range(3):
        heat(make_lead(rep))
    heat(make_lead(UserFactory()))
    assert promote_due() == 3
    with clock.at(clock.now() + timedelta(days=1)):
        assert promote_due() == 1


def test_one_lead_in_trouble_does_not_hold_up_the_others(card, rep, monkeypatch):
    first, second = make_lead(rep), make_lead(rep)
    heat(first), heat(second)
    birth = births._births["lead", "promote"]

    def stillborn(record, *, by):
        assert record.pk != first.pk, "no birth today"
        return birth(record, by=by)

    monkeypatch.setitem(births._births, ("lead", "promote"), stillborn)
    assert promote_due() == 1
    assert (state_of(first), state_of(second)) == ("in_dialogue", "promoted")
    assert PromotionAttempt.objects.get(score=first.pk).due_at > clock.now()


@pytest.mark.django_db(transaction=True)
def test_what_another_worker_holds_is_left_to_him(rep):
    make_card()
    lead = make_lead(rep)
    heat(lead)
    other = connection.copy()
    try:
        with transaction.atomic(), other.cursor() as cursor:
            other.set_autocommit(False)
            cursor.execute("SELECT id FROM leads_promotionattempt FOR UPDATE")
            assert promote_due() == 0
        other.rollback()
        assert promote_due() == 1
    finally:
        other.close()


@pytest.mark.django_db(transaction=True)
def test_a_real_worker_promotes_within_seconds(live_worker, rep):
    make_card()
    lead = make_lead(rep)
    heat(lead)
    eventually(lambda: state_of(lead) == "promoted")
    assert Transition.objects.of(lead).get(step="promote").by.email == "scoring@machine.invalid"
    assert not PromotionAttempt.objects.get().swept


@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_leaves_nothing_undone_and_nothing_done_twice(live_worker, rep):
    make_card()
    leads = [make_lead(rep) for _ in range(6)]
    for lead in leads:
        heat(lead)
    eventually(lambda: Lead.objects.filter(state="promoted").exists())
    live_worker.kill()
    live_worker.start()
    automation.promote(automation.due(), swept=True)
    eventually(lambda: Lead.objects.filter(state="promoted").count() == 6)
    assert Prospect.objects.count() == 6


@pytest.mark.django_db(transaction=True)
def test_a_rescoring_is_finished_by_workers(live_worker, rep):
    make_card()
    lead = make_lead(rep, source="google")
    rescoring.begin(make_card(name='"Second"').pk)
    eventually(lambda: Epoch.objects.current().finished_at)
    assert lead.score.epoch_id == Epoch.objects.current().pk
