"""Who may do what with a lead."""

from typing import Any

from team.models import User
from team.permissions import may_manage, may_write


def may_work(user: User, lead: Any) -> bool:
    return may_write(user, lead)


def may_promote(user: User, lead: Any) -> bool:
    return may_write(user, lead)


def may_reopen(user: User, lead: Any) -> bool:
    return may_write(user, lead)


def may_undo(user: User, lead: Any) -> bool:
    return may_write(user, lead) or may_manage(user, lead)
