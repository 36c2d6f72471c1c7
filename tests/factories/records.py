"""Guarded records, entered through the door: there is no other way in."""

from datetime import timedelta
from decimal import Decimal

from crm.core import clock
from leads.models import Lead
from lifecycle.doors import advance, enter
from opportunities import quotes
from opportunities.models import Opportunity, QuoteLine
from prospects import crediting, demos
from prospects.models import Participant, Prospect
from team.models import Role
from tests.factories.contacts import ContactFactory
from tests.factories.team import UserFactory


def make_lead(owner=None, contact=None, **facts):
    owner = owner or UserFactory()
    contact = contact or ContactFactory(owner=owner, team=owner.team)
    return enter(Lead(contact=contact, owner=owner, team=owner.team, **facts), by=owner)


def log_interest(contact, by):
    """A dialogue in which they want to know more: the lead becomes a prospect by itself."""
    from activities.recording import record_activity

    return record_activity(contact, "call", direction="in", by=by, subject="Wants to know more", wants_more=True)


def make_prospect(owner=None, contact=None, **facts):
    lead = make_lead(owner, contact)
    log_interest(lead.contact, lead.owner)
    prospect = Prospect.objects.get(lead=lead)
    Prospect.objects.filter(pk=prospect.pk).update(**facts)
    return Prospect.objects.get(pk=prospect.pk)


def pass_credit(record, limit="100000", officer=None, days=180, **terms):
    officer = officer or UserFactory(roles=[Role.CREDIT_OFFICER], team=None)
    check = crediting.request_credit(record, by=record.owner)
    until = clock.today() + timedelta(days=days)
    return crediting.approve(check, by=officer, limit=Decimal(limit), valid_until=until, grounds="Known", **terms)


def hold_demo(prospect, **outcome):
    demo = demos.plan_demo(prospect, by=prospect.owner, at=clock.now(), host=prospect.owner)
    return demos.hold_demo(demo, by=prospect.owner, **{"wants_to_go_on": True, "interest": 4, **outcome})


QUALIFIED = {"need": "Gauge for line 3", "budget": Decimal("30000"), "time_frame": "This spring"}


def make_opportunity(owner=None, contact=None):
    prospect = make_prospect(owner, contact, **QUALIFIED)
    Participant.objects.filter(prospect=prospect).update(role="decision_maker")
    pass_credit(prospect)
    hold_demo(prospect, agreed_to_quote=True)
    return Opportunity.objects.get(prospect=prospect)


def send_quote(opportunity, price="28400", **terms):
    line = QuoteLine(text="Inline gauge", unit_price=Decimal(price))
    quote = quotes.write_lines(opportunity.current_quote, [line], by=opportunity.owner, **terms)
    return quotes.send_quote(quote, by=opportunity.owner)


def make_won(owner=None, contact=None):
    opportunity = make_opportunity(owner, contact)
    quotes.accept_quote(send_quote(opportunity), by=opportunity.owner, order_reference="PO 4711")
    return Opportunity.objects.get(pk=opportunity.pk)


__all__ = ["advance", "make_lead", "make_opportunity", "make_prospect", "make_won"]
