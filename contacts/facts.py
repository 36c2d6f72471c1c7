"""Facts change here: locked, compared, checked, remembered, announced.

`change_facts(contact, {"country": "DE", "attributes.web_seconds": 300}, by=user)` serves contacts, companies, leads,
prospects and opportunities. What moves through the door (state, phase, version) is no fact and cannot be named.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models, transaction
from django.dispatch import Signal
from django.utils.translation import gettext as _

from contacts import attributes
from contacts.models import FieldChange
from lifecycle.locking import lock_row

# contact_ids: list of int; fields: set of names as scorecards write them, "contact.country"; imported: from a file
contact_changed = Signal()

ATTRIBUTE = "attributes."
Json = str | int | bool | None


class Conflict(Exception):
    """Somebody saved another version meanwhile; `fields` holds {name: (theirs, yours)} and nothing was changed."""

    def __init__(self, record: Any, fields: dict[str, tuple[Json, Json]]) -> None:
        self.record, self.fields = record, fields
        super().__init__(_("Somebody else changed this meanwhile. Nothing was changed."))


@transaction.atomic
def change_facts(record: Any, changes: Mapping[str, Any], *, by: Any, expected_version: int | None = None) -> Any:
    """The fresh record with the changes saved; unchanged values leave no trace.

    Raises ValidationError keyed by fact, and Conflict when the version is not the expected one and values differ.
    """
    fresh = _locked(record)
    before = {name: _read(fresh, name) for name in changes}
    _write(fresh, changes)
    changed = {name: (before[name], now) for name in changes if (now := _read(fresh, name)) != before[name]}
    if not changed:
        return fresh
    if expected_version not in (None, fresh.version):
        raise Conflict(record, {name: (as_json(old), as_json(new)) for name, (old, new) in changed.items()})
    fresh.version += 1
    fresh.save(update_fields=["version", *{name.partition(".")[0] for name in changed}])
    remember(fresh, changed, by=by)
    announce(fresh, changed)
    return fresh


def remember(record: Any, changed: Mapping[str, tuple[Any, Any]], *, by: Any) -> None:
    """Write the history of facts that went from an old to a new value."""
    contact = record.pk if record.kind == "contact" else getattr(record, "contact_id", None)
    of = {"kind": record.kind, "record_id": record.pk, "contact_id": contact, "by": by}
    FieldChange.objects.bulk_create(
        FieldChange(field=name, old=as_json(old), new=as_json(new), **of) for name, (old, new) in changed.items()
    )


def announce(record: Any, names: Mapping[str, Any]) -> None:
    """Tell the apps above which contacts look different now."""
    if ids := _contacts_of(record):
        fields = {f"{record.kind}.{name}" for name in names}
        contact_changed.send(type(record), contact_ids=ids, fields=fields)


def as_json(value: Any) -> Json:
    """A fact as the history keeps it: exact, and readable by other programs."""
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def _locked(record: Any) -> Any:
    """A fresh copy, locked in the order of the door: company, contact, record."""
    for model, pk in record.subject_rows() if hasattr(record, "subject_rows") else ():
        lock_row(model, pk)
    return type(record)._base_manager.select_for_update(of=("self",)).get(pk=record.pk)


def _field(record: Any, name: str) -> models.Field[Any, Any]:
    field = record._meta.get_field(name)
    if not (field.concrete and field.editable) or field.primary_key or name == "attributes":
        raise FieldDoesNotExist(f"{record.kind}.{name} is no fact that can be changed")
    return field  # type: ignore[no-any-return]


def _read(record: Any, name: str) -> Any:
    if name.startswith(ATTRIBUTE):
        return record.attributes.get(name.removeprefix(ATTRIBUTE))
    field = _field(record, name)
    return field.get_prep_value(getattr(record, field.attname))


def _write(record: Any, changes: Mapping[str, Any]) -> None:
    """Put the values into the record, cleaned; raises ValidationError for all bad ones together."""
    own = {name: value for name, value in changes.items() if not name.startswith(ATTRIBUTE)}
    errors = _write_attributes(record, {name: changes[name] for name in changes if name not in own})
    for name, value in own.items():
        field = _field(record, name)
        as_key = field.is_relation and not isinstance(value, models.Model)
        setattr(record, field.attname if as_key else name, value)
    others = {each.name for each in record._meta.fields} - own.keys()
    try:
        record.clean_fields(exclude=others)
        record.validate_constraints(exclude=others)
    except ValidationError as error:
        errors = error.update_error_dict(errors)
    if errors:
        raise ValidationError(errors)


def _write_attributes(record: Any, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Put attribute values into the record; returns the errors by fact."""
    errors: dict[str, Any] = {}
    known = attributes.definitions(record.kind) if changes else {}
    for name, value in changes.items():
        key = name.removeprefix(ATTRIBUTE)
        try:
            stored = attributes.clean(known[key], value)
        except KeyError:
            errors[name] = [_("There is no attribute “{key}”.").format(key=key)]
        except ValidationError as error:
            errors[name] = error.error_list
        else:
            record.attributes = {k: v for k, v in (record.attributes | {key: stored}).items() if v is not None}
    return errors


def _contacts_of(record: Any) -> list[int]:
    if record.kind == "contact":
        return [record.pk]
    if record.kind == "company":
        return list(record.contacts.order_by("pk").values_list("pk", flat=True))
    return [record.contact_id]
