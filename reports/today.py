"""Today: what to do now and why, what waits, what changed. One page, a fixed number of queries."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from crm.core import clock, moments
from reports.acting import acts
from reports.desk import Desk
from reports.figures import MINE, TEAM, counts_for, figures
from reports.naming import name_everybody
from reports.news import news_for
from team.models import User

SHOWN, STUCK_SHOWN = 20, 5


def today_for(user: User) -> dict[str, Any]:
    desk = Desk(user)
    name_everybody(desk.people())
    found, counts = acts(desk), counts_for(user, desk)
    return {
        "today": clock.today(),
        "greeting": greeting(),
        "acts": found[:SHOWN],
        "total": len(found),
        "tomorrow": counts["tomorrow"],
        "waiting": figures(counts, MINE, user),
        "team": figures(counts, TEAM, user),
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
