"""What the pages of a contact and of a company show. Apps above add their parts in `ready()`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import chain
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from phonenumber_field.phonenumber import PhoneNumber

from contacts.attributes import shown_all
from contacts.forms import COMPANY_FACTS, CONTACT_FACTS
from contacts.models import Company, Contact
from contacts.permissions import may_change
from crm.core import money
from crm.core.cells import PHASES
from lifecycle.pages import address

Shown = dict[str, Any]
Part = Callable[[Any, Mapping[int, Contact], Any, Any], Shown]  # contact or company, its people, user, query
PEOPLE_SHOWN = 50
RECORDS = ("leads", "prospects", "opportunities")
TITLE = ("salutation", "title", "first_name", "last_name", "name")
LABELS = {"no_email": gettext_lazy("E-mail"), "no_phone": gettext_lazy("Calls")}

_parts: list[Part] = []


def register(part: Part) -> None:
    """Have the part's data beside ours on every page of a contact or company."""
    _parts.append(part)


def contact_page(contact: Contact, user: Any, query: Any) -> Shown:
    records = records_of(contact, user)
    shown = _page(contact, {contact.pk: contact}, user, query)
    return shown | {
        "contact": contact,
        "path": _path(contact, records),
        "records": records,
        "quotes": contact.quotes.order_by("-created_at", "-pk"),  # type: ignore[attr-defined]
        "live_lead": next((each for each in records if each.kind == "lead" and each.is_live), None),
    }


def company_page(company: Company, user: Any, query: Any) -> Shown:
    people = company.contacts.visible_to(user).prefetch_related("emails").order_by("last_name", "first_name", "pk")
    known = {each.pk: each for each in people[:PEOPLE_SHOWN]}
    deals = list(company.opportunities.visible_to(user).order_by("-created_at", "-pk"))  # type: ignore[attr-defined]
    prospects = company.prospects.visible_to(user).live().order_by("-created_at", "-pk")  # type: ignore[attr-defined]
    shown = _page(company, known, user, query)
    won = sum((each.expected_value or 0 for each in deals if each.state == "won"), 0)
    return shown | {
        "company": company,
        "people": [_person(each) for each in known.values()],
        "live": [*(each for each in deals if each.is_live), *prospects],
        "won": [each for each in deals if each.state == "won"],
        "won_total": won,
        "currency": money.reporting_currency(),
    }


def records_of(contact: Contact, user: Any) -> list[Any]:
    """Every lead, prospect and opportunity of the contact, the furthest first, then the newest."""
    found = (getattr(contact, name).visible_to(user).order_by("-created_at", "-pk") for name in reversed(RECORDS))
    return list(chain.from_iterable(found))


def _page(subject: Any, people: Mapping[int, Contact], user: Any, query: Any) -> Shown:
    editable = may_change(user, subject)
    shown: Shown = {"subject": subject, "may_write": editable, "facts": facts_shown(subject, editable=editable)}
    shown["edit_url"] = edit_address(subject) if editable else ""
    for part in _parts:
        shown |= part(subject, people, user, query)
    return shown


def facts_shown(subject: Any, *, editable: bool) -> list[Shown]:
    """Facts as the page lists them, those of the house first, then the admin's own; the name stands above already."""
    names = [name for name in (CONTACT_FACTS if subject.kind == "contact" else COMPANY_FACTS) if name not in TITLE]
    edit = edit_address(subject)
    own = [(name, _label(subject, name), _value(subject, name)) for name in names]
    more = [(f"attributes.{each.key}", str(each), value) for each, value in shown_all(subject.kind, subject.attributes)]
    return [
        {"label": label, "value": value, "edit": f"{edit}?field={name}" if editable else ""}
        for name, label, value in (*own, *more)
    ]


def edit_address(subject: Any) -> str:
    return reverse(f"{'contacts' if subject.kind == 'contact' else 'companies'}:edit", args=[subject.pk])


def _label(subject: Any, name: str) -> str:
    label = str(LABELS.get(name) or subject._meta.get_field(name).verbose_name)
    return label[:1].upper() + label[1:]


def _value(subject: Any, name: str) -> str:
    value = getattr(subject, name)
    field = subject._meta.get_field(name)
    if name == "owner":
        return str(value or _("Team pool"))
    if name in LABELS:
        return _("has objected") if value else _("allowed")
    if isinstance(value, PhoneNumber):
        return value.as_international
    if name == "country":
        return str(value.name)
    if name == "revenue":
        return money.money(value, money.reporting_currency())
    return str(dict(field.flatchoices).get(value, "" if value is None else value)) if value or value == 0 else ""


def _person(contact: Contact) -> Shown:
    url = reverse("contacts:detail", args=[contact.pk])
    return {"name": contact.name, "sub": contact.job_title or contact.email, "url": url}


def _path(contact: Contact, records: list[Any]) -> list[Shown]:
    """The phases: where the contact stands, and the newest record of each."""
    newest: dict[str, Any] = {}
    for record in records:
        newest.setdefault(record.kind, record)
    kinds = list(PHASES)
    here = kinds.index(contact.phase) if contact.phase in kinds else -1
    return [_phase(kind, place, here, newest.get(kind)) for place, kind in enumerate(kinds)]


def _phase(kind: str, place: int, here: int, record: Any) -> Shown:
    icon, label = PHASES[kind]
    state = "now" if place == here else "done" if place < here else "todo"
    shown: Shown = {"key": kind, "icon": icon, "label": label, "state": state}
    if record is None:
        return shown
    return shown | {"url": address(record), "meta": record.get_state_display()}
