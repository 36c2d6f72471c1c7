"""The tour: one lead from 48 points to a won deal, in steps that tick themselves off as they happen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from contacts.models import Contact, ContactEmail
from crm.demo.tour import EMAIL
from team.models import Role


@dataclass(frozen=True)
class Stop:
    """One thing to see: a link to follow, or with `post` a button to press; `role` is who does it."""

    title: str | Promise
    text: str | Promise
    button: str | Promise
    url: str
    icon: str
    done: bool
    role: str = Role.REP
    post: bool = False

    @property
    def who(self) -> str | Promise:
        return Role(self.role).label


def heroine() -> Contact | None:
    """The contact the tour is about, as long as the demo data is there."""
    address = ContactEmail.objects.filter(normalised=EMAIL).select_related("contact").first()
    return address.contact if address else None


def stops(contact: Contact) -> list[Stop]:
    lead: Any = contact.leads.order_by("-pk").first()
    prospect = contact.prospects.order_by("-pk").first()
    deal = contact.opportunities.order_by("-pk").first()
    record: Any = prospect or lead
    return [
        *_as_a_lead(reverse("leads:detail", args=[lead.pk]), prospect),
        *_as_a_prospect(prospect, reverse(f"{record.kind}s:detail", args=[record.pk])),
        *_as_a_deal(deal),
    ]


def _as_a_lead(page: str, prospect: Any) -> list[Stop]:
    return [
        Stop(
            _("Meet a lead two points short"),
            _("48 of 50 points: the page says where each comes from, and what is missing."),
            _("Open lead"), page, "seedling", prospect is not None,
        ),
        Stop(
            _("Let her look at the prices"),
            _("The visit is scored, and a worker makes her a prospect while her page is open."),
            _("Play the visit"), reverse("tour:visit"), "world", prospect is not None, post=True,
        ),
    ]  # fmt: skip


def _as_a_prospect(prospect: Any, page: str) -> list[Stop]:
    check = prospect.credit_checks.order_by("-pk").first() if prospect else None
    cleared = prospect is not None and prospect.state != "interested"
    return [
        Stop(
            _("Try to get past the credit check"),
            _("The step is there, but its gate is shut and says why. Ask for the check instead."),
            _("Open record"), page, "shield-check", check is not None,
        ),
        Stop(
            _("Decide on credit"),
            _("Another person decides, with a limit and an end. The record then moves by itself."),
            _("Open credit queue"), reverse("credit:queue"), "clipboard-check", cleared, Role.CREDIT_OFFICER,
        ),
        Stop(
            _("Plan and hold the demo, complete the facts"),
            _("Need, budget, decision maker, time frame, her wish for a quote: the last one makes the opportunity."),
            _("Open record"), page, "presentation", hasattr(prospect, "opportunity"),
        ),
    ]  # fmt: skip


def _as_a_deal(deal: Any) -> list[Stop]:
    page = reverse("opportunities:detail", args=[deal.pk]) if deal else reverse("opportunities:list")
    quote = deal.current_quote if deal else None
    return [
        Stop(
            _("Send the quote"),
            _("A draft is filled in already. Sent, it can only be replaced, never changed."),
            _("Open opportunity"), page, "file-text", quote is not None and quote.sent_at is not None,
        ),
        Stop(
            _("Win"),
            _("Record the order: with credit valid and the limit wide enough, the deal is won by itself."),
            _("Open opportunity"), page, "rosette-discount-check", deal is not None and deal.state == "won",
        ),
    ]  # fmt: skip
