"""Phrases about contacts and companies."""

from __future__ import annotations

from typing import Self

from django.apps import apps
from django.db.models import Func, OuterRef, Q, Subquery, TextField, Value

from team.querysets import OwnedQuerySet


class Folded(Func):
    """The search form of a text: lower case, without accents."""

    function = "crm_fold"
    output_field = TextField()


def words(text: str) -> list[str]:
    return [word for word in text.split() if word][:8]


def matching(path: str, text: str) -> Q:
    """Every word occurs in the search text at `path`, whatever its case and accents."""
    found = Q()
    for word in words(text):
        found &= Q(**{f"{path}__text__contains": Folded(Value(word))})
    return found


def address_of(contact: str) -> Subquery:
    """The primary e-mail address of the contact at that path."""
    emails = apps.get_model("contacts.ContactEmail")._default_manager.filter(contact=OuterRef(contact), primary=True)
    return Subquery(emails.values("address")[:1])


class ContactQuerySet(OwnedQuerySet):
    def search(self, text: str) -> Self:
        return self.filter(matching("search_entry", text))

    def in_phase(self, phase: str) -> Self:
        return self.filter(phase=phase)

    def customers(self) -> Self:
        return self.filter(phase="customer")


class CompanyQuerySet(OwnedQuerySet):
    def search(self, text: str) -> Self:
        return self.filter(matching("search_entry", text))
