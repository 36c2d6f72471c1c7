"""The figures at the side of Today: what waits, for me and in my team; all of them counted in one query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from activities import outbox
from activities.models import Task
from crm.core import clock
from crm.core.tally import tally
from crm.core.templatetags.shell import url_or_none
from leads.models import Lead
from opportunities.models import Opportunity, Quote
from prospects.models import CreditCheck, Prospect
from reports.acting import ENDING_WITHIN
from reports.desk import Desk
from team.models import Role

MINE = ("queue", "dead", "late", "idle_leads", "idle_prospects", "idle_opportunities", "credit", "quotes", "pool")
TEAM = ("team_late", "team_leads", "team_prospects", "team_opportunities")
LISTS: dict[str, tuple[str | Promise, str, str]] = {  # label, URL name, query
    "queue": (_("Credit to decide"), "credit:queue", ""),
    "dead": (_("Mail that could not be sent"), "admin:activities_outboxmessage_changelist", "fate=dead"),
    "late": (_("Overdue"), "tasks:list", "view=overdue"),
    "idle_leads": (_("Leads without next step"), "leads:list", "view=stuck"),
    "idle_prospects": (_("Prospects without next step"), "prospects:list", "view=stuck"),
    "idle_opportunities": (_("Opportunities without next step"), "opportunities:list", "view=stuck"),
    "credit": (_("Waiting for credit"), "prospects:list", "view=credit&owner=user:{user}"),
    "quotes": (_("Quotes ending this week"), "quotes:list", "view=waiting"),
    "pool": (_("In the team's pool"), "leads:list", "view=pool"),
    "team_late": (_("Late tasks"), "tasks:list", "view=team"),
    "team_leads": (_("Live leads"), "leads:list", "view=all&owner=team:{team}"),
    "team_prospects": (_("Live prospects"), "prospects:list", "view=all&owner=team:{team}"),
    "team_opportunities": (_("Live opportunities"), "opportunities:list", "view=live&owner=team:{team}"),
}
BAD = ("late", "dead", "team_late")


@dataclass(frozen=True)
class Figure:
    """A count, with the list behind it."""

    label: str | Promise
    count: int
    url: str
    bad: bool = False


def counts_for(user: Any, desk: Desk) -> dict[str, int]:
    tasks, today = Task.objects.owned_by(user), clock.today()
    rows: dict[str, Any] = {
        "late": tasks.overdue(clock.now()),
        "tomorrow": tasks.open().due_on(today + timedelta(days=1)),
    }
    if desk.sells:
        rows |= _of_a_seller(user)
    if desk.leads_team:
        rows |= _of_a_team(user)
    if user.has_role(Role.CREDIT_OFFICER):
        rows["queue"] = CreditCheck.objects.waiting()
    if user.has_role(Role.ADMIN):
        rows["dead"] = outbox.dead()
    return tally(**rows)


def figures(counts: dict[str, int], names: Iterable[str], user: Any) -> list[Figure]:
    """Those that are not zero."""
    return [_figure(name, counts[name], user) for name in names if counts.get(name)]


def _figure(name: str, count: int, user: Any) -> Figure:
    label, page, query = LISTS[name]
    url, asked = url_or_none(page), query.format(user=user.pk, team=user.team_id)
    return Figure(label, count, f"{url}?{asked}" if url and asked else url, bad=name in BAD)


def _of_a_seller(user: Any) -> dict[str, Any]:
    soon = clock.today() + timedelta(days=ENDING_WITHIN)
    return {
        "idle_leads": Lead.objects.owned_by(user).without_next_step(),
        "idle_prospects": Prospect.objects.owned_by(user).without_next_step(),
        "idle_opportunities": Opportunity.objects.owned_by(user).without_next_step(),
        "credit": Prospect.objects.owned_by(user).waiting_for_credit(),
        "quotes": Quote.objects.filter(opportunity__owner=user, state="sent", valid_until__lte=soon),
        "pool": Lead.objects.live().pool_of(user),
    }


def _of_a_team(user: Any) -> dict[str, Any]:
    return {
        "team_late": Task.objects.overdue(clock.now()).of_team(user),
        "team_leads": Lead.objects.live().filter(team=user.team_id),
        "team_prospects": Prospect.objects.live().filter(team=user.team_id),
        "team_opportunities": Opportunity.objects.live().filter(team=user.team_id),
    }
