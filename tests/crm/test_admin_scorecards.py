"""Scorecards in Django admin: drafts are edited, an activated version is final."""

import pytest
from django.urls import reverse

from leads.models import Scorecard
from leads.scoring import cards

LIST, ADD = reverse("admin:leads_scorecard_changelist"), reverse("admin:leads_scorecard_add")
TERMS = {"half_life_days": 30, "threshold": 50, "minimum_fit": 0, "daily_capacity": None}


@pytest.fixture
def client(admin, client_for):
    return client_for(admin)


@pytest.fixture
def draft(db):
    return cards.write("Reference", TERMS, [{"field": "lead.source", "points": {"google": 5}}], [])


def form(fit=(), engagement=(), **terms):
    said = {"name": "Reference", "half_life_days": 30, "threshold": 60, "minimum_fit": 0, "daily_capacity": ""} | terms
    for prefix, rows in (("fit_rules", fit), ("engagement_rules", engagement)):
        said |= {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
        said |= {f"{prefix}-{n}-{key}": value for n, row in enumerate(rows) for key, value in row.items()}
    return said


def change(client, card, **said):
    return client.post(reverse("admin:leads_scorecard_change", args=[card.pk]), form(**said))


def do(client, action, *chosen):
    return client.post(LIST, {"action": action, "_selected_action": [card.pk for card in chosen]}, follow=True)


def test_a_new_scorecard_begins_as_the_next_draft(client, draft):
    client.post(ADD, form())
    card = Scorecard.objects.get(version=2)
    assert (card.name, card.state, card.threshold) == ("Reference", "draft", 60)


def test_rules_are_added_to_a_draft(client, draft):
    fit = {"position": 2, "field": "company.employees", "label": "Size", "bands": "[[100, 12], [1, 2]]"}
    visit = {"position": 1, "activity": "page_visit", "where": '{"path": "/pricing*"}', "points": 5, "per_day": 3}
    change(client, draft, fit=[fit], engagement=[visit])
    assert draft.fit_rules.get(position=2).bands == [[100, 12], [1, 2]]
    assert draft.engagement_rules.get().per_day == 3


@pytest.mark.parametrize(
    "rule",
    [
        {"field": "lead.state", "given": 5},
        {"field": "lead.source"},
        {"field": "lead.source", "given": 5, "points": '{"google": 5}'},
        {"field": "lead.source", "points": '{"Google": 5, "google": 6}'},
        {"field": "company.employees", "bands": "[1, 2]"},
        {"field": "company.employees", "bands": "nonsense"},
    ],
)
def test_a_rule_that_a_file_could_not_have_is_refused(client, draft, rule):
    answer = change(client, draft, fit=[{"position": 2, **rule}])
    assert "errorlist" in answer.content.decode()
    assert draft.fit_rules.count() == 1


def test_penalties_for_doing_are_refused(client, draft):
    change(client, draft, engagement=[{"position": 1, "activity": "call", "where": "{}", "points": -5}])
    assert not draft.engagement_rules.exists()


def test_activating_a_draft_retires_the_one_before(client, draft):
    cards.activate(draft)
    copy = cards.copy(draft)
    do(client, "activate", copy)
    assert dict(Scorecard.objects.values_list("version", "state")) == {1: "retired", 2: "active"}


def test_an_activated_version_never_changes(client, draft):
    cards.activate(draft)
    assert change(client, draft, threshold=1).status_code == 403
    draft.refresh_from_db()
    assert draft.threshold == 50


def test_a_copy_has_the_same_rules(client, draft):
    do(client, "copy_to_draft", draft)
    assert Scorecard.objects.get(version=2).fit_rules.get().points == {"google": 5}


def test_two_at_a_time_are_not_activated(client, draft):
    answer = do(client, "activate", draft, cards.copy(draft))
    assert "Select one draft." in answer.content.decode()
    assert not Scorecard.objects.filter(state="active").exists()
