"""How the lists of contacts and companies can be narrowed."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from contacts.attribute_filters import attribute_filters
from contacts.models import Phase
from crm.core import filters
from team.filters import holder


class ContactFilters(filters.ListFilters):
    phase = filters.several(label=_("Phase"), choices=Phase.choices)
    country = django_filters.ChoiceFilter(label=_("Country"), choices=countries)
    city = django_filters.CharFilter(label=_("City"), lookup_expr="icontains")
    created_at = filters.days(label=_("Created"))

    def made_now(self) -> dict[str, Any]:
        return {"owner": holder(), **attribute_filters(contact="attributes")}


class CompanyFilters(filters.ListFilters):
    country = django_filters.ChoiceFilter(label=_("Country"), choices=countries)
    city = django_filters.CharFilter(label=_("City"), lookup_expr="icontains")
    industry = django_filters.CharFilter(label=_("Industry"), lookup_expr="icontains")
    employees = django_filters.RangeFilter(label=_("Employees"))
    created_at = filters.days(label=_("Created"))

    def made_now(self) -> dict[str, Any]:
        return {"owner": holder(), **attribute_filters(company="attributes")}
