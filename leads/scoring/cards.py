"""Versions of scorecards: written as drafts, activated once, then final."""

from __future__ import annotations

from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from crm.core import clock
from crm.core.nudges import nudge
from leads.models import CardState, EngagementRule, Epoch, FitRule, Scorecard
from leads.scoring import rescoring

TERMS = ("half_life_days", "threshold", "minimum_fit", "daily_capacity")


@transaction.atomic
def write(name: str, terms: dict[str, Any], fit: list[dict[str, Any]], engagement: list[dict[str, Any]]) -> Scorecard:
    """A new draft: the next version of that name."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE leads_scorecard IN SHARE ROW EXCLUSIVE MODE")  # two drafts, two numbers
    last = Scorecard.objects.filter(name=name).aggregate(last=Max("version"))["last"] or 0
    card = Scorecard.objects.create(name=name, version=last + 1, **terms)
    FitRule.objects.bulk_create(FitRule(scorecard=card, position=n, **rule) for n, rule in enumerate(fit, 1))
    EngagementRule.objects.bulk_create(
        EngagementRule(scorecard=card, position=n, **rule) for n, rule in enumerate(engagement, 1)
    )
    return card


@transaction.atomic
def activate(card: Scorecard) -> Epoch:
    """Make this version the one that counts. Scores follow range by range; nobody is promoted by that."""
    from leads.tasks import carry_on_rescoring

    list(Scorecard.objects.select_for_update().order_by("pk").values_list("pk"))
    Scorecard.objects.filter(state=CardState.ACTIVE).exclude(pk=card.pk).update(state=CardState.RETIRED)
    Scorecard.objects.filter(pk=card.pk).update(state=CardState.ACTIVE, activated_at=clock.now())
    card.refresh_from_db()
    epoch = rescoring.begin(card.pk)
    nudge(carry_on_rescoring)
    return epoch


def rules_of(card: Scorecard) -> tuple[dict[str, Any], list[dict[str, Any]], list[dict[str, Any]]]:
    """What `write` takes: terms, fit rules, engagement rules."""
    terms = {name: getattr(card, name) for name in TERMS}
    return terms, list(map(_fit, card.fit_rules.all())), list(map(_engagement, card.engagement_rules.all()))


def copy(card: Scorecard) -> Scorecard:
    """A draft to edit: the next version, with the same rules."""
    return write(card.name, *rules_of(card))


def _fit(rule: FitRule) -> dict[str, Any]:
    names = ("field", "label", "bands", "points", "given")
    return {name: getattr(rule, name) for name in names}


def _engagement(rule: EngagementRule) -> dict[str, Any]:
    names = ("activity", "where", "label", "points", "per_day")
    return {name: getattr(rule, name) for name in names}
