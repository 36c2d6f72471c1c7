"""What the page of an opportunity shows."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from activities.composing import LogForm
from activities.record_page import Record, page_of
from crm.core.money import money
from crm.core.numbers import amount
from leads.facts_shown import contact_facts, own_facts
from opportunities.exposure import exposure_before, exposure_of
from opportunities.forms import OpportunityFactsForm
from opportunities.lifecycle import PATH, State
from opportunities.models import Opportunity
from prospects.page import know_checks, know_people, shared
from prospects.permissions import may_see_credit

NEIGHBOURS = ("contact", "company", "owner__team", "team", "prospect__lead", "sourced_by")
Shown = dict[str, Any]


def opportunity_page(deal: Opportunity, user: Any, query: QueryDict, form: LogForm | None = None) -> Shown:
    people, checks = know_people(deal), know_checks(deal)
    journey = {"lead": deal.prospect.lead if deal.prospect else None, "prospect": deal.prospect}
    also = Q(kind="credit_check", record_id__in=[check.pk for check in checks])
    shown = page_of(Record(deal, PATH, journey, people, also), user, query, form)
    editable = shown["may_write"]
    facts = contact_facts(deal, editable=editable) + own_facts(deal, OpportunityFactsForm.own, editable=editable)
    shown |= shared(deal, user, checks) | {"facts": facts, "quotes": deal.own_quotes, "quote": deal.current_quote}
    shown["lead_id"] = deal.prospect.lead_id if deal.prospect else None
    if deal.state == State.WON:
        shown["next"] = won_card(deal, may_write=editable)
    return shown | {"exposure": exposure_card(deal, user)}


def won_card(deal: Opportunity, *, may_write: bool) -> Shown:
    """What was won, and how business goes on."""
    again = {"label": _("New opportunity"), "icon": "diamond", "method": "post"}
    again["url"] = reverse("opportunities:start", args=[deal.contact_id])
    return {
        "icon": "rosette-discount-check",
        "title": _("Won: {amount}").format(amount=money(deal.expected_value, deal.currency) or deal),
        "why": _("{name} is a customer.").format(name=deal.company or deal.contact),
        "actions": [again] if may_write else [],
    }


def exposure_card(deal: Opportunity, user: Any) -> Shown | None:
    """What the company would owe us with this deal; the limit beside it for those who may see credit."""
    check, owed = deal.valid_credit_check, exposure_of(deal)
    limit = check.limit if check and may_see_credit(user) else None
    if not owed and limit is None:
        return None
    before, full = exposure_before(deal), max(owed, limit or owed) or 1
    return {
        "owed": amount(owed, deal.currency),
        "limit": amount(limit, deal.currency) if limit is not None else "",
        "free": amount(max(limit - owed, 0), deal.currency) if limit is not None else "",
        "over": limit is not None and owed > limit,
        "share": float(100 * owed / full),
        "settled": float(100 * before / full),
        "says": money(owed, deal.currency),
    }
