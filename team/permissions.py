"""May somebody work on a record? Three-line predicates that every app's permissions are made of."""

from typing import Any

from team.models import Role, User


def may_see(user: User, record: Any) -> bool:
    return bool(type(record)._default_manager.visible_to(user).filter(pk=record.pk).exists())  # type: ignore[attr-defined]


def may_write(user: User, record: Any) -> bool:
    """Own records, the team's, and those without an owner; machines and admins write anywhere."""
    if user.is_machine or user.has_role(Role.ADMIN):
        return True
    return user.has_role(Role.REP, Role.MANAGER) and (owns(user, record) or shares_team(user, record))


def may_manage(user: User, record: Any) -> bool:
    return user.has_role(Role.ADMIN) or (user.has_role(Role.MANAGER) and shares_team(user, record))


def owns(user: User, record: Any) -> bool:
    return record.owner_id is not None and record.owner_id == user.pk


def shares_team(user: User, record: Any) -> bool:
    """The record's team is the user's, or nobody's: unowned records without a team are for all."""
    return record.team_id == user.team_id if record.team_id else record.owner_id is None


def is_machine(user: User, record: Any) -> bool:
    return user.is_machine
