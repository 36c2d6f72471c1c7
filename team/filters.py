"""Whose it is, as a list asks: one choice of teams and people."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from crm.core.filters import says
from team.models import User

Choices = list[tuple[Any, Any]]


def holder() -> django_filters.ChoiceFilter:
    """Nobody, a team, or somebody who works here; one query, now."""
    people = list(User.objects.working().select_related("team"))
    teams = sorted({(user.team.name, user.team.pk) for user in people if user.team})
    choices: Choices = [
        ("nobody", _("Nobody")),
        (_("Teams"), [(f"team:{pk}", name) for name, pk in teams]),
        (_("People"), [(f"user:{user.pk}", user.get_full_name()) for user in people]),
    ]
    return django_filters.ChoiceFilter(label=_("Owner"), choices=choices, method=says("held_by"))
