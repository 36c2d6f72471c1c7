"""The facts that fit rules may look at, as SQL over a lead `l`, its contact `c` and their company `co`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

# What may be scored. Left out: outcomes (they would leak), states, addresses and names.
OF_CONTACT = "salutation title job_title language phone mobile country city no_email no_phone"
OF_COMPANY = "domain vat_id postal_code city country industry employees revenue phone"
OF_LEAD = "interest source campaign external_source"
COLUMNS = {
    "contact": ("contacts.Contact", "c", OF_CONTACT.split()),
    "company": ("contacts.Company", "co", OF_COMPANY.split()),
    "lead": ("leads.Lead", "l", OF_LEAD.split()),
}
ATTRIBUTE = re.compile(r"attributes\.([a-z][a-z0-9_]{0,49})")
NUMBERS = (models.IntegerField, models.DecimalField, models.FloatField)


@dataclass(frozen=True)
class Fact:
    """One fact: `text` is never NULL, empty means unknown; `number` is NULL for what is no number."""

    name: str
    text: str
    number: str
    label: str
    attribute: tuple[str, str] | None = None  # (of, key) of an admin-defined one


def find(name: str) -> Fact:
    """The fact of that name. Raises ValueError, with a sentence, for what is not on the list."""
    of, _dot, rest = name.partition(".")
    if of not in COLUMNS:
        raise ValueError(_("“{name}” does not begin with contact., company. or lead.").format(name=name))
    if match := ATTRIBUTE.fullmatch(rest):
        return _attribute(of, match[1])
    if rest not in COLUMNS[of][2]:
        raise ValueError(_("“{name}” is not a fact that can be scored.").format(name=name))
    return _column(of, rest)


def _attribute(of: str, key: str) -> Fact:
    value = f"{COLUMNS[of][1]}.attributes->>'{key}'"
    return Fact(f"{of}.attributes.{key}", _text(value), f"crm_number({value})", key, (of, key))


def _column(of: str, column: str) -> Fact:
    model, alias, _columns = COLUMNS[of]
    field = apps.get_model(model)._meta.get_field(column)
    if not isinstance(field, models.Field):
        raise FieldDoesNotExist(column)
    value = f"{alias}.{field.column}"
    number = value if isinstance(field, NUMBERS) else f"crm_number({value}::text)"
    return Fact(f"{of}.{column}", _text(f"{value}::text"), number, capfirst(str(field.verbose_name)))


def _text(value: str) -> str:
    return f"btrim(coalesce({value}, ''))"
