"""Lead → Prospect: what a promotion gives birth to, and what undoing it withdraws."""

from __future__ import annotations

from typing import Any

from activities import keeping_on
from crm.core import clock
from leads.models import Lead
from lifecycle import births
from lifecycle.doors import advance, enter
from lifecycle.models import Transition
from prospects.models import Participant, ParticipantRole, Prospect
from team.models import User


def birth(lead: Lead, *, by: Any) -> dict[str, Prospect]:
    """A prospect with the lead's owner and interest; the contact is its main participant."""
    prospect = Prospect(
        contact=lead.contact,
        company=lead.contact.company,
        lead=lead,
        owner_id=lead.owner_id,
        team_id=lead.team_id,
        title=lead.interest,
        sourced_by_id=lead.owner_id,
        created_at=clock.now(),
    )
    enter(prospect, by=by)
    Participant.objects.create(prospect=prospect, contact=lead.contact, main=True, role=ParticipantRole.USER)
    return {"prospect": prospect}


def settle_in(lead: Lead, transition: Transition) -> None:
    """The tasks of the lead go with it; one that a machine promoted begins with a conversation."""
    for prospect in lead.prospects.live():
        keeping_on.inherit(prospect, of=lead)
        keeping_on.greet(prospect, transition)


def undo(lead: Lead, *, by: Any) -> None:
    """The lead went back: its prospect is withdrawn, never deleted, and the tasks return."""
    for prospect in lead.prospects.live():
        keeping_on.inherit(lead, of=prospect)
        advance(prospect, "withdraw", by=User.objects.machine("lifecycle"), note=str(by))


def recycle(prospect: Prospect, *, by: Any) -> None:
    """The prospect goes back to nurturing: so does the lead it came from."""
    advance(prospect.lead, "recycle", by=by, until=prospect.until)


def register() -> None:
    births.register(Lead.kind, "promote", birth)
