"""One of everything, and the address of every page about it: for tests that walk through all routes."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

from activities import next_steps
from activities.models import Notification
from contacts.models import AttributeDefinition
from crm.core import clock
from opportunities.models import Product
from prospects.crediting import request_credit
from prospects.demos import plan_demo
from tests.factories.contacts import CompanyFactory, ContactFactory
from tests.factories.records import QUALIFIED, make_lead, make_opportunity, make_prospect, send_quote
from tests.factories.scoring import make_card

STEPS = {"leads": "disqualify", "prospects": "park", "opportunities": "lose"}
OWN = {  # routes whose object is not told by their app
    "notification_open": "notification", "contact_log": "contact", "companies": "company", "credit": "check",
    "opportunities": "opportunity", "leads:start": "buyer", "opportunities:start": "buyer",
    "quotes:indicate": "prospect", "quotes:draft": "opportunity",
}  # fmt: skip


@dataclass
class World:
    """`objects` by the singular of their app's name; all are the rep's own."""

    rep: Any
    objects: dict[str, Any]

    def __getattr__(self, name):
        try:
            return self.objects[name]
        except KeyError:
            raise AttributeError(name) from None

    def about(self, route):
        """The object that a route is about."""
        app = route.partition(":")[0]
        return self.objects[OWN.get(route) or OWN.get(app) or app.removesuffix("s")]

    def address(self, route):
        """The address of the route, for the object of this world that it is about."""
        for kwargs in ({}, {"pk": None}, {"pk": None, "email_pk": None}, {"pk": None, "step": None}):
            try:
                return reverse(route, kwargs={name: self._value(route, name) for name in kwargs})
            except NoReverseMatch:
                continue
        raise AssertionError(f"{route}: no address; teach tests/factories/world.py what it is about")

    def _value(self, route, name):
        if name == "step":
            return STEPS[route.partition(":")[0]]
        return self.contact.emails.get().pk if name == "email_pk" else self.about(route).pk


def make_world(rep):
    company = CompanyFactory(owner=rep, team=rep.team, name="Weserwind AG", domain="weserwind.example")
    person = {"owner": rep, "team": rep.team}
    contact = ContactFactory(**person, company=company, last_name="Osterkamp")
    lead = make_lead(rep, contact)
    prospect = make_prospect(rep, ContactFactory(**person, last_name="Fähnrich"), **QUALIFIED)
    plan_demo(prospect, by=rep, at=clock.now(), host=rep)
    opportunity = make_opportunity(rep, ContactFactory(**person, last_name="Grönwold"))
    deal = make_opportunity(rep, ContactFactory(**person, last_name="Hinrichs"))
    objects = {
        "contact": contact, "company": company, "lead": lead, "prospect": prospect, "opportunity": opportunity,
        "buyer": ContactFactory(**person, last_name="Ibsen"), "deal": deal, "sent": send_quote(deal),
        "quote": opportunity.current_quote, "check": request_credit(prospect, by=rep, amount=30000),
        "task": next_steps.plan(lead, subject="Call", due=clock.today(), by=rep),
        "notification": Notification.objects.create(user=rep, key="moved", subject="Moved", url="/leads/"),
    }  # fmt: skip
    return World(rep, objects | set_up())


def set_up():
    """What an admin sets up."""
    make_card(activate=False)
    AttributeDefinition.objects.create(of="contact", key="seats", label="Seats", type="integer")
    AttributeDefinition.objects.create(of="contact", key="since", label="Customer since", type="date")
    return {"product": Product.objects.create(sku="G-1", name="Gauge", price=100)}


def routes(patterns=None, names=""):
    """Every route by its name; without one by its pattern."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLPattern):
            yield names + (entry.name or str(entry.pattern))
        else:
            yield from routes(entry.url_patterns, f"{names}{entry.namespace}:" if entry.namespace else names)
