"""Filters of lists: each says one phrase of a queryset, so that what it means stands there and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet

from crm.core.forms import DayRangeInput

Said = Callable[[QuerySet[Any], str, Any], QuerySet[Any]]


class ListFilters(django_filters.FilterSet):
    """The filters of one list, some of them `made_now`: their choices depend on what is stored."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        made = self.made_now()
        for each in made.values():
            each.parent, each.model = self, self.queryset.model
        self.filters.update(made)
        if "owner" in made:  # whose it is, is what is asked most
            self.filters.move_to_end("owner", last=False)

    def made_now(self) -> dict[str, django_filters.Filter]:
        return {}


def says(phrase: str) -> Said:
    """A filter's `method`: `says("held_by")` lists `rows.held_by(value)`."""
    return lambda rows, _name, value: getattr(rows, phrase)(value)


def one_of(label: Any, **phrases: Any) -> django_filters.ChoiceFilter:
    """A choice of phrases without arguments: `one_of(_("Next step"), without_next_step=_("missing"))`."""
    said: Said = lambda rows, _name, value: getattr(rows, value)()  # noqa: E731  typed
    return django_filters.ChoiceFilter(label=label, choices=tuple(phrases.items()), method=said)


def several(**options: Any) -> django_filters.MultipleChoiceFilter:
    """A choice of several, as check boxes."""
    return django_filters.MultipleChoiceFilter(widget=forms.CheckboxSelectMultiple, **options)


def days(**options: Any) -> django_filters.DateFromToRangeFilter:
    """From one day to another, both included."""
    return django_filters.DateFromToRangeFilter(widget=DayRangeInput, **options)
