"""Where one can go: the side navigation, the phone's tab bar, the "New" menu. Links that lead nowhere are left out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Count = Callable[[Any], int]  # takes the user


@dataclass(frozen=True)
class Link:
    """A destination by URL name; `url` is filled in when it exists."""

    name: str
    label: str | Promise
    icon: str
    key: str = ""
    url: str = ""

    @property
    def slot(self) -> str:
        """The id under which its count arrives."""
        return f"count-{self.name.replace(':', '-')}"


SECTIONS: tuple[tuple[Link, ...], ...] = (
    (Link("today", _("Today"), "home"),),
    (
        Link("leads:list", _("Leads"), "seedling"),
        Link("prospects:list", _("Prospects"), "target-arrow"),
        Link("opportunities:list", _("Opportunities"), "diamond"),
        Link("customers:list", _("Customers"), "rosette-discount-check"),
    ),
    (
        Link("contacts:list", _("Contacts"), "users"),
        Link("companies:list", _("Companies"), "building"),
        Link("tasks:list", _("Tasks"), "list-check"),
        Link("quotes:list", _("Quotes"), "file-text"),
        Link("credit:queue", _("Credit queue"), "shield-check"),
        Link("reports:home", _("Reports"), "chart-bar"),
        Link("imports:list", _("Imports"), "file-import"),
    ),
)
BELL = Link("notifications", _("Notifications"), "bell")
TABS = ("today", "leads:list", "prospects:list", "opportunities:list")
SHORT = {"opportunities:list": _("Deals")}
NEW = (
    Link("leads:create", _("Lead"), "seedling"),
    Link("contacts:create", _("Contact"), "users"),
    Link("companies:create", _("Company"), "building"),
    Link("tasks:new", _("Task"), "list-check", key="t"),
)

_counts: dict[str, tuple[Count, bool]] = {}


def count(name: str, ask: Count, *, waits: bool = False) -> None:
    """Register the figure beside a link, from an app's `ready()`; `waits` marks what waits on the reader."""
    _counts[name] = (ask, waits)


def counts_for(user: Any) -> list[dict[str, Any]]:
    """Every registered figure: its slot, its value, whether it waits on the reader."""
    known = {link.name: link for section in SECTIONS for link in section} | {BELL.name: BELL}
    return [
        {"slot": known[name].slot, "value": ask(user), "waits": waits}
        for name, (ask, waits) in _counts.items()
        if name in known
    ]


def existing(links: tuple[Link, ...]) -> Iterator[Link]:
    """The links whose pages exist, with their addresses."""
    for link in links:
        try:
            yield replace(link, url=reverse(link.name))
        except NoReverseMatch:
            continue


def sections() -> list[list[Link]]:
    return [found for found in (list(existing(section)) for section in SECTIONS) if found]


def tabs() -> list[Link]:
    by_name = {link.name: link for section in SECTIONS for link in section}
    return [replace(link, label=SHORT.get(link.name, link.label)) for link in existing(tuple(by_name[n] for n in TABS))]


def current(links: list[Link], path: str) -> str:
    """The name of the link one is at or below; the longest address wins."""
    at = [link for link in links if path == link.url or (link.url != "/" and path.startswith(link.url))]
    return max(at, key=lambda link: len(link.url)).name if at else ""
