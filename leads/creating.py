"""A lead entered by hand: for somebody new, or for a contact without a live one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from activities.models import TaskKind
from activities.next_steps import plan
from contacts.models import Contact
from contacts.permissions import may_change, may_enter
from leads.models import Lead
from lifecycle.doors import enter


class LiveLead(Exception):
    """The contact has a live lead already: `lead`. Nothing was stored."""

    def __init__(self, lead: Lead) -> None:
        self.lead = lead
        super().__init__(_("There is a live lead already."))


@transaction.atomic
def create_lead(
    contact: Contact, *, by: Any, owner: Any, interest: str = "", source: str = "", first_call: date | None = None
) -> Lead:
    """Raises LiveLead. The owner's first call is planned; without an owner it waits in the pool, without a task."""
    if not may_enter(by):
        raise PermissionDenied
    lead = Lead(contact=contact, owner=owner, team=(owner or by).team, interest=interest, source=source)
    try:
        with transaction.atomic():
            enter(lead, by=by)
    except IntegrityError:
        if live := Lead.objects.of_contact(contact).live().first():
            raise LiveLead(live) from None
        raise
    if owner and first_call:
        plan(lead, subject=_("First call: {name}").format(name=contact), kind=TaskKind.CALL, due=first_call, by=by)
    return lead


def start_lead(contact: Contact, *, by: Any, **facts: Any) -> Lead:
    """A further lead of somebody known. Raises LiveLead, and PermissionDenied for another team's contact."""
    if not may_change(by, contact):
        raise PermissionDenied
    return create_lead(contact, by=by, **facts)
