"""Days and times as people say them: today, yesterday, Fri 20 Nov; the exact time is always at hand."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from crm.core import clock


def local(moment: datetime) -> datetime:
    """The moment in the reader's time zone."""
    return timezone.localtime(moment)


def day_of(moment: date) -> date:
    return local(moment).date() if isinstance(moment, datetime) else moment


def time(moment: datetime) -> str:
    return date_format(local(moment), pgettext("time of day", "H:i"))


def exact(moment: date) -> str:
    """`24 Nov 2026, 08:51 CET`, or without a time `24 Nov 2026`."""
    if isinstance(moment, datetime):
        return date_format(local(moment), pgettext("exact moment", "j M Y, H:i T"))
    return date_format(moment, pgettext("exact day", "j M Y"))


def day(moment: date, today: date | None = None) -> str:
    """`today`, `tomorrow`, `Fri 20 Nov`, `2 Oct`, `2 Oct 2025`: as much as tells it apart."""
    today, that = today or clock.today(), day_of(moment)
    distance = (that - today).days
    named = {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}
    if distance in named:
        return named[distance]
    if abs(distance) <= 13:
        return date_format(that, pgettext("day this fortnight", "D j M"))
    if that.year == today.year or abs(distance) < 180:
        return date_format(that, pgettext("day this year", "j M"))
    return date_format(that, pgettext("exact day", "j M Y"))


def relative(moment: date, today: date | None = None) -> str:
    """Like `day`, but a moment of today shows its time alone: `08:51`."""
    today = today or clock.today()
    if isinstance(moment, datetime) and day_of(moment) == today:
        return time(moment)
    return day(moment, today)


def heading(that: date) -> str:
    """A day's headline in a timeline: `Today, Tue 24 Nov`, `Friday, 20 Nov`, `Friday, 20 Nov 2025`."""
    today = clock.today()
    if that == today:
        return _("Today, {day}").format(day=date_format(that, pgettext("day this fortnight", "D j M")))
    if that == today - timedelta(days=1):
        return _("Yesterday, {day}").format(day=date_format(that, pgettext("day this fortnight", "D j M")))
    if that.year == today.year:
        return date_format(that, pgettext("day headline", "l, j M"))
    return date_format(that, pgettext("day headline with year", "l, j M Y"))


def in_full(moment: date) -> str:
    """As on paper: `24 November 2026`."""
    return date_format(day_of(moment), pgettext("day on paper", "j F Y"))


def lateness(days: int) -> str:
    return ngettext("{days} day late", "{days} days late", days).format(days=days)
