"""Active filters as chips: what each says in words, and the parameters that go when it is removed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.forms import BoundField, Form
from django.http import QueryDict
from django.utils.translation import gettext as _

from crm.core import moments

PASSING = ("after", "at", "counts", "filters", "format")  # parameters of one answer, not of the list


@dataclass(frozen=True)
class Chip:
    label: str
    value: str
    url: str  # the list without this filter


def parameters(bound: BoundField) -> list[str]:
    """The names a field has in the address; a range has two."""
    suffixes = getattr(bound.field.widget, "suffixes", [])
    return [f"{bound.html_name}_{suffix}" for suffix in suffixes] or [bound.html_name]


def active(form: Form, params: QueryDict) -> Iterator[Chip]:
    """One chip for each valid filter that narrows the list."""
    for bound in form:
        value = form.cleaned_data.get(bound.name)
        if value in (None, "", []) or (hasattr(value, "__len__") and not len(value)):
            continue
        yield Chip(str(bound.label), says(bound, value), address(params, *parameters(bound)))


def says(bound: BoundField, value: Any) -> str:
    """A cleaned value in words."""
    choices = dict(_flat(getattr(bound.field, "choices", ()))) if _coded(value) else {}
    if isinstance(value, slice):
        return _range(value.start, value.stop)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return moments.exact(value)
    if isinstance(value, list | tuple):
        return ", ".join(choices.get(str(each), str(each)) for each in value)
    return choices.get(str(value), str(value))


def _flat(choices: Any) -> Iterator[tuple[str, str]]:
    """Every value with its label, also those inside groups."""
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield str(key), str(label)


def _coded(value: Any) -> bool:
    return isinstance(value, str | list | tuple)


def _range(low: Any, high: Any) -> str:
    first, last = (moments.exact(moments.day_of(end)) if isinstance(end, date) else str(end) for end in (low, high))
    if low is None:
        return _("up to {value}").format(value=last)
    if high is None:
        return _("from {value}").format(value=first)
    return _("{low} to {high}").format(low=first, high=last)


def address(params: QueryDict, *gone: str, **changes: str) -> str:
    """The same list without these parameters and empty ones, with these changes; from its first page."""
    kept = params.copy()
    for name in (*gone, *PASSING):
        kept.pop(name, None)
    for name in [name for name, values in kept.lists() if not any(values)]:
        del kept[name]
    for name, value in changes.items():
        kept[name] = value
    return "?" + kept.urlencode()
