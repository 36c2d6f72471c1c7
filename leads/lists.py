"""The list of leads."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from activities.columns import NextStep
from contacts.querysets import address_of
from crm.core import columns
from crm.core.lists import Bulk, Empty, Preset, Rows
from leads.columns import Score
from leads.filters import LeadFilters
from leads.lifecycle import LIVE, State
from leads.models import Lead
from team.owned_list import OwnedList

NEW = {"label": _("New lead"), "url": reverse_lazy("leads:create"), "icon": "plus", "look": "btn-primary"}


class LeadList(OwnedList):
    name = "leads"
    title = _("Leads")
    model = Lead
    filters = LeadFilters
    search = _("Search in list")
    sort = "-created"
    columns = (
        columns.Person(
            "name", _("Name"), prefix="contact__", sub="contact__job_title", other="address", number="contact_id",
            url="leads:detail", sort=("contact__last_name", "contact__first_name"),
        ),
        columns.Text("company", _("Company"), field="contact__company__name", look=""),
        columns.Phase("phase", _("Phase"), always="lead", state="state", states=State),
        Score("score", _("Score"), sort=F("heat")),
        NextStep("next", _("Next step"), field="until", live=LIVE),
        columns.Text("source", _("Source"), field="source"),
        columns.Days("days", _("Days"), field="entered_at", sort="entered_at"),
        columns.When("last", _("Last contact"), field="last_contact"),
        columns.When("created", _("Created"), field="created_at", sort="created_at"),
        columns.Owner("owner", _("Owner")),
    )  # fmt: skip
    views = (
        Preset("mine", _("My live leads"), lambda rows, user: rows.live().owned_by(user), sort="-score"),
        Preset("team", _("Team"), lambda rows, user: rows.live().of_team(user), sort="-score"),
        Preset("close", _("Close to threshold"), lambda rows, _user: rows.close_to_threshold(), sort="-score"),
        Preset("unanswered", _("Not answered"), lambda rows, user: rows.unanswered().owned_by(user), sort="days"),
        Preset("stuck", _("No next step"), lambda rows, user: rows.without_next_step().owned_by(user)),
        Preset("pool", _("Team pool"), lambda rows, user: rows.live().pool_of(user)),
        Preset("aside", _("On hold"), lambda rows, user: rows.set_aside().owned_by(user)),
        Preset("all", _("All")),
    )
    bulk = (Bulk(_("Hand over"), "leads:hand_over", "user-plus"),)
    empty = Empty(
        _("No leads here"),
        _("A lead is somebody who showed interest. Enter the first one, or import a list."),
        icon="seedling",
        action=NEW | {"look": ""},
    )

    def queryset(self, user: Any) -> Rows:
        rows: Any = super().queryset(user)
        return rows.with_score().at_a_glance().annotate(address=address_of("contact"))

    def actions(self, user: Any) -> list[dict[str, Any]]:
        return [NEW]
