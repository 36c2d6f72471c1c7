"""How values look: icons, phases, amounts, days, people. The markup itself is in `crm.core.cells`."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils.safestring import SafeString

from crm.core import cells, moments, numbers
from crm.core.money import money as paper_money

register = template.Library()

register.simple_tag(cells.icon, name="icon")
register.filter("initials", cells.initials)
register.filter("number", numbers.number)
register.filter("percent", numbers.percent)
register.filter("signed", numbers.signed)


@register.filter
def money(value: Decimal | None, currency: str = "") -> str:
    """With cents: `{{ quote.total|money:quote.currency }}` → 1.234,56 €."""
    return paper_money(value, currency)


@register.filter
def amount(value: Decimal | None, currency: str = "") -> str:
    """Without cents, for lists and boards: 28.400 €."""
    return numbers.amount(value, currency)


@register.filter
def when(moment: date | None) -> SafeString:
    """Relative, the exact time in the title."""
    return cells.when(moment)


@register.filter
def day(moment: date) -> str:
    return moments.day(moment) if moment else ""


@register.filter
def exact(moment: date) -> str:
    return moments.exact(moment) if moment else ""


@register.filter
def in_full(moment: date) -> str:
    return moments.in_full(moment) if moment else ""


@register.filter
def heading(that: date) -> str:
    return moments.heading(that)


@register.simple_tag
def phase(kind: str, state: str = "") -> SafeString:
    return cells.phase(kind, state)


@register.simple_tag
def avatar(name: str, me: bool = False, size: str = "") -> SafeString:
    return cells.avatar(str(name or ""), me=me, size=size)


@register.simple_tag
def next_step(due: date | None, what: str = "") -> SafeString:
    return cells.next_step(due, what)


@register.simple_tag
def light(kind: str, text: str) -> SafeString:
    return cells.light(kind, text)


@register.simple_tag
def score(points: int | None, threshold: int = 50) -> SafeString:
    return cells.score(points, threshold)


@register.simple_tag
def bar(share: float, look: str = "", tick: float | None = None) -> SafeString:
    return cells.bar(float(share), look, tick)


@register.simple_tag
def spent(days: int | None, usual: int | None = None) -> SafeString:
    return cells.days(days, usual)


@register.filter
def clock(moment: datetime) -> str:
    """The time of day alone: 16:04."""
    return moments.time(moment) if moment else ""
