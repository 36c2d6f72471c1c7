"""Logging a conversation moves the lead: an outgoing one reaches them, an incoming one engages them."""

from typing import Any

from activities.models import Activity, Direction
from activities.models.happened import ANSWERS
from leads.models import Lead
from lifecycle.doors import advance, press_on
from lifecycle.refusals import Refused
from lifecycle.steps import find
from team.models import User


def follow(activity: Activity) -> None:
    """Take the step that this activity is the evidence for, if it is possible and its gates hold."""
    step = _step_for(activity)
    lead = Lead.objects.filter(contact=activity.contact_id).live().first() if step else None
    if lead is None:
        return
    _try(lead, step, by=activity.by)
    if activity.wants_more and not lead.is_cooling_down:
        press_on(lead, by=User.objects.machine("lifecycle"))


def _step_for(activity: Activity) -> str:
    if activity.kind not in ANSWERS:
        return ""
    return {Direction.OUTGOING: "reach", Direction.INCOMING: "engage"}.get(Direction(activity.direction), "")


def _try(lead: Any, step: str, *, by: Any) -> None:
    try:
        move = find(lead, step)
        if move.automatic and move.is_ready() and move.allowed_to(by):
            advance(lead, step, by=by)
    except Refused:
        pass  # the activity stands; the lead is where it should be already
