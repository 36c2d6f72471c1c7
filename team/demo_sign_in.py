"""One click for trying things out: sign in as a demo user. Only where the installation says that it is a demo."""

from __future__ import annotations

from django.conf import settings

from team.models import Role, User


def demo_user(role: str) -> User | None:
    """The first demo user of that role; None outside a demo, for anything else, and for real people."""
    if not settings.CRM_DEMO or role not in Role.values:
        return None
    return User.objects.with_role(role).filter(is_demo=True).order_by("pk").first()
