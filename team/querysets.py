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
            return self.none()
        if not settings.CRM_STRICT_VISIBILITY or user.has_role("admin", "credit_officer"):
            return self
        return self.filter(Q(owner=user) | Q(team=user.team_id, team__isnull=False))

    def owned_by(self, user: User) -> Self:
        return self.filter(owner=user)

    def in_pool(self) -> Self:
        return self.filter(owner=None)
