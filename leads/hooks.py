"""What leads do when something below them happened; always inside the transaction that stored it."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from activities import keeping_on
from activities.models import Activity
from activities.recording import activity_recorded
from leads import progress
from leads.models import Lead
from lifecycle.doors import moved
from lifecycle.models import Transition


@receiver(activity_recorded, dispatch_uid="leads.activity_recorded")
def follow_activity(activity: Activity, **_: Any) -> None:
    progress.follow(activity)


@receiver(moved, sender=Lead, dispatch_uid="leads.lead_moved")
def lead_moved(record: Lead, transition: Transition, **_: Any) -> None:
    if transition.step not in ("enter", "promote"):  # a promoted lead hands its tasks on
        keeping_on.follow(record, transition)
