"""The e-mail addresses of imported contacts: a new one becomes the primary, the old one stays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection

from contacts.importing.matching import Found
from contacts.importing.rows import Row
from contacts.models import ContactEmail, FieldChange
from contacts.models.emails import normalise
from crm.core import clock

INSERT = """
    INSERT INTO contacts_contactemail (contact_id, address, normalised, "primary")
    SELECT *, true FROM unnest(%s::bigint[], %s::text[], %s::text[])"""


def known_addresses(normalised: Iterable[str]) -> list[tuple[str, int]]:
    """(address, contact id) of those that exist."""
    found = ContactEmail.objects.filter(normalised__among=normalised)
    return list(found.values_list("normalised", "contact_id"))


def write_addresses(people: Iterable[tuple[Found, Row]], *, by: Any) -> list[int]:
    """Add what the contacts do not have yet; returns the ids of existing contacts that got a new primary address.

    Written before the contacts themselves (the foreign key is checked at commit), so that the search text of a new
    contact is built once.
    """
    given = {normalise(address): (each, address) for each, row in people if (address := row.get("contact", "email"))}
    for address, _contact in known_addresses(given):
        del given[address]
    if not given:
        return []
    existing = {each.id: address for each, address in given.values() if not each.new}
    _step_back(existing, by)
    with connection.cursor() as cursor:
        people_ids = [each.id for each, _address in given.values()]
        cursor.execute(INSERT, [people_ids, [address for _each, address in given.values()], list(given)])
    return list(existing)


def _step_back(existing: dict[int, str], by: Any) -> None:
    """The primary addresses of these contacts make room; the history says for which."""
    primary = ContactEmail.objects.filter(contact__in=existing, primary=True)
    old = dict(primary.values_list("contact_id", "address"))
    primary.update(primary=False)
    of = {"kind": "contact", "field": "email", "at": clock.now(), "by": by}
    FieldChange.objects.bulk_create(
        FieldChange(record_id=pk, contact_id=pk, old=old.get(pk, ""), new=address, **of)
        for pk, address in existing.items()
    )
