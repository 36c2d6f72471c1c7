"""How the list of prospects can be narrowed."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from activities.filters import next_step
from contacts.attribute_filters import attribute_filters
from crm.core import filters
from prospects.lifecycle import State
from team.filters import holder


class ProspectFilters(filters.ListFilters):
    state = filters.several(label=_("State"), choices=State.choices)
    expected_value = django_filters.RangeFilter(label=_("Value"))
    expected_close = filters.days(label=_("Expected close"))
    source = django_filters.CharFilter(label=_("Source"), field_name="lead__source", lookup_expr="icontains")
    country = django_filters.ChoiceFilter(label=_("Country"), field_name="contact__country", choices=countries)
    next_step = next_step()
    created_at = filters.days(label=_("Created"))

    def made_now(self) -> dict[str, Any]:
        return {"owner": holder(), **attribute_filters(contact="contact__attributes")}
