"""What the role of administrator means to Django admin: everything of ours, except deleting."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend

from team.models import Role

OURS = frozenset(
    {"team", "lifecycle", "contacts", "activities", "leads", "capture", "prospects", "opportunities", "reports"}
)


class AdministratorRights(BaseBackend):
    """Grants rights and signs nobody in. A right is written `leads.change_lead`."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        app, _dot, right = perm.partition(".")
        return app in OURS and not right.startswith("delete_") and user_obj.has_role(Role.ADMIN)

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return app_label in OURS and bool(user_obj.has_role(Role.ADMIN))


def leaves_nobody_in_charge(user: Any, *, roles: list[str], active: bool) -> bool:
    """Would this change take away the last administrator who can sign in?"""
    stays = active and Role.ADMIN in roles
    others = type(user)._default_manager.with_role(Role.ADMIN).exclude(pk=user.pk)
    return not stays and user.has_role(Role.ADMIN) and not others.exists()
