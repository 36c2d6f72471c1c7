"""What the database refuses, whoever asks: every way past the door, tried."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django_fsm import TransitionNotAllowed

from crm.core import clock
from leads.models import Lead
from lifecycle.models import Transition
from tests.factories.records import make_lead, make_prospect

pytestmark = pytest.mark.django_db


def at_once():
    """Deferred triggers fire at commit; under a test's transaction, now."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def refused(attack):
    try:
        with transaction.atomic():
            attack()
            at_once()
    except DatabaseError as error:
        return str(error)
    raise AssertionError("the database let it pass")


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_raw_sql_cannot_change_a_state():
    lead = make_lead()
    said = refused(lambda: sql("UPDATE leads_lead SET state = 'promoted' WHERE id = %s", lead.pk))
    assert "state is promoted, but its last transition leads to new" in said


def test_update_cannot_change_a_state():
    lead = make_lead()
    assert "last transition" in refused(lambda: Lead.objects.filter(pk=lead.pk).update(state="promoted"))


def test_save_cannot_change_a_state():
    lead = make_lead()
    with pytest.raises(AttributeError):
        lead.state = "promoted"


def test_calling_the_step_without_the_door_is_not_saved():
    prospect = make_prospect()
    lead = make_lead()
    with pytest.raises(TransitionNotAllowed):
        lead.promote(prospect)
    journeyed = Lead.objects.get(pk=lead.pk)
    journeyed.__dict__["state"] = "contacted"
    assert "last transition" in refused(journeyed.save)


def test_a_record_cannot_be_born_without_a_transition():
    lead = make_lead()
    Lead.objects.filter(pk=lead.pk)
    born = Lead(contact=make_lead().contact, owner=lead.owner, entered_at=clock.now(), state="disqualified")
    assert "last transition leads to nothing" in refused(born.save)


def test_a_transition_alone_is_refused():
    lead = make_lead()
    forged = {"kind": "lead", "record_id": lead.pk, "seq": 2, "source": "new", "by": lead.owner}
    said = refused(lambda: Transition.objects.create(target="contacted", step="reach", **forged))
    assert "state is new" in said


def test_a_transition_must_follow_an_edge():
    lead = make_lead()

    def attack():
        Transition.objects.create(
            kind="lead", record_id=lead.pk, seq=2, source="new", target="promoted", step="win", by=lead.owner
        )
        Lead.objects.filter(pk=lead.pk).update(state="promoted")

    assert "there is no step win" in refused(attack)


def test_a_transition_must_begin_where_the_last_one_ended():
    lead = make_lead()
    forged = {"kind": "lead", "record_id": lead.pk, "seq": 2, "source": "contacted", "target": "new"}
    assert "ended at new" in refused(lambda: Transition.objects.create(step="engage", by=lead.owner, **forged))


def test_history_cannot_be_rewritten_or_deleted():
    lead = make_lead()
    mine = Transition.objects.of(lead)
    assert "append-only" in refused(lambda: mine.update(target="promoted"))
    assert "append-only" in refused(mine.delete)


def test_a_merge_may_move_history_to_another_contact():
    lead, other = make_lead(), make_lead()
    Transition.objects.of(lead).update(contact=other.contact)
    at_once()
    assert Transition.objects.of(lead).get().contact == other.contact


def test_records_are_never_deleted():
    lead = make_lead()
    assert "never deleted" in refused(lambda: sql("DELETE FROM leads_lead WHERE id = %s", lead.pk))


def test_a_contact_has_one_live_lead():
    lead = make_lead()
    with pytest.raises(IntegrityError, match="one_live_lead"):
        make_lead(owner=lead.owner, contact=lead.contact)


def test_without_the_triggers_the_attack_succeeds():
    """Teeth: it is the trigger that refuses, not the test."""
    lead = make_lead()
    at_once()
    sql("ALTER TABLE leads_lead DISABLE TRIGGER record_moved")
    sql("UPDATE leads_lead SET state = 'promoted' WHERE id = %s", lead.pk)
    at_once()
    assert Lead.objects.get(pk=lead.pk).state == "promoted"
    sql("UPDATE leads_lead SET state = 'new' WHERE id = %s", lead.pk)
