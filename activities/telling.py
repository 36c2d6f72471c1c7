"""What happened, in words: an activity or a step as one line of the timeline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from activities.models import Activity
from crm.core.cells import PHASES
from lifecycle.edges import guarded_models
from lifecycle.models import Transition

Shown = dict[str, Any]
ICONS = {
    "note": "note", "call": "phone", "mail": "mail", "meeting": "users", "form": "checklist", "webinar": "video",
    "download": "download", "page_visit": "world",
}  # fmt: skip
SCORING = "Scoring"  # the first name of the machine that promotes by score
VERBS = {  # kind and direction; what follows a colon is the subject
    ("note", "internal"): gettext_noop("noted"),
    ("call", "in"): gettext_noop("called us"),
    ("call", "out"): gettext_noop("called"),
    ("mail", "in"): gettext_noop("wrote to us"),
    ("mail", "out"): gettext_noop("wrote"),
    ("meeting", "in"): gettext_noop("came to meet us"),
    ("meeting", "out"): gettext_noop("met them"),
    ("form", "in"): gettext_noop("filled in a form"),
    ("webinar", "in"): gettext_noop("took part in a webinar"),
    ("download", "in"): gettext_noop("downloaded"),
    ("page_visit", "in"): gettext_noop("looked at a page"),
}


def tell(activity: Activity, names: Mapping[int, str]) -> Shown:
    """One activity; `names` of the contacts by id."""
    theirs = activity.direction == "in"
    verb = VERBS.get((activity.kind, activity.direction))
    did = _(verb) if verb else activity.get_kind_display()
    tags = [_("wants to know more")] if activity.wants_more else []
    if activity.voided_at:
        tags.append(_("taken back, counts for nothing"))
    return {
        "id": f"activity-{activity.pk}",
        "at": activity.at,
        "icon": ICONS[activity.kind],
        "look": "in" if theirs else "",
        "who": names.get(activity.contact_id, "") if theirs else str(activity.by),
        "text": f"{did}: {activity.subject}" if activity.subject else did,
        "body": activity.body,
        "tags": tags,
    }


def tell_step(step: Transition) -> Shown:
    """One step of a record, by a person or by itself."""
    told = _kind(step.kind)
    look = f"ph-{step.kind}" if step.kind in PHASES else ""
    because = [str(part) for part in (step.reason, step.note) if part]
    return {
        "id": f"step-{step.pk}",
        "at": step.at,
        "icon": PHASES[step.kind][0] if look and not step.source else told["icons"].get(step.step, "arrow-right"),
        "look": look,
        "text": _sentence(step, told),
        "by": _taken_by(step.by),
        "body": ": ".join(because),
    }


def _sentence(step: Transition, told: Shown) -> str:
    if not step.source and step.kind in PHASES:
        return _("Became {kind}").format(kind=PHASES[step.kind][1])
    return _("{kind}: {state}").format(kind=told["name"], state=told["states"].get(step.target, step.target))


def _taken_by(user: Any) -> str:
    """A person's name; of the machines the scoring is worth a word of its own."""
    if not user.is_machine:
        return str(user)
    return pgettext("a step taken", "by score") if user.first_name == SCORING else pgettext("a step taken", "by itself")


def _kind(kind: str) -> Shown:
    """How a kind of record calls itself, its states, and the icons of its steps."""
    model: Any = next((each for each in guarded_models() if each.kind == kind), None)
    if model is None:
        return {"name": kind, "states": {}, "icons": {}}
    field = model._meta.get_field("state")
    steps = sorted(field.get_all_transitions(model), key=lambda each: each.method.__code__.co_firstlineno)
    icons = {"enter": steps[0].custom["icon"]} | {each.name: each.custom["icon"] for each in steps}
    return {"name": capfirst(model._meta.verbose_name), "states": dict(field.choices), "icons": icons}
