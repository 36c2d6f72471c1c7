"""Who may enter people and companies, and change what is known about them."""

from typing import Any

from team.models import Role, User
from team.permissions import may_write


def may_enter(user: User) -> bool:
    return user.is_machine or user.has_role(Role.REP, Role.MANAGER, Role.ADMIN)


def may_change(user: User, subject: Any) -> bool:
    return may_write(user, subject)
