import pytest

from activities.models import Activity, Task
from leads.models import Lead
from prospects.models import Prospect
from tests.factories.records import make_lead

pytestmark = pytest.mark.django_db
CALL = {"kind": "call", "direction": "out", "body": "Left a message\nWill call back", "key": "k1"}


@pytest.fixture
def lead(rep):
    return make_lead(rep)


@pytest.fixture
def log(client_for, rep, lead):
    def send(user=rep, **given):
        return client_for(user).post(f"/leads/{lead.pk}/log/", CALL | given)

    return send


def test_a_call_is_stored_and_moves_the_lead(log, lead):
    assert log().status_code == 302
    activity = Activity.objects.get()
    assert (activity.subject, activity.body) == ("Left a message", "Will call back")
    assert Lead.objects.get().state == "contacted"


def test_the_next_step_is_planned_in_the_same_breath(log, lead):
    log(then_kind="call", then_due="2099-01-02")
    task = Task.objects.open().get()
    assert (task.about_kind, task.about_id, task.kind) == ("lead", lead.pk, "call")


def test_a_next_step_without_a_day_is_asked_for(log):
    answer = log(then_kind="call", then_due="")
    assert answer.status_code == 422
    assert b"Will call back" in answer.content
    assert not Activity.objects.exists()


def test_a_dialogue_makes_a_prospect_and_the_plan_goes_with_it(log):
    answer = log(direction="in", wants_more="on", then_kind="meeting", then_due="2099-01-02")
    prospect = Prospect.objects.get()
    assert answer.url == f"/prospects/{prospect.pk}/"
    assert Task.objects.open().filter(about_kind="prospect", about_id=prospect.pk, kind="meeting").exists()


def test_a_double_click_is_one_activity(log):
    log(then_kind="call", then_due="2099-01-02")
    log(then_kind="call", then_due="2099-01-02")
    assert (Activity.objects.count(), Task.objects.open().count()) == (1, 1)


def test_a_note_is_nobodys_answer(log):
    log(kind="note", direction="in")
    assert Activity.objects.get().direction == "internal"
    assert Lead.objects.get().state == "new"


def test_the_remedy_of_a_gate_opens_the_form_filled_in(client_for, rep, lead):
    query = {"kind": "call", "direction": "in", "wants_more": "1"}
    text = client_for(rep).get(f"/leads/{lead.pk}/log/", query).content.decode()
    assert 'value="call" data-key="c" checked' in text
    assert 'value="in" selected' in text


def test_an_unknown_kind_is_refused(log):
    assert log(kind="telepathy").status_code == 422


def test_nothing_said_is_nothing_to_log(log):
    assert log(body="  ").status_code == 422


def test_refuses_who_may_only_read(log, stranger):
    assert log(user=stranger).status_code == 403
    assert not Activity.objects.exists()


def test_hides_from_strangers_where_visibility_is_strict(log, stranger, settings):
    settings.CRM_STRICT_VISIBILITY = True
    assert log(user=stranger).status_code == 404
