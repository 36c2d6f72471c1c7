"""The lists of opportunities, of customers, and of quotes."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from activities.columns import NextStep
from contacts.models import Contact
from contacts.querysets import address_of
from crm.core import columns
from crm.core.lists import Bulk, Empty, ListPage, Preset, Rows
from opportunities.customers import Bought, Orders, Rhythm, with_orders
from opportunities.filters import CustomerFilters, OpportunityFilters, QuoteFilters
from opportunities.lifecycle import LIVE, State
from opportunities.models import Opportunity, Quote
from opportunities.models.quote import State as QuoteState
from team.owned_list import OwnedList


class OpportunityList(OwnedList):
    name = "opportunities"
    title = _("Opportunities")
    model = Opportunity
    filters = OpportunityFilters
    search = _("Search in list")
    sort = "-created"
    columns = (
        columns.Person(
            "name", _("Name"), prefix="contact__", sub="title", other="address", number="contact_id",
            url="opportunities:detail", sort=("contact__last_name", "contact__first_name"),
        ),
        columns.Text("company", _("Company"), field="company__name", look=""),
        columns.Phase("phase", _("Phase"), always="opportunity", state="state", states=State),
        columns.Money("value", _("Value"), field="expected_value", currency="currency", sort="expected_value"),
        NextStep("next", _("Next step"), live=LIVE),
        columns.When("close", _("Expected close"), field="expected_close", sort="expected_close"),
        columns.Days("days", _("Days"), field="entered_at", sort="entered_at"),
        columns.When("last", _("Last contact"), field="last_contact"),
        columns.When("created", _("Created"), field="created_at", sort="created_at"),
        columns.Owner("owner", _("Owner")),
    )  # fmt: skip
    views = (
        Preset("mine", _("My opportunities"), lambda rows, user: rows.live().owned_by(user), sort="days"),
        Preset("team", _("Team"), lambda rows, user: rows.live().of_team(user), sort="days"),
        Preset("quoted", _("Waiting for an answer"), lambda rows, user: rows.quoted().owned_by(user), sort="days"),
        Preset("stuck", _("No next step"), lambda rows, user: rows.without_next_step().owned_by(user)),
        Preset("pool", _("Team pool"), lambda rows, user: rows.live().pool_of(user)),
        Preset("live", _("All live"), lambda rows, _user: rows.live()),
        Preset("won", _("Won"), lambda rows, _user: rows.won()),
        Preset("all", _("All")),
    )
    bulk = (Bulk(_("Hand over"), "opportunities:hand_over", "user-plus"),)
    empty = Empty(
        _("No opportunities here"),
        _("A prospect becomes an opportunity when credit is cleared, a demo was held and they want a quote."),
        icon="diamond",
    )

    def queryset(self, user: Any) -> Rows:
        rows: Any = super().queryset(user)
        return rows.at_a_glance().annotate(address=address_of("contact"))


class CustomerList(ListPage):
    name = "customers"
    title = _("Customers")
    model = Contact
    filters = CustomerFilters
    search = _("Search in list")
    sort = "name"
    columns = (
        columns.Person(
            "name", _("Name"), sub="job_title", other="address", url="contacts:detail", sort=("last_name", "first_name")
        ),
        columns.Text("company", _("Company"), field="company__name", look=""),
        columns.When("last", _("Last order"), field="last_order"),
        Rhythm("rhythm", _("Rhythm")),
        Orders("orders", _("Orders")),
        Bought("bought", _("Bought")),
        columns.Text("city", _("City"), field="city"),
        columns.Owner("owner", _("Owner")),
    )
    views = (
        Preset("all", _("All")),
        Preset("mine", _("Mine"), lambda rows, user: rows.owned_by(user)),
    )
    bulk = (Bulk(_("Hand over"), "customers:hand_over", "user-plus"),)
    empty = Empty(
        _("No customers yet"),
        _("Whoever has bought stands here with everybody at the company, until they buy again: win an opportunity."),
        icon="rosette-discount-check",
    )

    def queryset(self, user: Any) -> Rows:
        rows: Any = super().queryset(user)
        return with_orders(rows.customers().at_a_glance())


class QuoteList(ListPage):
    name = "quotes"
    title = _("Quotes")
    model = Quote
    filters = QuoteFilters
    search = _("Number, name or company")
    sort = "-created"
    columns = (
        columns.Title("number", _("Number"), field="number", sub="subject", url="quotes:detail", sort="number"),
        columns.Person("contact", _("Contact"), prefix="contact__", url="contacts:detail", id_field="contact_id"),
        columns.Text("company", _("Company"), field="contact__company__name"),
        columns.Choice("state", _("State"), field="state", choices=QuoteState),
        columns.Money("net", _("Net"), field="net", currency="currency"),
        columns.When("valid", _("Valid until"), field="valid_until", sort="valid_until"),
        columns.When("sent", _("Sent"), field="sent_at", sort="sent_at"),
        columns.When("created", _("Created"), field="created_at", sort="created_at"),
        columns.Owner("owner", _("Owner"), field="opportunity__owner"),
    )
    views = (
        Preset("waiting", _("Waiting for an answer"), lambda rows, _user: rows.waiting(), sort="valid"),
        Preset("draft", _("Drafts"), lambda rows, _user: rows.drafts()),
        Preset("accepted", _("Accepted"), lambda rows, _user: rows.accepted()),
        Preset("all", _("All")),
    )
    empty = Empty(
        _("No quotes here"),
        _("A qualified prospect becomes an opportunity with a draft quote already filled in."),
        icon="file-text",
    )

    def queryset(self, user: Any) -> Rows:
        rows: Any = super().queryset(user)
        return rows.at_a_glance()
