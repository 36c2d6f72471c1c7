"""Lists of what people are responsible for: each opens with what is theirs to look after."""

from __future__ import annotations

from typing import Any

from crm.core.lists import ListPage
from team.models import Role


class OwnedList(ListPage):
    """Has the views `mine`, `team` and perhaps `all`."""

    def opening(self, user: Any) -> str:
        """A rep's own, a manager's team, and all for whoever sells nothing."""
        if user.has_role(Role.REP):
            return "mine"
        return "team" if user.has_role(Role.MANAGER) and user.team_id else "all"
