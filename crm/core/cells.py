"""The markup of the small parts that stand in every row: one source for lists, boards and template tags.

They are plain Python because a list of fifty rows holds five hundred of them, and a template include costs
fifteen times as much. Everything from outside is escaped by `format_html`.
"""

from datetime import date, datetime
from decimal import Decimal
from functools import cache

from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.core import clock, moments

PHASES: dict[str, tuple[str, str | Promise]] = {  # in the order of the journey: icon, word
    "lead": ("seedling", gettext_lazy("Lead")),
    "prospect": ("target-arrow", gettext_lazy("Prospect")),
    "opportunity": ("diamond", gettext_lazy("Opportunity")),
    "customer": ("rosette-discount-check", gettext_lazy("Customer")),
}


@cache
def icon(name: str, size: str = "") -> SafeString:
    """An icon of `static/icons.txt`; always beside a word, or inside something with an `aria-label`."""
    look = f"i i-{size}" if size else "i"
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>', look, _sprite(), name)


@cache
def _sprite() -> str:
    return static("vendor/icons.svg")


def phase(kind: str, state: str | Promise = "") -> SafeString:
    """A phase as colour, icon and word, with the state inside it; a contact without phase shows a dash."""
    if kind not in PHASES:
        return mark_safe('<span class="dim">–</span>')
    sign, word = PHASES[kind]
    inner = format_html(' <span class="st">{}</span>', state) if state else ""
    return format_html('<span class="ui-phase ph-{}">{}{}{}</span>', kind, icon(sign), word, inner)


def state(kind: str, name: str | Promise) -> SafeString:
    """The state in its phase's colour and icon, where every row has the same phase; the word is kept for the ear."""
    sign, word = PHASES[kind]
    inner = format_html('<span class="visually-hidden">{} </span>{}', word, name)
    return format_html('<span class="ui-phase ph-{}" title="{}">{}{}</span>', kind, word, icon(sign), inner)


def initials(name: str) -> str:
    """Two letters for a person: Dr. Hanna Feldkamp → HF."""
    words = [word for word in name.split() if word[0].isalpha() and not word.endswith(".")] or name.split()
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper() if words else "?"


def avatar(name: str, *, me: bool = False, size: str = "") -> SafeString:
    """A person as initials, the name on hover and for screen readers; mine in the accent."""
    if not name:
        return format_html('<span class="ui-av none" role="img" aria-label="{0}" title="{0}"></span>', _("Nobody"))
    label = _("{name} (you)").format(name=name) if me else name
    look = " ".join(filter(None, ("ui-av", "me" if me else "", size)))
    text = '<span class="{0}" role="img" aria-label="{1}" title="{1}">{2}</span>'
    return format_html(text, look, label, initials(name))


def light(kind: str, text: str | Promise) -> SafeString:
    """The next-step light: '' planned, `today`, `over`, `none`; a shape and a sentence beside the colour."""
    look = f"ui-light {kind}" if kind else "ui-light"
    return format_html('<span class="{0}"><span class="cut" title="{1}">{1}</span></span>', look, text)


def next_step(due: date | None, what: str = "", today: date | None = None) -> SafeString:
    """The light of a task that is due then: late, today, planned; none at all when `due` is None."""
    if due is None:
        return light("none", what or _("No next step"))
    today = today or clock.today()
    late = (today - moments.day_of(due)).days
    if late > 0:
        words = moments.lateness(late)
        return light("over", f"{words}: {what}" if what else words)
    said = moments.day(due, today)
    said = said[:1].upper() + said[1:]
    if late == 0 and isinstance(due, datetime):
        said = f"{said}, {moments.time(due)}"
    return light("today" if late == 0 else "", f"{said}: {what}" if what else said)


def bar(share: float, look: str = "", tick: float | None = None) -> SafeString:
    """A thin bar, share and tick in percent; looks: '' neutral, `on`, `plan`, `deep`."""
    mark = "" if tick is None else format_html('<rect class="k" x="{}%" width="1.5" height="100%"/>', _hold(tick))
    text = (
        '<svg class="ui-bar" aria-hidden="true"><rect class="t" width="100%" height="100%"/>'
        '<rect class="f {}" width="{}%" height="100%"/>{}</svg>'
    )
    return format_html(text, look, _hold(share), mark)


def _hold(share: float | Decimal) -> int:
    return max(0, min(100, round(share)))


def score(points: int | None, threshold: int = 50) -> SafeString:
    """Points with their bar; the tick in the middle is the threshold."""
    if points is None:
        return mark_safe('<span class="dim">–</span>')
    share = 50 * points / threshold if threshold else 100
    near = points * 4 >= threshold * 3
    text = '<span class="ui-score{}"><b>{}</b>{}</span>'
    return format_html(text, "" if near else " low", points, bar(share, "on" if near else "", 50))


def days(spent: int | None, usual: int | None = None) -> SafeString:
    """`5 / 7`: days in this state against the usual; beyond it the figure turns strong, not red."""
    if spent is None:
        return mark_safe('<span class="dim">–</span>')
    look = "strong" if usual is not None and spent > usual else "soft"
    if usual is None:
        return format_html('<span class="{}">{}</span>', look, spent)
    return format_html('<span class="{}">{}</span> <span class="dim">/ {}</span>', look, spent, usual)


def when(moment: date | None, today: date | None = None) -> SafeString:
    """A relative day or time; the exact one on hover and for machines."""
    if moment is None:
        return mark_safe('<span class="dim">–</span>')
    text = '<time datetime="{}" title="{}">{}</time>'
    return format_html(text, moment.isoformat(), moments.exact(moment), moments.relative(moment, today))
