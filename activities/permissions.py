"""Who may do what with a task."""

from typing import Any

from team.models import User
from team.permissions import may_write, owns


def may_work_on(user: User, task: Any) -> bool:
    """Own tasks whatever the role, and those of one's team."""
    return owns(user, task) or may_write(user, task)
