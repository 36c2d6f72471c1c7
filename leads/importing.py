"""Leads from a file: one for each imported contact that has none, entered set-based with their first transition.

An import never moves a lead: known leads get new facts, new ones begin in the initial state.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from contacts.importing import values
from contacts.importing.batches import Batch
from contacts.importing.landing import Landing, new_ids
from contacts.importing.people import identity
from contacts.importing.rows import Row
from contacts.importing.targets import Kind, Reader
from contacts.models import Contact, Phase
from leads.models import Lead

READERS: dict[str, Reader] = {
    "external_id": values.identifier(120),
    "interest": values.text(200),
    "source": values.text(80),
    "campaign": values.text(120),
    "known_outcome": values.one_of({"won": ["gewonnen"], "lost": ["verloren"]}),
}
FURTHER = (Phase.PROSPECT, Phase.OPPORTUNITY)  # contacts with whom we are past qualifying

ENTER = """
    INSERT INTO lifecycle_transition
        (kind, record_id, seq, contact_id, source, target, step, at, by_id, note, evidence, versions)
    SELECT 'lead', id, 1, contact_id, '', state, 'enter', entered_at, %s, '', '[]', '{}'
    FROM leads_lead WHERE id = ANY(%s)"""


def write(batch: Batch) -> None:
    rows = [row for row in batch.good if row.writes_contact]
    if not rows or "lead" not in batch.named:
        return
    leads = _find(batch.source, rows)
    new = _new_ids(rows, leads)
    known = [(leads[row.line], False, _facts(batch, row)) for row in rows if row.line in leads]
    born = [(new[row.line], True, _facts(batch, row)) for row in rows if row.line in new]
    with Landing(Lead, known + born) as landing:
        created = landing.create()
        changed = landing.change(by=batch.by, contact="t.contact_id")
    _enter(created, batch.by)
    batch.tally.add("lead", landed=len(known) + len(born), created=len(created), changed=len(changed))
    touched = [row for row in rows if row.line in new or leads.get(row.line) in changed]
    facts = {fact for facts in changed.values() for fact in facts} | {f for row in touched for f in row.names("lead")}
    batch.touch((row.contact_id for row in touched), "lead", facts)


def contacts_of(source: str, ids: Iterable[str]) -> dict[str, int]:
    known = Lead.objects.filter(external_source=source, external_id__among=ids)
    return dict(known.values_list("external_id", "contact"))


def _find(source: str, rows: list[Row]) -> dict[int, int]:
    """The lead each row is about, by line: the one with its id, else the contact's live one."""
    ids = {row.line: external_id(row) for row in rows}
    known = Lead.objects.filter(external_source=source, external_id__among=ids.values())
    by_id = {each["external_id"]: each for each in known.values("external_id", "pk", "contact")}
    live = dict(Lead.objects.live().filter(contact__id__among=_contacts(rows)).values_list("contact", "pk"))
    found: dict[int, int] = {}
    for row in rows:
        same = by_id.get(ids[row.line])
        if same and same["contact"] == row.contact_id:
            found[row.line] = same["pk"]
        elif row.contact_id in live:
            found[row.line] = live[row.contact_id]
    return found


def _new_ids(rows: list[Row], found: dict[int, int]) -> dict[int, int]:
    """Ids for the leads to be born, by line."""
    further = Contact.objects.filter(pk__among=_contacts(rows), phase__in=FURTHER)
    past = set(further.values_list("pk", flat=True))
    born = [row for row in rows if row.line not in found]
    for row in born:
        if row.contact_id in past:
            row.doubt(_("We are already further with this contact. No new lead was made."))
    born = [row for row in born if row.contact_id not in past]
    return dict(zip((row.line for row in born), new_ids(Lead, len(born)), strict=True))


def _contacts(rows: Iterable[Row]) -> list[int]:
    return [row.contact_id for row in rows]


def external_id(row: Row) -> str:
    """Without an id of its own a lead is known by its contact's: the same row never makes a second one."""
    return row.get("lead", "external_id") or identity(row)


def _facts(batch: Batch, row: Row) -> dict[str, Any]:
    ids = {"contact": row.contact_id, "external_source": batch.source, "external_id": external_id(row)}
    return batch.ownership | row.values.get("lead", {}) | ids


def _enter(leads: list[int], by: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(ENTER, [by.pk, leads])
    Contact.objects.filter(leads__id__among=leads, phase=Phase.CONTACT).update(phase=Phase.LEAD)


KIND = Kind("lead", READERS, write, contacts_of, Phase.LEAD)
