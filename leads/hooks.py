"""What leads do when something below them happened; always inside the transaction that stored it."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from activities.models import Activity
from activities.recording import activity_recorded
from leads import progress


@receiver(activity_recorded, dispatch_uid="leads.activity_recorded")
def follow_activity(activity: Activity, **_: Any) -> None:
    progress.follow(activity)
