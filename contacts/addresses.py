"""A contact's e-mail addresses: added, removed, and one of them the primary; each with its trace in the history."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from contacts import creating
from contacts.facts import announce, remember
from contacts.models import Contact, ContactEmail
from contacts.permissions import may_change
from lifecycle.locking import lock_row

EMAIL = "email"  # the fact's name in the history


@transaction.atomic
def add(contact: Contact, address: str, *, by: Any) -> ContactEmail:
    """The first one is the primary. Raises creating.AlreadyKnown when it is somebody's."""
    _own(contact, by)
    added = creating.add_email(contact, address, primary=not contact.emails.filter(primary=True).exists())
    _trace(contact, None, added.address, by)
    return added


@transaction.atomic
def remove(email: ContactEmail, *, by: Any) -> None:
    """If it was the primary one, the oldest of the others takes its place."""
    _own(email.contact, by)
    email.delete()
    heir = email.contact.emails.order_by("pk").first() if email.primary else None
    if heir:
        _make_primary(heir)
    _trace(email.contact, email.address, None, by)


@transaction.atomic
def make_primary(email: ContactEmail, *, by: Any) -> None:
    _own(email.contact, by)
    before = email.contact.emails.filter(primary=True).first()
    email.contact.emails.filter(primary=True).update(primary=False)
    _make_primary(email)
    _trace(email.contact, before.address if before else None, email.address, by)


CHANGES: dict[str, Callable[..., None]] = {"primary": make_primary, "remove": remove}


def _make_primary(email: ContactEmail) -> None:
    ContactEmail.objects.filter(pk=email.pk).update(primary=True)


def _own(contact: Contact, by: Any) -> None:
    if not may_change(by, contact):
        raise PermissionDenied
    lock_row("contacts.Contact", contact.pk)


def _trace(contact: Contact, old: str | None, new: str | None, by: Any) -> None:
    changed = {EMAIL: (old, new)}
    remember(contact, changed, by=by)
    announce(contact, changed)
