"""Tasks follow the record: to its heir, to its end, and never leave it alone."""

import pytest

from activities import next_steps
from activities.models import Task
from crm.core import clock
from lifecycle.doors import advance
from tests.factories.records import log_interest, make_lead, make_opportunity, make_prospect, make_won, pass_credit

pytestmark = pytest.mark.django_db


def open_tasks(record):
    return list(Task.objects.open().about(record).order_by("pk").values_list("subject", flat=True))


def test_a_prospect_by_machine_begins_with_a_conversation(rep):
    prospect = make_prospect(rep)
    assert open_tasks(prospect) == [f"First conversation with {prospect.contact}"]


def test_the_tasks_of_a_lead_go_with_it_and_come_back(rep):
    lead = make_lead(rep)
    next_steps.plan(lead, subject="Send the case study", due=clock.today(), by=rep)
    log_interest(lead.contact, rep)
    prospect = lead.prospects.get()
    assert "Send the case study" in open_tasks(prospect)
    advance(lead, "undo_promotion", by=rep)
    assert "Send the case study" in open_tasks(lead)


def test_a_record_that_moved_by_itself_gets_the_next_thing_to_do(rep):
    prospect = make_prospect(rep)
    Task.objects.open().about(prospect).update(done_at=clock.now())
    pass_credit(prospect)
    task = Task.objects.open().about(prospect).get()
    assert task.subject == f"Plan demo: {prospect.contact}"
    assert "A demo was held" in task.why


def test_an_opportunity_is_born_with_a_task(rep):
    assert open_tasks(make_opportunity(rep)) != []


def test_a_record_that_is_over_leaves_nothing_to_do(rep):
    prospect = make_prospect(rep)
    advance(prospect, "lose", by=rep)
    assert open_tasks(prospect) == []
    assert open_tasks(make_won(rep)) == []
