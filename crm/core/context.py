"""What every template may rely on. No queries here: every page pays for it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from crm.core.htmx import wants_fragment

THEMES = ("light", "dark", "system")


def shell(request: HttpRequest) -> dict[str, Any]:
    """`theme` (light, dark, system), `demo` (one-click sign-ins are allowed), `frame` (the template to extend
    for a page that may also open in the dialog)."""
    user: Any = getattr(request, "user", None)
    theme = getattr(user, "theme", "") or "system"
    htmx: Any = getattr(request, "htmx", None)
    in_dialog = wants_fragment(request) and htmx.target == "dialog"
    return {
        "theme": theme if theme in THEMES else "system",
        "demo": settings.CRM_DEMO,
        "frame": "dialog.html" if in_dialog else "base.html",
    }
