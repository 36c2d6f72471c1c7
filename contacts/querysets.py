"""Phrases about contacts and companies."""

from __future__ import annotations

import re
from functools import reduce
from operator import or_
from typing import Self

from django.apps import apps
from django.db.models import Count, Func, OuterRef, Q, Subquery, TextField, Value

from team.querysets import OwnedQuerySet


class Folded(Func):
    """The search form of a text: lower case, without accents."""

    function = "crm_fold"
    output_field = TextField()


MOST_WORDS = 8
UMLAUTS = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"))
NUMBER = re.compile(r"[+(]?\d[\d\s()/.+-]*")


def words(text: str) -> list[str]:
    """What is looked for, each on its own; a telephone number is one word, however it is written."""
    text = text.replace("\0", " ").replace("(0)", "").strip()
    if NUMBER.fullmatch(text):
        digits = re.sub(r"\D", "", text)
        return [digits.lstrip("0") or digits]
    return text.split()[:MOST_WORDS]


def spellings(word: str) -> list[str]:
    """A word as typed, and with its umlauts the other way: Müller and Mueller are both stored, and both typed."""
    word = word.casefold()
    long, short = word, word
    for umlaut, written_out in UMLAUTS:
        long, short = long.replace(umlaut, written_out), short.replace(written_out, umlaut)
    return list(dict.fromkeys((word, long, short)))


def matching(path: str, text: str) -> Q:
    """Every word occurs in the search text at `path`, whatever its case and accents."""
    found = Q()
    for word in words(text):
        found &= reduce(or_, (Q(**{f"{path}__text__contains": Folded(Value(each))}) for each in spellings(word)))
    return found


def address_of(contact: str) -> Subquery:
    """The primary e-mail address of the contact at that path."""
    emails = apps.get_model("contacts.ContactEmail")._default_manager.filter(contact=OuterRef(contact), primary=True)
    return Subquery(emails.values("address")[:1])


class ContactQuerySet(OwnedQuerySet):
    def search(self, text: str) -> Self:
        return self.filter(matching("search_entry", text))

    def named(self, first_name: str, last_name: str) -> Self:
        """Exactly so called, whatever case and accents."""
        folded = {"first": Folded("first_name"), "last": Folded("last_name")}
        exact = {"first": Folded(Value(first_name)), "last": Folded(Value(last_name))}
        return self.search(f"{first_name} {last_name}").alias(**folded).filter(**exact)

    def in_phase(self, phase: str) -> Self:
        return self.filter(phase=phase)

    def customers(self) -> Self:
        return self.filter(phase="customer")

    def at_a_glance(self) -> Self:
        """Annotate `address`, the primary one."""
        return self.annotate(address=address_of("pk"))


class CompanyQuerySet(OwnedQuerySet):
    def search(self, text: str) -> Self:
        return self.filter(matching("search_entry", text))

    def at_a_glance(self) -> Self:
        """Annotate `people`, how many of our contacts belong to it."""
        people = apps.get_model("contacts.Contact")._default_manager.filter(company=OuterRef("pk")).order_by()
        return self.annotate(people=Subquery(people.values("company").annotate(n=Count("pk")).values("n")))
