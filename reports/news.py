"""What changed since yesterday with the people somebody is responsible for, without what they did themselves."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from activities.about import address
from activities.models import Activity
from activities.querysets import midnight
from activities.telling import tell, tell_step
from crm.core import clock
from lifecycle.models import Transition
from reports.naming import name_everybody
from team.models import Role, User

SHOWN = 8
ASKED = 40  # of each sort: a busy visitor must not hide everybody else


def news_for(user: User) -> list[dict[str, Any]]:
    """The newest lines, one a person and sort of news: who, what, when, and where to look."""
    since = midnight(clock.today() - timedelta(days=1))
    happened, moved = _activities(user, since), _steps(user, since)
    name_everybody([row.contact for row in happened] + [row.contact for row in moved])
    lines = [_line(row.contact, tell(row, {})) for row in happened]
    lines += [_line(row.contact, tell_step(row)) for row in moved]
    lines.sort(key=lambda line: line["at"])
    newest = {(line["who"], line["text"]): line for line in lines}
    return sorted(newest.values(), key=lambda line: line["at"], reverse=True)[:SHOWN]


def _of(user: User) -> Q:
    """Own contacts; a manager's team's."""
    mine = Q(contact__owner=user)
    return mine | Q(contact__team=user.team_id) if user.has_role(Role.MANAGER) and user.team_id else mine


def _activities(user: User, since: datetime) -> list[Activity]:
    rows = Activity.objects.standing().filter(_of(user), recorded_at__gte=since, direction="in").exclude(by=user)
    return list(rows.select_related("contact", "by").order_by("-recorded_at")[:ASKED])


def _steps(user: User, since: datetime) -> list[Transition]:
    rows = Transition.objects.filter(_of(user), at__gte=since).exclude(by=user)
    return list(rows.select_related("contact", "by", "reason").order_by("-at")[:ASKED])


def _line(contact: Any, told: dict[str, Any]) -> dict[str, Any]:
    text = ", ".join(filter(None, (told["text"], told.get("by"))))
    return {
        "who": str(contact),
        "text": text,
        "icon": told["icon"],
        "at": told["at"],
        "url": address("contact", contact.pk),
    }
