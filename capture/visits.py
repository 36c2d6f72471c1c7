"""Page visits: what a known contact looked at on our site."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from activities.models import Activity, ActivityKind, Direction
from activities.recording import record_activity
from team.models import User


def record_visit(
    contact: Any, path: str, *, seconds: int = 0, at: datetime | None = None, source: str = "", external_id: str = ""
) -> Activity:
    """Store a visit of `path` that lasted `seconds`; the same `source` and `external_id` again is the same visit."""
    return record_activity(
        contact,
        ActivityKind.PAGE_VISIT,
        direction=Direction.INCOMING,
        by=User.objects.machine("tracking"),
        subject=path,
        details={"path": path, "seconds": seconds},
        at=at,
        source=source,
        external_id=external_id,
    )
