"""The list of prospects."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from activities.columns import NextStep
from contacts.querysets import address_of
from crm.core import columns
from crm.core.lists import Bulk, Empty, Preset, Rows
from prospects.filters import ProspectFilters
from prospects.lifecycle import LIVE, State
from prospects.models import Prospect
from team.owned_list import OwnedList


class ProspectList(OwnedList):
    name = "prospects"
    title = _("Prospects")
    model = Prospect
    filters = ProspectFilters
    search = _("Search in list")
    sort = "-created"
    columns = (
        columns.Person(
            "name", _("Name"), prefix="contact__", sub="title", other="address", number="contact_id",
            url="prospects:detail", sort=("contact__last_name", "contact__first_name"),
        ),
        columns.Text("company", _("Company"), field="company__name", look=""),
        columns.Phase("phase", _("Phase"), always="prospect", state="state", states=State),
        columns.Money("value", _("Value"), field="expected_value", currency="currency", sort="expected_value"),
        NextStep("next", _("Next step"), field="until", live=LIVE),
        columns.When("close", _("Expected close"), field="expected_close", sort="expected_close"),
        columns.Days("days", _("Days"), field="entered_at", sort="entered_at"),
        columns.When("last", _("Last contact"), field="last_contact"),
        columns.When("created", _("Created"), field="created_at", sort="created_at"),
        columns.Owner("owner", _("Owner")),
    )  # fmt: skip
    views = (
        Preset("mine", _("My prospects"), lambda rows, user: rows.live().owned_by(user), sort="days"),
        Preset("team", _("Team"), lambda rows, user: rows.live().of_team(user), sort="days"),
        Preset("credit", _("Waiting for credit"), lambda rows, _user: rows.waiting_for_credit(), sort="days"),
        Preset("demo", _("Waiting for a demo"), lambda rows, _user: rows.waiting_for_demo(), sort="days"),
        Preset("stuck", _("No next step"), lambda rows, user: rows.without_next_step().owned_by(user)),
        Preset("pool", _("Team pool"), lambda rows, user: rows.live().pool_of(user)),
        Preset("aside", _("On hold"), lambda rows, user: rows.set_aside().owned_by(user)),
        Preset("all", _("All")),
    )
    bulk = (Bulk(_("Hand over"), "prospects:hand_over", "user-plus"),)
    empty = Empty(
        _("No prospects here"),
        _("A lead becomes a prospect when it fits and shows serious interest: by its score, or when you promote it."),
        icon="target-arrow",
    )

    def queryset(self, user: Any) -> Rows:
        rows: Any = super().queryset(user)
        return rows.at_a_glance().annotate(address=address_of("contact"))
