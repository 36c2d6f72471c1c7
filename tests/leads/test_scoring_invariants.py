"""Whatever happens, in whatever order: added up = computed from the facts = the sum of the explanation."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from activities.models import Activity
from activities.recording import record_activity, void
from crm.core import clock
from leads.models import Epoch, Score
from leads.scoring import cards, explain, proof, rescoring, score_of
from leads.scoring.contributions import contributions
from tests.factories.contacts import ContactFactory
from tests.factories.records import advance, make_lead
from tests.factories.scoring import make_card

pytestmark = pytest.mark.django_db

event = st.tuples(
    st.sampled_from(["page_visit", "webinar", "call"]),
    st.floats(0, 90),  # days ago
    st.sampled_from(["/pricing", "/about"]),
    st.sampled_from(["new", "again", "void", "machine"]),
)
histories = st.lists(event, max_size=12)


def live_through(lead, history):
    for number, (kind, days_ago, path, fate) in enumerate(history):
        details = {"path": path} | ({"suspected_machine": True} if fate == "machine" else {})
        external_id = "the same" if fate == "again" else str(number)
        at = clock.now() - timedelta(days=days_ago)
        more = {"by": lead.owner, "direction": "in", "at": at, "details": details}
        activity = record_activity(lead.contact, kind, source=str(lead.pk), external_id=external_id, **more)
        if fate == "void":
            void(activity)


def offenders():
    return [row for find in proof.PROOFS.values() for row in find()]


@settings(max_examples=25, deadline=None)
@given(histories)
def test_added_up_is_computed_is_explained(history):
    with transaction.atomic():
        make_card()
        lead = make_lead()
        live_through(lead, history)
        assert offenders() == []
        told = explain(lead)
        assert sum(row.now for row in told.rows) == told.score.total
        transaction.set_rollback(True)


@settings(max_examples=15, deadline=None)
@given(histories, st.randoms())
def test_the_order_of_arrival_does_not_matter(history, random):
    history = [each for each in history if each[3] != "again"]
    shuffled = random.sample(history, len(history))
    with transaction.atomic():
        make_card()
        one, other = make_lead(), make_lead()
        live_through(one, history)
        live_through(other, shuffled)
        scores = Score.objects.filter(pk__in=[one.pk, other.pk]).values_list("engagement", flat=True)
        assert scores[0] == pytest.approx(scores[1], rel=1e-9)
        transaction.set_rollback(True)


def test_the_proof_finds_what_was_tampered_with(rep):
    make_card()
    lead = make_lead(rep)
    record_activity(lead.contact, "webinar", by=rep, direction="in")
    Score.objects.filter(lead=lead).update(engagement=99)
    assert any(row[0] == f"lead {lead.pk}" for row in offenders())
    rescoring.rescore([lead.pk])
    assert offenders() == []


def test_a_moved_time_origin_changes_no_score(rep):
    card = make_card()
    lead = make_lead(rep)
    record_activity(lead.contact, "webinar", by=rep, direction="in", at=clock.now() - timedelta(days=40))
    before = score_of(lead).total
    with clock.at(clock.now() + timedelta(days=366)):
        assert rescoring.rebase_if_due().scorecard == card
        assert rescoring.carry_on()
        assert rescoring.rebase_if_due() is None
    assert score_of(lead, clock.now()).total == before
    assert offenders() == []


def test_old_scores_show_until_a_rescoring_reaches_them(rep):
    make_card()
    lead = make_lead(rep, source="google")
    cards.activate(make_card(name='"Other"', threshold="70", activate=False))
    assert (score_of(lead).threshold, score_of(lead).fit) == (50, 5)
    assert rescoring.carry_on()
    assert score_of(lead).threshold == 70
    assert Epoch.objects.current().finished_at


def test_an_event_during_a_rescoring_is_neither_lost_nor_counted_twice(rep):
    make_card()
    early, late = make_lead(rep), make_lead(rep)
    rescoring.begin(make_card().pk)
    rescoring.rescore([early.pk])
    for lead in (early, late):
        record_activity(lead.contact, "webinar", by=rep, direction="in")
    rescoring.carry_on()
    assert [round(score_of(lead).engagement) for lead in (early, late)] == [10, 10]
    assert offenders() == []


def test_a_new_lead_counts_from_the_end_of_the_one_before(rep):
    make_card()
    contact = ContactFactory(owner=rep, team=rep.team)
    first = make_lead(rep, contact)
    record_activity(contact, "webinar", by=rep, direction="in")
    advance(first, "disqualify", by=rep)
    record_activity(contact, "webinar", by=rep, direction="in")
    second = make_lead(rep, contact)
    record_activity(contact, "webinar", by=rep, direction="in")
    assert [round(score_of(lead).engagement) for lead in (first, second)] == [20, 20]
    assert offenders() == []


def test_the_same_facts_give_the_same_score_at_any_time(rep):
    make_card()
    lead = make_lead(rep)
    record_activity(lead.contact, "webinar", by=rep, direction="in")
    row = Score.objects.select_related("epoch__scorecard").get(lead=lead)
    for days in (0, 3, 30, 400):
        moment = clock.now() + timedelta(days=days)
        score, rows = contributions([row], moment)[lead.pk]
        assert sum(each.now for each in rows) == score.total == score_of(lead, moment).total


def test_explaining_asks_as_often_for_many_events_as_for_one(rep, django_assert_num_queries):
    make_card()
    few, many = make_lead(rep), make_lead(rep)
    live_through(few, [("webinar", 1, "/", "new")])
    live_through(many, [("webinar", days, "/", "new") for days in range(5)])
    assert Activity.objects.count() == 6
    for lead in (few, many):
        with django_assert_num_queries(6):
            explain(lead)
