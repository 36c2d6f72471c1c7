"""Filters over admin-defined facts: one for each, made when the list is."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

import django_filters
from django.db.models import DecimalField, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from contacts.models import AttributeDefinition
from contacts.models.attributes import AttributeType
from crm.core import filters, moments

Rows = QuerySet[Any]
YES_NO = (("true", _("yes")), ("false", _("no")))
NUMBER = DecimalField(max_digits=40, decimal_places=10)


def attribute_filters(**paths: str) -> dict[str, django_filters.Filter]:
    """By name in the address, `attributes.<key>`: `attribute_filters(contact="contact__attributes")`.

    The path leads from the listed rows to the JSON. One query, however many sorts of attributes.
    """
    found = AttributeDefinition.objects.filter(of__in=paths)
    return {f"attributes.{each.key}": _filter(each, paths[each.of]) for each in found}


def _filter(definition: AttributeDefinition, path: str) -> django_filters.Filter:
    label, says = str(definition), partial(_matching, path=path, definition=definition)
    match definition.type:
        case AttributeType.INTEGER | AttributeType.DECIMAL:
            return django_filters.RangeFilter(label=label, method=says)
        case AttributeType.DATE:
            return filters.days(label=label, method=says)
        case AttributeType.YES_NO:
            return django_filters.ChoiceFilter(label=label, choices=YES_NO, method=says)
        case AttributeType.CHOICE:
            return django_filters.ChoiceFilter(
                label=label, choices=[(each, each) for each in definition.choices], method=says
            )
    return django_filters.CharFilter(label=label, method=says)


def _matching(rows: Rows, _name: str, value: Any, *, path: str, definition: AttributeDefinition) -> Rows:
    stored: Any = KeyTextTransform(definition.key, path)
    match definition.type:
        case AttributeType.INTEGER | AttributeType.DECIMAL:
            return _between(rows.alias(stored=Cast(stored, NUMBER)), value.start, value.stop)
        case AttributeType.DATE:
            return _between(rows.alias(stored=stored), _iso(value.start), _iso(value.stop))
        case AttributeType.TEXT:
            return rows.alias(stored=stored).filter(stored__icontains=value)
    return rows.alias(stored=stored).filter(stored=value)


def _between(rows: Rows, low: Any, high: Any) -> Rows:
    ends = {"stored__gte": low, "stored__lte": high}
    return rows.filter(**{end: value for end, value in ends.items() if value is not None})


def _iso(moment: datetime | None) -> str | None:
    """The day as it is stored; such texts sort like days."""
    return moments.day_of(moment).isoformat() if moment else None
