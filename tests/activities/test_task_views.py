from datetime import timedelta

import pytest
from django.urls import reverse

from activities import next_steps
from activities.models import Activity, Task
from crm.core import clock
from tests.factories.contacts import ContactFactory
from tests.factories.records import make_lead

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(rep):
    return make_lead(rep)


@pytest.fixture
def task(lead, rep):
    Task.objects.all().delete()
    return next_steps.plan(lead, subject="Call back", kind="call", due=clock.today(), by=rep)


@pytest.fixture
def reps(client_for, rep):
    return client_for(rep)


def page(name, task=None):
    return reverse(f"tasks:{name}", args=[task.pk] if task else [])


def tomorrow():
    return clock.today() + timedelta(days=1)


def planned(**facts):
    owner = facts.pop("owner")
    return {"subject": "Write", "kind": "mail", "day": tomorrow().isoformat(), "owner": owner.pk} | facts


def how(task, **facts):
    then = {"then": "plan", "subject": "Call again", "kind": "call", "day": tomorrow().isoformat()}
    return {"outcome": "no_answer", "version": task.version} | then | facts


def test_planning_for_a_record(reps, lead, rep):
    Task.objects.all().delete()
    answer = reps.post(page("new"), planned(owner=rep, about=f"lead:{lead.pk}", time="14:30"))
    assert answer.status_code == 302
    task = Task.objects.get()
    assert (task.about_id, task.subject, task.all_day) == (lead.pk, "Write", False)


def test_planning_finds_the_person_by_name(reps, rep):
    contact = ContactFactory(last_name="Šimůnek", owner=rep, team=rep.team)
    reps.post(page("new"), planned(owner=rep, who="simunek"))
    assert Task.objects.get().contact == contact


def test_several_people_of_a_name_are_offered(reps, rep):
    first, _second = (ContactFactory(last_name="Meier", owner=rep, team=rep.team) for _one in range(2))
    answer = reps.post(page("new"), planned(owner=rep, who="Meier"))
    assert answer.status_code == 422
    assert f'value="contact:{first.pk}"' in answer.content.decode()
    reps.post(page("new"), planned(owner=rep, who="Meier", about=f"contact:{first.pk}"))
    assert Task.objects.get().contact == first


def test_nobody_of_that_name_says_so_and_keeps_what_was_typed(reps, rep):
    answer = reps.post(page("new"), planned(owner=rep, who="Nobody"))
    assert answer.status_code == 422
    assert "Nobody is found" in answer.content.decode()
    assert 'value="Write"' in answer.content.decode()


def test_planning_for_a_strangers_record_is_refused(client_for, stranger, lead):
    answer = client_for(stranger).post(page("new"), planned(owner=stranger, about=f"lead:{lead.pk}"))
    assert answer.status_code == 403


@pytest.mark.parametrize("about", ["lead:0", "lead:x", "quote:1", "nonsense", "contact:99999999999"])
def test_a_forged_subject_is_nobody(reps, rep, about):
    assert reps.post(page("new"), planned(owner=rep, about=about)).status_code == 422


def test_finishing_with_the_suggested_next_step(reps, task):
    form = reps.get(page("finish", task) + "?outcome=no_answer").context["form"]
    assert (form["subject"].value(), form["kind"].value()) == ("Call back", "call")
    assert reps.post(page("finish", task), how(task)).status_code == 302
    assert Task.objects.open().get().subject == "Call again"
    assert Activity.objects.get().details == {"outcome": "no_answer"}


def test_a_double_click_finishes_once(reps, task):
    reps.post(page("finish", task), how(task))
    assert reps.post(page("finish", task), how(task)).status_code == 409
    assert Task.objects.open().count() == 1


def test_leaving_nothing_planned_says_what_is_missing(reps, task):
    answer = reps.post(page("finish", task), how(task, then="nothing", note="Voicemail"))
    assert answer.status_code == 409
    assert "a live record always has a next step" in answer.content.decode()
    assert "Voicemail" in answer.content.decode()
    assert Task.objects.open().get() == task


def test_an_edit_of_what_changed_meanwhile_is_compared_and_kept(reps, task, teammate, rep):
    next_steps.change(task, by=teammate, subject="Theirs")
    answer = reps.post(page("edit", task), planned(owner=rep, subject="Mine", version=task.version))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Theirs" in text
    assert 'value="Mine"' in text
    version = Task.objects.get().version
    assert f'value="{version}"' in text
    reps.post(page("edit", task), planned(owner=rep, subject="Mine", version=version))
    assert Task.objects.get().subject == "Mine"


def test_putting_off_lands_on_a_working_day(reps, task):
    reps.post(page("postpone", task), {"days": 7, "version": task.version})
    assert Task.objects.get().due >= clock.today() + timedelta(days=7)
    assert reps.post(page("postpone", task), {"days": 7, "version": task.version}).status_code == 409
    assert reps.post(page("postpone", task), {"days": "soon"}).status_code == 422


def test_dropping_can_be_undone(reps, task):
    reps.post(page("cancel", task))
    assert not Task.objects.get().is_open
    assert reps.post(page("cancel", task)).status_code == 409
    reps.post(page("take_back", task))
    assert Task.objects.get().is_open


def test_later_offers_days_and_changes_nothing(task, reps):
    before = task.due_at
    assert "In a week" in reps.get(page("postpone", task)).content.decode()
    assert Task.objects.get(pk=task.pk).due_at == before


@pytest.mark.parametrize("name", ["cancel", "take_back"])
def test_effects_need_a_post(reps, task, name):
    assert reps.get(page(name, task)).status_code == 405


@pytest.mark.parametrize("name", ["cancel", "take_back"])
def test_the_unauthorised_are_refused(client_for, stranger, task, name):
    assert client_for(stranger).post(page(name, task)).status_code == 403


def test_in_a_strict_house_strangers_find_nothing(client_for, stranger, task, settings):
    settings.CRM_STRICT_VISIBILITY = True
    for name in ("finish", "edit"):
        assert client_for(stranger).get(page(name, task)).status_code == 404


def test_going_back_leads_only_to_our_own_pages(reps, task):
    assert reps.post(page("cancel", task), {"next": "//evil.example/"}).headers["Location"] == page("list")
    assert reps.post(page("take_back", task), {"next": "/?x=1"}).headers["Location"] == "/?x=1"


def test_looking_changes_nothing(reps, task):
    for name in ("finish", "edit"):
        assert reps.get(page(name, task)).status_code == 200
    assert Task.objects.get().version == task.version
