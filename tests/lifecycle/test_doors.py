"""The door itself: refusals change nothing, rights are asked, evidence is remembered."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from leads.models import Lead
from lifecycle.doors import advance
from lifecycle.models import LifecyclePolicy, Transition, Waiver
from lifecycle.refusals import Impossible, NotReady
from lifecycle.steps import forward_step
from lifecycle.waivers import waive
from prospects.models import Prospect
from team.models import User
from tests.factories.contacts import ContactFactory
from tests.factories.records import log_interest, make_lead, make_opportunity, make_prospect

pytestmark = pytest.mark.django_db


def test_promote_without_interest_says_so_and_bears_nothing(rep):
    lead = make_lead(rep)
    with pytest.raises(NotReady) as refusal:
        advance(lead, "promote", by=rep)
    assert [missing.gate.key for missing in refusal.value.missing] == ["shows_interest"]
    assert not Prospect.objects.exists()
    assert Transition.objects.of(lead).count() == 1


def test_a_stranger_may_not_take_a_step(rep, stranger):
    lead = make_lead(rep)
    with pytest.raises(PermissionDenied):
        advance(lead, "disqualify", by=stranger)
    assert Lead.objects.get(pk=lead.pk).state == "new"


def test_a_teammate_may(rep, teammate):
    assert advance(make_lead(rep), "disqualify", by=teammate).state == "disqualified"


def test_the_same_step_twice_happens_once(rep):
    lead = make_lead(rep)
    advance(lead, "disqualify", by=rep)
    with pytest.raises(Impossible):
        advance(lead, "disqualify", by=rep)
    assert Transition.objects.of(lead).count() == 2


def test_a_promotion_remembers_its_evidence(rep):
    prospect = make_prospect(rep)
    promotion = Transition.objects.of(prospect.lead).get(step="promote")
    found = {line["gate"]: line["state"] for line in promotion.evidence}
    assert found == {"shows_interest": "ok", "fits": "ok", "meets_standards": "ok", "has_not_objected": "ok"}


def test_who_objected_to_all_contact_is_not_promoted(rep):
    contact = ContactFactory(owner=rep, team=rep.team, no_email=True, no_phone=True)
    lead = make_lead(rep, contact)
    log_interest(contact, rep)
    assert Lead.objects.get(pk=lead.pk).state == "in_dialogue"


def test_nurturing_comes_back_to_where_it_was(rep):
    lead = advance(make_lead(rep), "nurture", by=rep, until=date(2030, 1, 1))
    assert (lead.state, lead.until) == ("nurturing", date(2030, 1, 1))
    assert advance(lead, "revive", by=rep).state == "new"


def test_a_reopened_prospect_returns_to_where_it_was_lost(rep):
    prospect = make_prospect(rep)
    lost = advance(prospect, "lose", by=rep)
    assert advance(lost, "reopen", by=rep).state == "interested"


def test_an_undone_promotion_cannot_follow_a_decision(rep):
    opportunity = make_opportunity(rep)
    with pytest.raises(NotReady):
        advance(opportunity.prospect.lead, "undo_promotion", by=rep)


def test_after_an_undone_promotion_the_machine_cools_down(rep):
    prospect = make_prospect(rep)
    advance(prospect.lead, "undo_promotion", by=rep)
    log_interest(prospect.contact, rep)
    assert Lead.objects.get(pk=prospect.lead_id).state == "in_dialogue"


def test_a_policy_lets_a_gate_go(rep):
    policy = LifecyclePolicy.objects.create(name="No demo", active=True)
    policy.gate_rules.create(gate="credit_valid", required=False)
    step = forward_step(make_prospect(rep))
    assert [(verdict.gate.key, verdict.state) for verdict in step.checklist()] == [
        ("demo_held", "open"),
        ("wants_to_go_on", "open"),
    ]


def test_no_policy_lets_an_objection_go(rep):
    policy = LifecyclePolicy.objects.create(name="Reckless", active=True)
    policy.gate_rules.create(gate="has_not_objected", required=False, waived_by="manager")
    contact = ContactFactory(owner=rep, team=rep.team, no_email=True, no_phone=True)
    with pytest.raises(NotReady) as refusal:
        advance(make_lead(rep, contact), "promote", by=rep)
    assert "has_not_objected" in [missing.gate.key for missing in refusal.value.missing]


def test_a_policy_can_ask_for_a_person(rep):
    policy = LifecyclePolicy.objects.create(name="By hand", active=True)
    policy.step_rules.create(kind="lead", step="promote", by_itself=False)
    lead = make_lead(rep)
    log_interest(lead.contact, rep)
    assert Lead.objects.get(pk=lead.pk).state == "in_dialogue"
    assert advance(lead, "promote", by=rep).state == "promoted"


def test_only_a_credit_officer_waives_credit(rep, manager, credit_officer):
    prospect = make_prospect(rep)
    gate = forward_step(prospect).gates[0]
    for somebody in (rep, manager):
        with pytest.raises(PermissionDenied):
            waive(prospect, gate, by=somebody, reason="Please")
    waive(prospect, gate, by=credit_officer, reason="Sister company pays on time")
    assert Prospect.objects.get(pk=prospect.pk).state == "credit_cleared"
    assert Waiver.objects.get().by == credit_officer


def test_the_owner_never_waives_their_own_credit(credit_officer, rep):
    prospect = make_prospect(rep)
    Prospect.objects.filter(pk=prospect.pk).update(owner=credit_officer)
    mine = Prospect.objects.get(pk=prospect.pk)
    with pytest.raises(PermissionDenied):
        waive(mine, forward_step(mine).gates[0], by=credit_officer, reason="I know them")


def test_a_machine_acts_but_cannot_sign_in(client):
    machine = User.objects.machine("scoring")
    assert (machine.is_active, machine.has_usable_password()) == (False, False)
    assert User.objects.machine("scoring") == machine
