"""Who may do what with an opportunity and its quotes."""

from typing import Any

from team.models import User
from team.permissions import may_write


def may_work(user: User, opportunity: Any) -> bool:
    return may_write(user, opportunity)


def may_quote(user: User, quote: Any) -> bool:
    return may_write(user, quote.record)


def is_machine(user: User, record: Any) -> bool:
    return user.is_machine
