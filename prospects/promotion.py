"""Lead → Prospect: what a promotion gives birth to, and what undoing it withdraws."""

from __future__ import annotations

from typing import Any

from crm.core import clock
from leads.models import Lead
from lifecycle import births
from lifecycle.doors import advance, enter
from prospects.models import Participant, ParticipantRole, Prospect


def birth(lead: Lead, *, by: Any) -> dict[str, Prospect]:
    """A prospect with the lead's owner and interest; the contact is its main participant."""
    prospect = Prospect(
        contact=lead.contact,
        company=lead.contact.company,
        lead=lead,
        owner=lead.owner,
        team=lead.team,
        title=lead.interest,
        sourced_by=lead.owner,
        created_at=clock.now(),
    )
    enter(prospect, by=by)
    Participant.objects.create(prospect=prospect, contact=lead.contact, main=True, role=ParticipantRole.USER)
    return {"prospect": prospect}


def undo(lead: Lead, *, by: Any) -> None:
    """The lead went back: its prospect is withdrawn, never deleted."""
    from team.models import User

    for prospect in lead.prospects.live():
        advance(prospect, "withdraw", by=User.objects.machine("lifecycle"), note=str(by))


def recycle(prospect: Prospect, *, by: Any) -> None:
    """The prospect goes back to nurturing: so does the lead it came from."""
    advance(prospect.lead, "recycle", by=by, until=prospect.until)


def register() -> None:
    births.register(Lead.kind, "promote", birth)
