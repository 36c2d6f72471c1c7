"""What opportunities do when something below or beside them moved; always inside the transaction that moved it."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from activities import keeping_on
from contacts.facts import contact_changed
from leads.models import Lead
from lifecycle.doors import moved
from lifecycle.models import Transition
from opportunities.mailing import mail_quote
from opportunities.models import Opportunity, Quote
from opportunities.phases import refresh_phases
from prospects.models import CreditCheck, Prospect
from prospects.pressing import press_on_all


@receiver(moved, sender=Lead, dispatch_uid="opportunities.lead_phase")
@receiver(moved, sender=Prospect, dispatch_uid="opportunities.prospect_phase")
def phase_moved(record: Any, **_: Any) -> None:
    refresh_phases([record.contact_id])


@receiver(moved, sender=Prospect, dispatch_uid="opportunities.prospect_qualified")
def prospect_qualified(record: Prospect, transition: Transition, **_: Any) -> None:
    if transition.step == "qualify":
        keeping_on.inherit(record.opportunity, of=record)
        keeping_on.follow(record.opportunity, transition)


@receiver(moved, sender=Opportunity, dispatch_uid="opportunities.opportunity_phase")
def deal_moved(record: Opportunity, transition: Transition, **_: Any) -> None:
    won_or_reopened = transition.step in ("win", "reopen") and record.company_id
    company = [record.company_id] if won_or_reopened else []
    refresh_phases([record.contact_id], company)  # type: ignore[list-item, arg-type]  # saved, so set
    if transition.step != "enter":
        keeping_on.follow(record, transition)
    if transition.step == "reopen":  # evidence may have landed meanwhile
        press_on_all(Opportunity.objects.filter(pk=record.pk))


@receiver(contact_changed, dispatch_uid="opportunities.contact_changed")
def company_changed(contact_ids: list[int], fields: set[str], **_: Any) -> None:
    if "contact.company" in fields:
        refresh_phases(contact_ids)
    press_on_all(Opportunity.objects.filter(contact__in=contact_ids).live())


@receiver(moved, sender=Quote, dispatch_uid="opportunities.quote_moved")
def quote_moved(record: Quote, transition: Transition, **_: Any) -> None:
    if transition.step == "send" and record.mailed_to:
        mail_quote(record, by=transition.by)
    press_on_all(Opportunity.objects.filter(pk=record.opportunity_id).live())  # type: ignore[misc]  # None finds none


@receiver(moved, sender=CreditCheck, dispatch_uid="opportunities.credit_moved")
def credit_moved(record: CreditCheck, **_: Any) -> None:
    press_on_all(record.opportunities().live())
