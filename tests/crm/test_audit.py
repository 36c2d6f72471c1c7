"""Each invariant finds the row that breaks it. Triggers are off here, as for somebody with too many rights."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from activities.models import OutboxMessage, Task
from contacts.models import Contact, ContactEmail, SearchEntry
from crm.core import clock
from leads.models import Lead
from lifecycle import audit
from lifecycle.models import Transition
from opportunities.models import Opportunity, Quote, QuoteLine
from prospects.models import CreditCheck, Demo, Prospect
from team.models import User
from tests.factories.records import make_lead, make_opportunity, make_prospect, make_won, pass_credit


def broken():
    """The names of the checks that find somebody."""
    return {check.name for check in audit.checks() if check.offenders()}


def sql(text, *params):
    with connection.cursor() as cursor:
        cursor.execute(text, params)


@pytest.fixture
def no_triggers(db):
    sql("SET LOCAL session_replication_role = replica")


@pytest.fixture
def won(rep):
    deal = make_won(rep)
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    sql("SET LOCAL session_replication_role = replica")
    return deal


def test_an_honest_history_holds(won):
    assert broken() == set()


def test_the_command_lists_what_holds(won):
    said = StringIO()
    call_command("audit", stdout=said)
    assert "✓ transitions follow an edge" in said.getvalue()


def test_the_command_fails_and_names_the_row(won):
    Opportunity.objects.filter(pk=won.pk).update(state="lost")
    said = StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command("audit", stdout=said)
    assert refusal.value.returncode == 1
    assert f"opportunity {won.pk} · lost · won" in said.getvalue()


def test_a_forged_state_is_found_in_every_kind(won):
    forged = {Lead: "new", Prospect: "lost", Opportunity: "lost", CreditCheck: "expired", Demo: "no_show"}
    for model, state in {**forged, Quote: "declined"}.items():
        model.objects.update(state=state)
        assert f"{model.kind}: state is the target of its last transition" in broken()


def test_a_transition_of_somebody_else_is_found(won, rep):
    other = make_lead(rep)
    Transition.objects.filter(kind="lead").update(contact=other.contact)
    assert "lead: its transitions know its contact, and when it came into its state" in broken()


def test_a_missing_transition_is_found(won):
    sql("DELETE FROM lifecycle_transition WHERE kind = 'opportunity' AND seq = 2")
    assert "transitions are numbered without gaps and joined end to end" in broken()


def test_a_step_that_does_not_exist_is_found(won):
    Transition.objects.filter(kind="opportunity", step="win").update(step="wish")
    assert "transitions follow an edge" in broken()


def test_a_step_past_an_open_gate_is_found(won):
    Transition.objects.filter(step="promote").update(evidence=[{"gate": "fits", "state": "open", "evidence": ""}])
    assert broken() == {"no step was taken past a gate that was open"}


def test_a_contact_without_primary_address_is_found(won):
    ContactEmail.objects.update(primary=False)
    assert broken() == {"a contact with addresses has exactly one primary"}


def test_somebody_who_cannot_be_found_is_found(won):
    SearchEntry.objects.all().delete()
    assert broken() == {"every contact and company can be found by search"}


def test_a_task_about_nothing_is_found(rep):
    lead = make_lead(rep)
    due = {"due_at": clock.now(), "created_by": rep}
    Task.objects.create(contact=lead.contact, subject="?", about_kind="lead", about_id=lead.pk + 999, **due)
    assert broken() == {"task: the record it is about exists"}


def test_a_task_done_and_cancelled_is_found(rep):
    over = {"done_at": clock.now(), "cancelled_at": clock.now(), "due_at": clock.now(), "created_by": rep}
    Task.objects.create(contact=make_lead(rep).contact, subject="?", **over)
    assert broken() == {"a task is not both done and cancelled"}


def test_a_message_sent_and_given_up_is_found(db):
    OutboxMessage.objects.create(
        key="a", message_id="<a@x>", to="a@x.example", sent_at=clock.now(), dead_at=clock.now()
    )
    assert broken() == {"a message is not both sent and given up"}


def test_two_live_leads_are_found(rep, no_triggers):
    sql("DROP INDEX one_live_lead")
    lead = make_lead(rep)
    make_lead(rep, contact=lead.contact)
    assert "a contact has at most one live lead" in broken()


def test_two_live_prospects_are_found(won, rep):
    prospect = make_prospect(rep)
    sql("DROP INDEX one_live_prospect")
    prospect.pk = None
    prospect.save(force_insert=True)
    assert {
        "a contact has at most one live prospect",
        "a promoted lead has exactly one prospect, beside those it took back",
    } <= broken()


def test_a_promoted_lead_without_prospect_is_found(rep, no_triggers):
    Lead.objects.filter(pk=make_lead(rep).pk).update(state="promoted")
    assert "a promoted lead has exactly one prospect, beside those it took back" in broken()


def test_a_prospect_out_of_nowhere_is_found(won):
    Lead.objects.update(state="contacted")
    assert "a live prospect comes from a promoted lead" in broken()


def test_a_machine_that_refused_is_found(won):
    machine = User.objects.machine("scoring")
    Transition.objects.filter(kind="credit_check", seq=2).update(step="refuse", by=machine)
    assert "no machine ever refused anybody" in broken()


def test_an_own_decision_is_found(won):
    check = CreditCheck.objects.get()
    CreditCheck.objects.update(decided_by=check.requested_by)
    assert broken() == {"nobody decided on a credit check they had asked for"}


def test_overlapping_checks_are_found(won, rep):
    sql("ALTER TABLE prospects_creditcheck DROP CONSTRAINT one_valid_check_per_contact")
    check = CreditCheck.objects.get()
    check.pk = None
    check.save(force_insert=True)
    assert "passed credit checks of one subject do not overlap" in broken()


def test_a_demo_held_tomorrow_is_found(won):
    Demo.objects.update(at=clock.now() + timedelta(days=1))
    assert broken() == {"a demo that was held lies in the past"}


def test_a_wrong_phase_is_found(won):
    Contact.objects.update(phase="lead")
    assert broken() == {"a contact's phase is the one its records say"}


def test_a_qualified_prospect_without_opportunity_is_found(won):
    Opportunity.objects.update(prospect=None)
    assert broken() == {"a qualified prospect has its opportunity, and no other has one"}


def test_a_win_without_accepted_quote_is_found(won):
    Quote.objects.update(state="declined")
    assert "a won opportunity has an accepted quote" in broken()


def test_a_win_on_expired_credit_is_found(won):
    CreditCheck.objects.update(
        valid_until=clock.today() - timedelta(days=30), valid_from=clock.today() - timedelta(days=60)
    )
    assert broken() == {"credit was valid on the day an opportunity was won"}


def test_a_win_that_never_asked_about_credit_is_found(won):
    Transition.objects.filter(step="win").update(evidence=[])
    assert "credit was valid on the day an opportunity was won" in broken()


def test_two_current_quotes_are_found(won):
    sql("DROP INDEX one_current_quote_per_opportunity")
    Quote.objects.filter(pk=won.current_quote.pk).update(number="Q-0")
    quote = Quote.objects.get(number="Q-0")
    quote.pk, quote.number = None, "Q-1"
    quote.save(force_insert=True)
    assert "an opportunity has at most one current quote" in broken()


def test_a_sent_quote_without_lines_is_found(won):
    QuoteLine.objects.all().delete()
    assert "a quote that was sent has lines" in broken()


def test_a_quote_changed_after_acceptance_is_found(won):
    QuoteLine.objects.update(unit_price=1)
    assert broken() == {"an accepted quote still adds up to what was accepted"}


def test_evidence_that_ends_later_breaks_nothing(rep):
    deal = make_opportunity(rep)
    pass_credit(deal)
    assert broken() == set()
