"""Who may plan, and who may do what with a task."""

from typing import Any

from team.models import User
from team.permissions import may_write, owns


def may_work_on(user: User, task: Any) -> bool:
    """Own tasks whatever the role, and those of one's team."""
    return owns(user, task) or may_write(user, task)


def may_plan_for(user: User, subject: Any) -> bool:
    """For a contact or a record that one may work on."""
    return may_write(user, subject)
