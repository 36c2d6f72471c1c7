"""How the lists of opportunities, customers and quotes can be narrowed."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from activities.filters import next_step
from contacts.attribute_filters import attribute_filters
from crm.core import filters
from opportunities.lifecycle import State
from opportunities.models.quote import State as QuoteState
from team.filters import holder


class OpportunityFilters(filters.ListFilters):
    state = filters.several(label=_("State"), choices=State.choices)
    expected_value = django_filters.RangeFilter(label=_("Value"))
    expected_close = filters.days(label=_("Expected close"))
    country = django_filters.ChoiceFilter(label=_("Country"), field_name="contact__country", choices=countries)
    next_step = next_step()
    created_at = filters.days(label=_("Created"))

    def made_now(self) -> dict[str, Any]:
        return {"owner": holder(), **attribute_filters(contact="contact__attributes")}


class CustomerFilters(filters.ListFilters):
    country = django_filters.ChoiceFilter(label=_("Country"), choices=countries)
    city = django_filters.CharFilter(label=_("City"), lookup_expr="icontains")

    def made_now(self) -> dict[str, Any]:
        return {"owner": holder(), **attribute_filters(contact="attributes")}


class QuoteFilters(filters.ListFilters):
    state = filters.several(label=_("State"), choices=QuoteState.choices)
    valid_until = filters.days(label=_("Valid until"))
    created_at = filters.days(label=_("Created"))

    def made_now(self) -> dict[str, Any]:
        return {"owner": holder()}
