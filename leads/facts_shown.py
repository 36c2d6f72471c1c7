"""Facts as the page lists them: label, value in the reader's format, and where it is changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from contacts.attributes import shown_all
from crm.core import moments
from crm.core.money import money, reporting_currency
from crm.core.numbers import amount, number
from crm.core.templatetags.shell import url_or_none
from lifecycle.pages import address

Shown = dict[str, Any]
SHORT = {"expected_value": gettext_lazy("Value"), "expected_close": pgettext_lazy("day", "Close")}


def contact_facts(record: Any, *, editable: bool) -> list[Shown]:
    """How to reach the person; these are facts of the contact, wherever they are changed."""
    contact = record.contact
    reach = "mobile" if contact.mobile and not contact.phone else "phone"
    return [
        {"label": _("Phone"), "value": contact.number, "edit": _edit(record, editable, reach, "contact")},
        {"label": _("Mail"), "value": contact.email, "url": url_or_none("contacts:detail", contact.pk)},
    ]


def own_facts(record: Any, names: Iterable[str], *, editable: bool) -> list[Shown]:
    """Facts by the names of the record's fields, and who is responsible."""
    return [
        {"label": _label(record, name), "value": _value(record, name), "edit": _edit(record, editable, name)}
        for name in (*names, "owner")
    ]


def attribute_facts(record: Any, *, editable: bool) -> list[Shown]:
    return [
        {"label": str(each), "value": value, "edit": _edit(record, editable, f"attributes.{each.key}")}
        for each, value in shown_all(record.kind, record.attributes)
    ]


def _edit(record: Any, editable: bool, name: str, of: str = "") -> str:
    url = address(record, "edit")
    return f"{url}?field={name}" + (f"&of={of}" if of else "") if editable else ""


def _label(record: Any, name: str) -> str:
    label = str(SHORT.get(name) or record._meta.get_field(name).verbose_name)
    return label[:1].upper() + label[1:]


def _value(record: Any, name: str) -> str:
    value = getattr(record, name)
    match value:
        case None:
            return str(_("Team pool")) if name == "owner" else ""
        case Decimal():
            return money(value, record.currency)
        case date():
            return moments.exact(value)
    return f"{value}, {value.team}" if name == "owner" and value.team else str(value)


def company_rows(company: Any) -> list[Shown]:
    """What is known of the company, as rows of a card."""
    if company is None:
        return []
    seat = ", ".join(part for part in (company.city, str(company.country.name)) if part)
    known = [
        (_("Seat"), seat),
        (_("Industry"), company.industry),
        (_("People"), number(company.employees)),
        (_("Revenue a year"), amount(company.revenue, reporting_currency())),
    ]
    return [{"label": label, "value": value} for label, value in known if value]
