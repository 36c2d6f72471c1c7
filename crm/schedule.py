"""The whole night shift on one page: every periodic task, each idempotent per period and under a lease."""

from typing import Any

SCHEDULE: dict[str, dict[str, Any]] = {}
