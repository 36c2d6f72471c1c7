"""The contacts of a batch: found by their own id, by that of a record of theirs, or by e-mail, else created."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from contacts.importing import values
from contacts.importing.addresses import known_addresses, write_addresses
from contacts.importing.batches import Batch
from contacts.importing.landing import Landing
from contacts.importing.matching import Found, Key, Register, Seen
from contacts.importing.rows import Row
from contacts.importing.targets import Kind, Reader, kinds
from contacts.models import Contact
from contacts.models.emails import normalise

SALUTATIONS = {"ms": ["Frau", "Mrs", "Mrs.", "Ms.", "Miss", "Madam"], "mr": ["Herr", "Herrn", "Mr.", "Sir"]}
LANGUAGES = {"en": ["English", "Englisch", "eng"], "de": ["German", "Deutsch", "ger", "deu"]}
ADDRESS_FORMS = {"formal": ["Sie"], "familiar": ["du"]}
READERS: dict[str, Reader] = {
    "external_id": values.identifier(120),
    "email": values.email,
    "salutation": values.one_of(SALUTATIONS),
    "title": values.text(40),
    "first_name": values.text(120),
    "last_name": values.text(120),
    "job_title": values.text(120),
    "language": values.one_of(LANGUAGES),
    "address_form": values.one_of(ADDRESS_FORMS),
    "phone": values.phone,
    "mobile": values.phone,
    "country": values.country,
    "city": values.text(120),
    "no_email": values.yes_no,
    "no_phone": values.yes_no,
}


def write(batch: Batch) -> None:
    """Every good row gets its contact; the first row of the file about a contact writes it, later ones are reported."""
    rows = batch.good
    if not rows or not batch.about_people:
        return
    found = _find(batch, rows)
    first = [(each, row) for row in rows if (each := found[row.line]).line == row.line]
    for row in rows:
        row.contact_id, row.writes_contact = found[row.line].id, found[row.line].line == row.line
    addresses = write_addresses(first, by=batch.by)
    with Landing(Contact, ((each.id, each.new, _facts(batch, row, each.new)) for each, row in first)) as landing:
        created = landing.create()
        changed = landing.change(by=batch.by, contact="t.id")
    Seen.add("contact", {each.id: row.line for each, row in first})
    for pk in addresses:
        changed.setdefault(pk, set()).add("email")
    batch.tally.add("contact", landed=len(first), created=len(created), changed=len(changed))
    batch.touch(changed, "contact", {fact for facts in changed.values() for fact in facts})
    batch.touch(created, "contact", {fact for each, row in first if each.new for fact in row.names("contact")})


def identity(row: Row) -> str:
    """By what the source knows the row again: the contact's id, else the address, else what is written in it."""
    known = row.get("contact", "external_id") or normalise(row.get("contact", "email") or "")
    return known if 0 < len(known) <= 120 else row.print


def _find(batch: Batch, rows: list[Row]) -> dict[int, Found]:
    """The contact of each row, by line."""
    register, found = Register(), {}
    _learn_known(register, batch.source, rows)
    for row in rows:
        each = register.find(row.keys) or register.bear()
        if not each.line:
            each.line = row.line
            _claim(register, row, each)
        elif not row.bad:
            row.repeats(each.line)
        found[row.line] = each
    register.draw_ids(Contact)
    return found


def _learn_known(register: Register, source: str, rows: list[Row]) -> None:
    """Contacts that the database knows by any key of these rows, and the lines that spoke of them."""
    keys: dict[str, set[str]] = {}
    others = [kind.name for kind in kinds() if kind.name not in ("contact", "company")]
    for row in rows:
        row.keys = list(_keys(row, others))
        for name, value in row.keys:
            keys.setdefault(name, set()).add(value)
    known: list[tuple[Key, int]] = []
    own = Contact.objects.filter(external_source=source, external_id__among=keys.get("contact", ()))
    known += [(("contact", value), pk) for value, pk in own.values_list("external_id", "pk")]
    known += [(("email", value), pk) for value, pk in known_addresses(keys.get("email", ()))]
    for kind in kinds():
        if kind.name in keys and kind.name != "contact":
            known += [((kind.name, value), pk) for value, pk in kind.contacts_of(source, keys[kind.name]).items()]
    lines = Seen.before("contact", {pk for _key, pk in known})
    people = {pk: Found(pk, line=lines.get(pk, 0)) for _key, pk in known}
    for key, pk in known:
        register.learn([key], people[pk])


def _keys(row: Row, others: Iterable[str]) -> Iterator[Key]:
    """From the strongest to the weakest; the content of the row only where nothing else identifies it."""
    named = False
    for kind in ("contact", *others):
        if value := row.get(kind, "external_id"):
            named = True
            yield kind, value
    if address := row.get("contact", "email"):
        named = True
        yield "email", normalise(address)
    if not named:
        yield "contact", row.print


def _claim(register: Register, row: Row, found: Found) -> None:
    """The first row about a contact names its keys; an address that another contact has is left out."""
    address = ("email", normalise(row.get("contact", "email") or ""))
    if register.belongs_to_other(address, found):
        row.doubt(_("{address} belongs to another contact. It is left out.").format(address=address[1]))
        del row.values["contact"]["email"]
        row.keys.remove(address)
    register.learn(row.keys, found)


def _facts(batch: Batch, row: Row, new: bool) -> dict[str, Any]:
    given = {fact: value for fact, value in row.values.get("contact", {}).items() if fact != "email"}
    if row.keys == [("contact", row.print)]:
        given["external_id"] = row.print
    if new:
        given["phase"] = batch.phase
    source = {"external_source": batch.source} if "external_id" in given else {}
    company = {"company": row.company_id} if row.company_id else {}
    return batch.ownership | source | company | given


KIND = Kind("contact", READERS, write)
