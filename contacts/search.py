"""Finding anybody from anywhere: people, companies, and papers by their number."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.models import Company, Contact
from contacts.querysets import Folded, words


@dataclass(frozen=True)
class Hit:
    """One thing found: where it opens, what it is called, and what tells it apart."""

    url: str
    title: str
    sub: str = ""
    phase: str = ""
    icon: str = ""


@dataclass(frozen=True)
class Group:
    """Hits of one sort; `all_url` leads to all of them when there are more."""

    label: str | Promise
    hits: list[Hit]
    all_url: str = ""


RANKED = 2000  # matches that are put in order; "gmbh" has more
Finder = Callable[[str, Any], Group]  # text, user
_papers: list[tuple[re.Pattern[str], Finder]] = []


def register(pattern: str, finder: Finder) -> None:
    """For an app's `ready()`: texts that match the pattern are numbers of its papers."""
    _papers.append((re.compile(pattern, re.IGNORECASE), finder))


def find(text: str, *, user: Any, limit: int) -> list[Group]:
    """What matches, at most `limit` of each sort. Two queries, or one for a paper's number."""
    text = text.replace("\0", " ").strip()
    if not words(text):
        return []
    for pattern, finder in _papers:
        if pattern.fullmatch(text) and (found := finder(text, user)).hits:
            return [found]
    groups = [_people(text, user, limit), _companies(text, user, limit)]
    return [group for group in groups if group.hits]


def _people(text: str, user: Any, limit: int) -> Group:
    fields = ("pk", "title", "first_name", "last_name", "job_title", "company__name", "phase", "address")
    rows = _best_first(Contact.objects.visible_to(user).search(text), text, "last_name", "first_name")
    found = list(rows.at_a_glance().values(*fields)[: limit + 1])
    return _group(gettext_lazy("Contacts"), [_person(row) for row in found], limit, "contacts:list", text)


def _companies(text: str, user: Any, limit: int) -> Group:
    rows = _best_first(Company.objects.visible_to(user).search(text), text, "name")
    found = list(rows.values("pk", "name", "domain", "city")[: limit + 1])
    return _group(gettext_lazy("Companies"), [_company(row) for row in found], limit, "companies:list", text)


def _best_first(matching: QuerySet[Any], text: str, *by: str) -> Any:
    """Those whose own name begins with the first word stand on top; of very many, some are as good as any."""
    rows: QuerySet[Any] = matching.model._default_manager.filter(pk__in=matching.order_by().values("pk")[:RANKED])
    begins = Q()
    for field in by:
        begins |= Q(**{f"folded_{field}__startswith": Folded(Value(words(text)[0]))})
    named = {f"folded_{field}": Folded(field) for field in by}
    return rows.alias(**named, rank=Case(When(begins, then=0), default=1)).order_by("rank", *by, "pk")


def _group(label: Promise, hits: list[Hit], limit: int, name: str, text: str) -> Group:
    more = len(hits) > limit
    return Group(label, hits[:limit], reverse(name, query={"view": "all", "q": text}) if more else "")


def _person(row: Mapping[str, Any]) -> Hit:
    name = " ".join(row[part] for part in ("title", "first_name", "last_name") if row[part])
    title = name or row["address"] or _("Contact {number}").format(number=row["pk"])
    sub = " · ".join(part for part in (row["job_title"], row["company__name"], name and row["address"]) if part)
    return Hit(reverse("contacts:detail", args=[row["pk"]]), title, sub, phase=row["phase"])


def _company(row: Mapping[str, Any]) -> Hit:
    sub = " · ".join(part for part in (row["domain"], row["city"]) if part)
    return Hit(reverse("companies:detail", args=[row["pk"]]), row["name"], sub, icon="building")
