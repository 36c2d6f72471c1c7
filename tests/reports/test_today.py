from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from activities import next_steps
from activities.models import OutboxMessage, Task
from activities.recording import record_activity
from crm.core import clock
from prospects import crediting, demos
from prospects.models import Prospect
from reports.acting import acts
from reports.desk import Desk
from reports.today import today_for
from team.models import User
from tests.factories.records import make_lead, make_opportunity, make_prospect, send_quote

pytestmark = pytest.mark.django_db


def ago(days):
    return clock.at(clock.now() - timedelta(days=days))


def plan(record, what, days, **more):
    due = clock.today() + timedelta(days=days)
    return next_steps.plan(record, subject=what, due=due, by=record.owner, **more)


def alone(record):
    """The record with nothing planned."""
    Task.objects.about(record).delete()
    return record


def said(user):
    return [act.what for act in acts(Desk(user))]


def test_late_tasks_come_first_the_latest_then_the_dearest(rep):
    small, big = (alone(make_prospect(rep, expected_value=Decimal(value))) for value in (100, 9000))
    plan(small, "Small", -2)
    plan(big, "Big", -2)
    plan(big, "Latest", -5)
    plan(small, "Due", 0)
    assert said(rep)[:4] == ["Latest", "Big", "Small", "Due"]


def test_what_is_planned_for_later_is_not_for_today(rep):
    plan(alone(make_lead(rep)), "Next week", 7)
    assert said(rep) == []
    assert today_for(rep)["fresh"]


def test_a_quote_that_runs_out_is_said_with_its_days(rep):
    deal = make_opportunity(rep)
    send_quote(deal, valid_until=clock.today() + timedelta(days=3))
    plan(alone(deal), "Later", 9)
    [act] = acts(Desk(rep))
    assert "valid for 3 more days" in act.why
    assert act.amount


def test_a_prospect_that_waits_for_credit_says_how_long(rep):
    with ago(4):
        prospect = make_prospect(rep)
        crediting.request_credit(prospect, by=rep)
    plan(alone(prospect), "Later", 9)
    assert "Waiting for credit for 4 days" in acts(Desk(rep))[0].why


def test_a_record_with_nothing_planned_asks_for_a_next_step(rep):
    with ago(11):
        lead = alone(make_lead(rep))
    [act] = acts(Desk(rep))
    assert act.what == f"Plan the next step with {lead.contact}"
    assert act.why == "New for 11 days."
    assert act.button_url.startswith(f"/tasks/new/?about=lead:{lead.pk}")


def test_a_record_stands_in_the_list_once(rep):
    with ago(4):
        prospect = alone(make_prospect(rep))
        crediting.request_credit(prospect, by=rep)
    plan(prospect, "Call", 0)
    assert said(rep) == ["Call"]


def test_a_demo_that_is_over_asks_how_it_went_one_to_come_is_prepared(rep):
    first, second = (make_prospect(rep) for _prospect in range(2))
    for prospect in (first, second):
        plan(alone(prospect), "Later", 9)
    over = demos.plan_demo(first, by=rep, at=clock.now() - timedelta(hours=2), host=rep)
    shown = today_for(rep)
    assert [act.what for act in shown["acts"]] == [f"Record how the demo with {over.contact} went"]
    assert shown["demos"] == []


def test_a_credit_officer_sees_the_queue_first(rep, credit_officer):
    check = crediting.request_credit(make_prospect(rep, expected_value=Decimal(28400)), by=rep)
    [act] = acts(Desk(credit_officer))
    assert check.number in act.what
    assert act.amount.startswith("28,400")


def test_a_manager_sees_what_stands_still_in_the_team(rep, manager, stranger):
    with ago(20):
        prospect = make_prospect(rep)
        make_prospect(stranger)
    assert Desk(manager).stuck == [Prospect.objects.get(pk=prospect.pk)]
    assert Desk(rep).stuck == []


def test_an_admin_sees_mail_that_was_given_up(admin):
    OutboxMessage.objects.create(key="a", message_id="a", to="a@example.com", subject="", body="", dead_at=clock.now())
    assert [(each.label, each.count) for each in today_for(admin)["waiting"]] == [("Mail that could not be sent", 1)]


def test_news_tell_what_others_did_not_what_i_did(rep):
    lead = make_lead(rep)
    visitor = User.objects.machine("capture")
    record_activity(lead.contact, "page_visit", direction="in", by=visitor, subject="Pricing")
    with ago(3):
        record_activity(lead.contact, "page_visit", direction="in", by=visitor, subject="Old")
    [line] = today_for(rep)["news"]
    assert line["who"] == str(lead.contact)
    assert "Pricing" in line["text"]


def test_at_most_twenty_are_shown(rep):
    lead = alone(make_lead(rep))
    for number in range(25):
        plan(lead, f"Task {number}", 0)
    shown = today_for(rep)
    assert (len(shown["acts"]), shown["total"]) == (20, 25)


def test_nobody_else_is_on_my_desk(rep, teammate):
    plan(alone(make_lead(teammate)), "Theirs", -1)
    alone(make_prospect(teammate))
    assert said(rep) == []


def test_an_empty_day_teaches(rep, client_for):
    text = client_for(rep).get(reverse("today")).content.decode()
    assert "Your day starts with a lead" in text


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_the_same_number_of_queries(rep, client_for, django_assert_num_queries, number):
    for _one in range(number):
        plan(make_lead(rep), "Call", -1)
        crediting.request_credit(make_prospect(rep), by=rep)
        send_quote(make_opportunity(rep), valid_until=clock.today())
    client = client_for(rep)
    with django_assert_num_queries(11):
        assert client.get(reverse("today")).status_code == 200


def test_signing_in_comes_first(client):
    assert client.get(reverse("today")).status_code == 302
