"""Who may do what with a prospect and with the evidence for it."""

from typing import Any

from team.models import Role, User
from team.permissions import may_manage, may_write, owns


def may_work(user: User, prospect: Any) -> bool:
    return may_write(user, prospect)


def may_request_credit(user: User, check: Any) -> bool:
    return user.is_machine or user.has_role(Role.REP, Role.MANAGER, Role.CREDIT_OFFICER, Role.ADMIN)


def may_withdraw_request(user: User, check: Any) -> bool:
    """Whoever asked, whoever sells to them, and credit."""
    asked = user.is_machine or check.requested_by_id == user.pk
    return asked or user.has_role(Role.CREDIT_OFFICER) or may_write(user, check.subject)


def may_decide_credit(user: User, check: Any) -> bool:
    """A credit officer who neither asked for the check nor owns what waits for it: a person, never a machine."""
    return user.has_role(Role.CREDIT_OFFICER) and check.requested_by_id != user.pk and not check.serves_record_of(user)


def may_see_credit(user: User) -> bool:
    """Limits, reasons and papers; that a check passed or waits is seen by everybody who sees the record."""
    return user.has_role(Role.CREDIT_OFFICER, Role.MANAGER, Role.ADMIN)


def may_decline(user: User, prospect: Any) -> bool:
    """Refusing for credit is a person's decision, and not the owner's."""
    return user.has_role(Role.CREDIT_OFFICER) and not owns(user, prospect)


def may_withdraw(user: User, prospect: Any) -> bool:
    return user.is_machine or may_write(user, prospect) or may_manage(user, prospect)


def may_hold_demo(user: User, demo: Any) -> bool:
    return may_write(user, demo.prospect) or demo.host_id == user.pk


def is_machine(user: User, record: Any) -> bool:
    return user.is_machine
