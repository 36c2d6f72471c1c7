"""Policies, reasons and the journal in Django admin."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from lifecycle import shipped, vocabulary
from lifecycle.models import GateRule, LifecyclePolicy, Reason, StateRule, StepRule, Transition
from tests.factories.records import make_lead

CHANGE = "admin:lifecycle_lifecyclepolicy_change"
ADD = "admin:lifecycle_lifecyclepolicy_add"


def flat(grouped):
    return {key for _group, choices in grouped for key, _label in choices}


def lines(**rules):
    """A policy form as the browser posts it: `gate_rules=[{"gate": …}]`."""
    form = {"name": "Mine", "position": "5", "existing_customer": "unknown"}
    for prefix in ("gate_rules", "step_rules", "state_rules"):
        rows = rules.get(prefix, [])
        form |= {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
        form |= {f"{prefix}-{number}-{key}": value for number, row in enumerate(rows) for key, value in row.items()}
    return form


@pytest.fixture
def client(admin, client_for):
    return client_for(admin)


def test_gates_are_chosen_by_their_sentence(client):
    page = client.get(reverse(ADD)).content.decode()
    assert "A demo was held" in page
    assert "Meets our financial standards" in page


def test_each_gate_is_offered_once_and_none_of_an_undo(db):
    keys = [key for _group, choices in vocabulary.gates() for key, _label in choices]
    assert len(keys) == len(set(keys))
    assert "nothing_decided" not in keys


def test_shipped_rules_name_real_gates_steps_and_states(db):
    assert set(GateRule.objects.values_list("gate", flat=True)) <= flat(vocabulary.gates())
    assert {f"{each.kind}:{each.step}" for each in StepRule.objects.all()} <= flat(vocabulary.steps())
    assert {f"{each.kind}:{each.state}" for each in StateRule.objects.all()} <= flat(vocabulary.states())


def test_shipping_twice_adds_nothing_and_overwrites_nothing(db):
    from django.apps import apps

    LifecyclePolicy.objects.filter(name="Standard").update(position=77)
    before = (Reason.objects.count(), GateRule.objects.count())
    shipped.write(apps.get_model)
    assert (Reason.objects.count(), GateRule.objects.count()) == before
    assert LifecyclePolicy.objects.get(name="Standard").position == 77


def test_a_small_deal_needs_neither_credit_check_nor_demo(db):
    spared = GateRule.objects.filter(policy__name="Small deal", required=False).values_list("gate", flat=True)
    assert set(spared) == {"credit_valid", "limit_covers_exposure", "demo_held", "wants_to_go_on"}


def test_a_policy_is_written_in_the_words_of_the_journey(client):
    rules = {"gate_rules": [{"gate": "demo_held", "waived_by": "manager"}]}
    rules["step_rules"] = [{"place": "prospect:qualify", "by_itself": "false"}]
    rules["state_rules"] = [{"place": "lead:new", "days_allowed": "2"}]
    client.post(reverse(ADD), lines(**rules))
    policy = LifecyclePolicy.objects.get(name="Mine")
    assert policy.gate_rules.get().required is False
    assert (policy.step_rules.get().kind, policy.step_rules.get().step) == ("prospect", "qualify")
    assert (policy.state_rules.get().kind, policy.state_rules.get().state) == ("lead", "new")


def test_an_invented_gate_is_refused(client):
    assert b"Select a valid choice" in client.post(reverse(ADD), lines(gate_rules=[{"gate": "magic"}])).content
    assert not LifecyclePolicy.objects.filter(name="Mine").exists()


def test_two_lines_about_one_step_are_refused(client):
    twice = [{"place": "lead:promote", "by_itself": "true"}, {"place": "lead:promote", "by_itself": "false"}]
    assert b"Name each step or state once." in client.post(reverse(ADD), lines(step_rules=twice)).content


def test_a_change_makes_a_new_version_and_saving_unchanged_does_not(client):
    policy = LifecyclePolicy.objects.create(name="Mine", position=5)
    client.post(reverse(CHANGE, args=[policy.pk]), lines())
    policy.refresh_from_db()
    assert policy.version == 1
    client.post(reverse(CHANGE, args=[policy.pk]), lines(gate_rules=[{"gate": "fits"}]))
    policy.refresh_from_db()
    assert policy.version == 2


def test_a_reason_keeps_what_it_is_for(client):
    reason = Reason.objects.filter(kind="opportunity_lost").first()
    form = {"kind": "lead_disqualified", "label": "Price!", "label_de": "Preis", "position": "1", "active": "on"}
    client.post(reverse("admin:lifecycle_reason_change", args=[reason.pk]), form)
    reason.refresh_from_db()
    assert (reason.kind, reason.label) == ("opportunity_lost", "Price!")


def test_transitions_are_filtered_by_kind_and_step(client, rep):
    make_lead(rep)
    address = reverse("admin:lifecycle_transition_changelist")
    found = client.get(f"{address}?{urlencode({'kind': 'lead', 'step': 'enter'})}")
    none = client.get(f"{address}?{urlencode({'kind': 'prospect'})}")
    assert (found.context["cl"].result_count, none.context["cl"].result_count) == (1, 0)


def test_a_transition_shows_its_evidence_in_words(client, rep):
    from tests.factories.records import make_prospect

    make_prospect(rep)
    step = Transition.objects.get(kind="lead", step="promote")
    page = client.get(reverse("admin:lifecycle_transition_change", args=[step.pk])).content.decode()
    assert "Fits our target group" in page
