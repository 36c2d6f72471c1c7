"""What prospects do when something below or beside them moved; always inside the transaction that moved it."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from activities import keeping_on
from contacts.facts import contact_changed
from leads.models import Lead
from lifecycle.doors import moved
from lifecycle.models import Transition
from prospects import promotion, telling
from prospects.models import CreditCheck, Demo, Prospect
from prospects.pressing import press_on_all


@receiver(moved, sender=Lead, dispatch_uid="prospects.lead_moved")
def lead_moved(record: Lead, transition: Transition, **_: Any) -> None:
    if transition.step == "promote":
        promotion.settle_in(record, transition)
        press_on_all(record.prospects.live())  # evidence may be there already: a valid check of the company
    elif transition.step == "undo_promotion":
        promotion.undo(record, by=transition.by)


@receiver(moved, sender=Prospect, dispatch_uid="prospects.prospect_moved")
def prospect_moved(record: Prospect, transition: Transition, **_: Any) -> None:
    if transition.step not in ("enter", "qualify", "withdraw"):  # those hand their tasks on
        keeping_on.follow(record, transition)
    if transition.step == "recycle":
        promotion.recycle(record, by=transition.by)
    elif transition.step in ("resume", "reopen"):  # evidence may have landed meanwhile
        press_on_all(Prospect.objects.filter(pk=record.pk))


@receiver(moved, sender=CreditCheck, dispatch_uid="prospects.credit_moved")
def credit_moved(record: CreditCheck, transition: Transition, **_: Any) -> None:
    telling.tell(record, transition)
    press_on_all(record.prospects().live())


@receiver(moved, sender=Demo, dispatch_uid="prospects.demo_moved")
def demo_moved(record: Demo, **_: Any) -> None:
    press_on_all(Prospect.objects.filter(pk=record.prospect_id).live())


@receiver(contact_changed, dispatch_uid="prospects.contact_changed")
def contact_changed_here(contact_ids: list[int], **_: Any) -> None:
    press_on_all(Prospect.objects.filter(contact__in=contact_ids).live())
