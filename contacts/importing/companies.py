"""The companies of a batch: found by external id, VAT id, domain or exact name, else created."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from contacts.importing import values
from contacts.importing.batches import Batch
from contacts.importing.landing import Landing
from contacts.importing.matching import Found, Key, Register, Seen
from contacts.importing.rows import Row
from contacts.importing.targets import Kind, Reader
from contacts.models import Company, Contact

READERS: dict[str, Reader] = {
    "external_id": values.identifier(120),
    "name": values.text(200),
    "domain": values.domain,
    "vat_id": values.vat_id,
    "street": values.text(200),
    "postal_code": values.text(20),
    "city": values.text(120),
    "country": values.country,
    "industry": values.text(120),
    "employees": values.whole_number(2**31 - 1),
    "revenue": values.amount,
    "phone": values.phone,
}
STRONG = ("external_id", "vat_id", "domain")  # two companies with different ones are two, whatever their name


def write(batch: Batch) -> None:
    rows = [row for row in batch.good if _keys(row)]
    if not rows:
        return
    found = _find(batch.source, rows)
    first = [(each, row) for row in rows if (each := found[row.line]).line == row.line]
    for row in rows:
        row.company_id = found[row.line].id
    with Landing(Company, ((each.id, each.new, _facts(batch, row, each.new)) for each, row in first)) as landing:
        created = landing.create()
        changed = landing.change(by=batch.by)
    Seen.add("company", {each.id: row.line for each, row in first})
    batch.tally.add("company", landed=len(first), created=len(created), changed=len(changed))
    batch.touch(_people_of(changed), "company", {fact for facts in changed.values() for fact in facts})


def _find(source: str, rows: list[Row]) -> dict[int, Found]:
    """The company of each row, by line."""
    register, found = Register(), {}
    _learn_known(register, source, rows)
    for row in rows:
        each = register.find(_strong(row)) or _by_name(register, row) or register.bear()
        if not each.line:
            each.line = row.line
            _claim(register, row, each)
        found[row.line] = each
    register.draw_ids(Company)
    return found


def _learn_known(register: Register, source: str, rows: list[Row]) -> None:
    given = {name: list({row.get("company", name) for row in rows} - {None}) for name in (*STRONG, "name")}
    wanted = Q(external_source=source, external_id__among=given.pop("external_id"))
    for name, alike in given.items():
        wanted |= Q(**{f"{name}__among": alike})
    known = list(Company.objects.filter(wanted).order_by("pk").values("id", "name", "external_source", *STRONG))
    lines = Seen.before("company", [each["id"] for each in known])
    for each in known:
        facts = each | {"external_id": each["external_id"] if each["external_source"] == source else ""}
        found = Found(each["id"], line=lines.get(each["id"], 0), facts=facts)
        register.learn([(name, facts[name]) for name in (*STRONG, "name") if facts[name]], found)


def _by_name(register: Register, row: Row) -> Found | None:
    """By exact name, unless ids or domains say that two companies bear it."""
    given, same_name = dict(_strong(row)), register.known.get(("name", row.get("company", "name")), ())
    return next((each for each in same_name if each.agrees(given)), None)


def _claim(register: Register, row: Row, found: Found) -> None:
    """The first row about a company names its keys; one that another company bears is left out."""
    for key in _strong(row):
        if register.belongs_to_other(key, found):
            row.doubt(_("“{value}” belongs to another company. It is left out.").format(value=key[1]))
            del row.values["company"][key[0]]
    found.facts |= dict(_strong(row))
    register.learn(_keys(row), found)


def _strong(row: Row) -> list[Key]:
    return [(name, value) for name in STRONG if (value := row.get("company", name))]


def _keys(row: Row) -> list[Key]:
    name = row.get("company", "name")
    return [*_strong(row), *([("name", name)] if name else [])]


def _facts(batch: Batch, row: Row, new: bool) -> dict[str, Any]:
    given = row.values["company"]
    named = {"name": given.get("name") or given.get("domain") or given.get("vat_id") or given["external_id"]}
    source = {"external_source": batch.source} if "external_id" in given else {}
    return batch.ownership | source | (named if new else {}) | given


def _people_of(companies: Iterable[int]) -> Iterable[int]:
    return Contact.objects.filter(company__in=list(companies)).values_list("pk", flat=True) if companies else ()


KIND = Kind("company", READERS, write)
