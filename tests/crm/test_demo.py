"""The demo company: everything is there, and it is all honest."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from activities.models import Notification, Task
from activities.recording import record_activity
from contacts.models import Contact
from crm.core import clock
from crm.demo import playing, plots
from leads import automation
from leads.models import Lead
from leads.scoring import score_of
from lifecycle import audit
from lifecycle.edges import guarded_models
from lifecycle.models import LifecyclePolicy, Transition
from team.models import Role, User

TUESDAY = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def played(django_db_setup, django_db_blocker):
    """Each plot once, played once for all tests here and rolled back: it takes its time."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(playing, "PLOTS", [replace(plot, count=1) for plot in plots.PLOTS])
        playing.play(7, TUESDAY, lambda line: None)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def company(played, db):
    with clock.at(TUESDAY):
        yield


def test_every_state_that_people_reach_is_there(company):
    rare = {"prospect": {"qualified"}, "credit_check": {"withdrawn", "revoked", "replaced"}, "quote": {"declined"}}
    for model in guarded_models():
        known = {state for state, _label in model._meta.get_field("state").choices}
        reached = set(model._base_manager.values_list("state", flat=True))
        assert known - reached <= rare.get(model.kind, set())


def test_the_whole_history_is_honest(company):
    assert [check.name for check in audit.checks() if check.offenders()] == []


def test_nothing_happens_in_the_future(company):
    assert not Transition.objects.filter(at__gt=TUESDAY).exists()


def test_one_lead_stands_two_points_short(company):
    lead = Lead.objects.get(contact__last_name="Brandt", contact__first_name="Katrin")
    assert (str(score_of(lead).total), score_of(lead).threshold) == ("48.0", 50)
    assert lead.owner == User.objects.with_role(Role.REP).filter(is_demo=True).order_by("pk").first()


def test_one_look_at_the_prices_promotes_it(company):
    lead = Lead.objects.get(contact__last_name="Brandt", contact__first_name="Katrin")
    visitor, details = User.objects.machine("website"), {"path": "/pricing"}
    record_activity(lead.contact, "page_visit", by=visitor, direction="in", details=details)
    automation.promote(automation.due())
    lead = Lead.objects.get(pk=lead.pk)
    assert (lead.state, lead.prospects.get().state) == ("promoted", "interested")


def test_no_other_lead_is_about_to_be_promoted(company):
    assert not automation.due().exists()


def test_there_is_one_click_for_every_role(company):
    for role in Role:
        user = User.objects.with_role(role).filter(is_demo=True).first()
        assert user
        assert not user.has_usable_password()


def test_tasks_are_late_due_and_planned(company):
    days = {(task.due_at.date() - TUESDAY.date()).days for task in Task.objects.open()}
    assert min(days) < 0 < max(days)


def test_policies_stay_drafts(company):
    assert not LifecyclePolicy.objects.filter(active=True).exists()


def test_a_database_with_data_is_left_alone(company):
    before = Contact.objects.count()
    with pytest.raises(CommandError, match="nothing was changed"):
        call_command("demo")
    assert Contact.objects.count() == before


def test_the_bell_rings_for_today_only(company):
    old = TUESDAY - timedelta(days=1)
    assert not Notification.objects.filter(read_at=None, created_at__lt=old).exists()
    assert not Task.objects.open().filter(remind_at__lt=old).exists()
