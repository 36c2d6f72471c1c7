"""Prospect → Opportunity: what qualifying gives birth to, with a draft quote already filled in; and buying again."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from contacts.models import Contact
from crm.core import clock
from lifecycle import births
from lifecycle.doors import enter
from opportunities.models import Opportunity, Quote
from opportunities.quotes import draft_quote
from prospects.models import Participant, ParticipantRole, Prospect
from team.permissions import may_write


def birth(prospect: Prospect, *, by: Any) -> dict[str, Opportunity]:
    """The opportunity takes over owner, money, dates and participants; a price indication becomes its draft quote."""
    opportunity = Opportunity(
        contact=prospect.contact,
        company=prospect.company,
        prospect=prospect,
        owner_id=prospect.owner_id,
        team_id=prospect.team_id,
        title=prospect.title,
        expected_value=prospect.expected_value if prospect.expected_value is not None else prospect.budget,
        currency=prospect.currency,
        expected_close=prospect.expected_close,
        needed_by=prospect.needed_by,
        why_now=prospect.why_now,
        sourced_by_id=prospect.sourced_by_id,
        created_at=clock.now(),
    )
    enter(opportunity, by=by)
    prospect.participants.update(opportunity=opportunity)
    _give_quote(opportunity, prospect, by=by)
    return {"opportunity": opportunity}


def _give_quote(opportunity: Opportunity, prospect: Prospect, *, by: Any) -> None:
    indication = Quote.objects.filter(prospect=prospect, state="draft").order_by("-pk").first()
    if indication is None:
        draft_quote(opportunity, by=by, prospect=prospect, text=prospect.need or prospect.title)
        return
    Quote.objects.filter(pk=indication.pk).update(opportunity=opportunity)


@transaction.atomic
def start_opportunity(contact: Contact, *, by: Any, title: str = "") -> Opportunity:
    """A customer, or a contact of one, buys again: credit is judged anew."""
    if not may_write(by, contact):
        raise PermissionDenied
    opportunity = Opportunity(
        contact=contact, company=contact.company, owner=contact.owner or by, team=contact.team or by.team, title=title
    )
    enter(opportunity, by=by)
    Participant.objects.create(opportunity=opportunity, contact=contact, main=True, role=ParticipantRole.USER)
    draft_quote(opportunity, by=by, text=title)
    return opportunity


def register() -> None:
    births.register(Prospect.kind, "qualify", birth)
