"""How the list of leads can be narrowed."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from activities.filters import next_step
from contacts.attribute_filters import attribute_filters
from crm.core import filters
from leads.lifecycle import State
from team.filters import holder


class LeadFilters(filters.ListFilters):
    state = filters.several(label=_("State"), choices=State.choices)
    source = django_filters.CharFilter(label=_("Source"), lookup_expr="icontains")
    country = django_filters.ChoiceFilter(label=_("Country"), field_name="contact__country", choices=countries)
    points = django_filters.NumberFilter(
        label=_("Score at least"), method=filters.says("scored_at_least"), min_value=-9999, max_value=9999
    )
    next_step = next_step()
    created_at = filters.days(label=_("Created"))

    def made_now(self) -> dict[str, Any]:
        return {"owner": holder(), **attribute_filters(contact="contact__attributes", lead="attributes")}
