"""Today: what to do now and why, what waits, what changed. One page, a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from activities import outbox
from activities.models import Task
from crm.core import clock, moments
from crm.core.tally import tally
from crm.core.templatetags.shell import url_or_none
from leads.models import Lead
from opportunities.models import Opportunity, Quote
from prospects.models import CreditCheck, Prospect
from reports.acting import ENDING_WITHIN, acts
from reports.desk import Desk
from reports.news import news_for
from team.models import Role, User

SHOWN, STUCK_SHOWN = 20, 5


@dataclass(frozen=True)
class Waiting:
    """A figure at the side, with the list behind it."""

    label: str
    count: int
    url: str
    bad: bool = False


def today_for(user: User) -> dict[str, Any]:
    desk = Desk(user)
    desk.name_everybody()
    found, counts = acts(desk), _counts(user, desk)
    return {
        "today": clock.today(),
        "greeting": greeting(),
        "acts": found[:SHOWN],
        "total": len(found),
        "tomorrow": counts.pop("tomorrow"),
        "waiting": _waiting(counts, user),
        "demos": [demo for demo in desk.demos if not demo.is_over],
        "stuck": desk.stuck[:STUCK_SHOWN],
        "news": news_for(user),
        "fresh": not found and not any(counts.values()),
    }


def greeting() -> str:
    hour = moments.local(clock.now()).hour
    if hour < 11:
        return _("Good morning")
    return _("Hello") if hour < 18 else _("Good evening")


def _counts(user: User, desk: Desk) -> dict[str, int]:
    """Everything that is counted, in one query."""
    tasks, soon = Task.objects.owned_by(user), clock.today() + timedelta(days=ENDING_WITHIN)
    rows: dict[str, Any] = {
        "late": tasks.overdue(clock.now()),
        "tomorrow": tasks.open().due_on(clock.today() + timedelta(days=1)),
    }
    if desk.sells:
        rows |= {
            "idle_leads": Lead.objects.owned_by(user).without_next_step(),
            "idle_prospects": Prospect.objects.owned_by(user).without_next_step(),
            "idle_opportunities": Opportunity.objects.owned_by(user).without_next_step(),
            "credit": Prospect.objects.owned_by(user).waiting_for_credit(),
            "quotes": Quote.objects.filter(opportunity__owner=user, state="sent", valid_until__lte=soon),
            "pool": Lead.objects.live().pool_of(user),
        }
    if desk.leads_team:
        rows["team_late"] = Task.objects.overdue(clock.now()).of_team(user)
    if user.has_role(Role.CREDIT_OFFICER):
        rows["queue"] = CreditCheck.objects.waiting()
    if user.has_role(Role.ADMIN):
        rows["dead"] = outbox.dead()
    return tally(**rows)


def _waiting(counts: dict[str, int], user: User) -> list[Waiting]:
    """The figures that are not zero, with their lists."""
    lists = {
        "queue": (_("Credit to decide"), "credit:queue", ""),
        "dead": (_("Mail that could not be sent"), "admin:activities_outboxmessage_changelist", "fate=dead"),
        "late": (_("Overdue"), "tasks:list", "view=overdue"),
        "team_late": (_("Overdue in the team"), "tasks:list", "view=team"),
        "idle_leads": (_("Leads without next step"), "leads:list", "view=stuck"),
        "idle_prospects": (_("Prospects without next step"), "prospects:list", "view=stuck"),
        "idle_opportunities": (_("Opportunities without next step"), "opportunities:list", "view=stuck"),
        "credit": (_("Waiting for credit"), "prospects:list", "view=credit"),
        "quotes": (_("Quotes ending this week"), "quotes:list", "view=ending"),
        "pool": (_("In the team's pool"), "leads:list", "view=pool"),
    }
    found = [(key, counts[key], *lists[key]) for key in lists if counts.get(key)]
    return [
        Waiting(label, count, f"{url_or_none(name)}?{query}".removesuffix("?"), bad=key in ("late", "dead"))
        for key, count, label, name, query in found
    ]
