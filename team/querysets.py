"""Who sees what: every query for records starts from the user."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from team.models import User


class OwnedQuerySet(models.QuerySet[Any]):
    """Records with an owner and a team."""

    def visible_to(self, user: User) -> Self:
        """What the user may read: everything by default, own and team's records in a strict installation."""
        if not user.is_authenticated:
            return self.none()  # type: ignore[unreachable]  # a page may ask before anybody signed in
        if not settings.CRM_STRICT_VISIBILITY or user.has_role("admin", "credit_officer"):
            return self
        return self.filter(Q(owner=user) | Q(team=user.team_id, team__isnull=False))

    def owned_by(self, user: User) -> Self:
        return self.filter(owner=user)

    def in_pool(self) -> Self:
        return self.filter(owner=None)

    def held_by(self, who: str) -> Self:
        """`user:5`, `team:3` or `nobody`, as the filter of a list says it."""
        kind, _colon, pk = who.partition(":")
        return self.in_pool() if kind == "nobody" else self.filter(**{"owner" if kind == "user" else kind: pk})

    def of_team(self, user: User) -> Self:
        return self.filter(team=user.team_id, team__isnull=False)

    def pool_of(self, user: User) -> Self:
        """What waits for anybody of the user's team."""
        return self.in_pool().filter(Q(team=user.team_id) | Q(team=None))

    def writable_by(self, user: User) -> Self:
        """`team.permissions.may_write`, said of many."""
        if user.is_machine or user.has_role("admin"):
            return self
        if not user.has_role("rep", "manager"):
            return self.none()
        return self.filter(Q(owner=user) | Q(team=user.team_id, team__isnull=False) | Q(owner=None, team=None))
