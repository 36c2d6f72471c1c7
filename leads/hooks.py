"""What leads do when something below them happened; always inside the transaction that stored it."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from activities.models import Activity
from activities.recording import activity_recorded, activity_voided
from contacts.facts import contact_changed
from leads import automation, progress
from leads.models import Lead
from leads.scoring import events, rescoring
from lifecycle.doors import moved
from lifecycle.models import Transition


@receiver(activity_recorded, dispatch_uid="leads.activity_recorded")
def follow_activity(activity: Activity, **_: Any) -> None:
    leads = events.count(activity)
    progress.follow(activity)
    automation.promote_soon(automation.look_again(leads))


@receiver(activity_voided, dispatch_uid="leads.activity_voided")
def forget_activity(activity: Activity, **_: Any) -> None:
    rescoring.rescore_contacts([activity.contact_id])


@receiver(contact_changed, dispatch_uid="leads.contact_changed")
def score_again(contact_ids: list[int], imported: bool = False, **_: Any) -> None:
    """A changed fact may promote; an imported one may not, until something lived happens."""
    leads = rescoring.rescore_contacts(contact_ids)
    if not imported:
        automation.promote_soon(automation.look_again(leads))


@receiver(moved, sender=Lead, dispatch_uid="leads.lead_moved")
def score_newcomer(record: Lead, transition: Transition, **_: Any) -> None:
    if transition.seq == 1:
        leads = rescoring.rescore_contacts([record.contact_id])
        if not record.external_source:
            automation.promote_soon(automation.look_again(leads))
