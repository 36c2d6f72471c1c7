"""The lists of contacts, by phase, and of companies."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from contacts.columns import Phone
from contacts.filters import CompanyFilters, ContactFilters
from contacts.models import Company, Contact, Phase
from crm.core import columns
from crm.core.lists import Bulk, Empty, ListPage, Preset, Rows

NEW_CONTACT = {"label": _("New contact"), "url": reverse_lazy("contacts:create"), "icon": "plus", "look": "btn-primary"}
NEW_COMPANY = {
    "label": _("New company"),
    "url": reverse_lazy("companies:create"),
    "icon": "plus",
    "look": "btn-primary",
}


def in_phase(phase: str, rows: Rows, user: Any) -> Rows:
    found: Rows = rows.in_phase(phase)  # type: ignore[attr-defined]
    return found


class ContactList(ListPage):
    name = "contacts"
    title = _("Contacts")
    model = Contact
    filters = ContactFilters
    search = _("Search in list")
    sort = "name"
    columns = (
        columns.Person(
            "name", _("Name"), sub="job_title", other="address", url="contacts:detail", sort=("last_name", "first_name")
        ),
        columns.Text("company", _("Company"), field="company__name", look=""),
        columns.Phase("phase", _("Phase"), field="phase"),
        columns.Text("email", _("E-mail"), field="address"),
        Phone("phone", _("Phone"), field="phone"),
        columns.Text("city", _("City"), field="city"),
        columns.When("created", _("Created"), field="created_at", sort="created_at"),
        columns.Owner("owner", _("Owner")),
    )
    views = (
        Preset("all", _("All")),
        Preset("lead", _("Leads"), partial(in_phase, Phase.LEAD)),
        Preset("prospect", _("Prospects"), partial(in_phase, Phase.PROSPECT)),
        Preset("opportunity", _("Opportunities"), partial(in_phase, Phase.OPPORTUNITY)),
        Preset("customer", _("Customers"), partial(in_phase, Phase.CUSTOMER)),
        Preset("contact", _("None of these"), partial(in_phase, Phase.CONTACT)),
        Preset("mine", _("Mine"), lambda rows, user: rows.owned_by(user)),
    )
    bulk = (Bulk(_("Hand over"), "contacts:hand_over", "user-plus"),)
    empty = Empty(
        _("No contacts here"),
        _("Everybody we know stands here, for life, whatever they are to us now. Enter somebody, or import a list."),
        icon="users",
        action=NEW_CONTACT | {"look": ""},
    )

    def queryset(self, user: Any) -> Rows:
        return super().queryset(user).at_a_glance()  # type: ignore[attr-defined]

    def actions(self, user: Any) -> list[dict[str, Any]]:
        return [NEW_CONTACT]


class CompanyList(ListPage):
    name = "companies"
    title = _("Companies")
    model = Company
    filters = CompanyFilters
    search = _("Search in list")
    sort = "name"
    columns = (
        columns.Title("name", _("Name"), field="name", sub="domain", url="companies:detail", sort="name"),
        columns.Text("industry", _("Industry"), field="industry"),
        columns.Text("city", _("City"), field="city"),
        columns.Text("country", _("Country"), field="country"),
        columns.Number("employees", _("Employees"), field="employees"),
        columns.Number("people", _("Contacts"), field="people"),
        columns.When("created", _("Created"), field="created_at", sort="created_at"),
        columns.Owner("owner", _("Owner")),
    )
    views = (Preset("all", _("All")), Preset("mine", _("Mine"), lambda rows, user: rows.owned_by(user)))
    bulk = (Bulk(_("Hand over"), "companies:hand_over", "user-plus"),)
    empty = Empty(
        _("No companies here"),
        _("A company joins its people, its deals and its credit. Most are entered together with their first contact."),
        icon="building",
        action=NEW_COMPANY | {"look": ""},
    )

    def queryset(self, user: Any) -> Rows:
        return super().queryset(user).at_a_glance()  # type: ignore[attr-defined]

    def actions(self, user: Any) -> list[dict[str, Any]]:
        return [NEW_COMPANY]
