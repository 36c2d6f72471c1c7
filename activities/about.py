"""The contact or record that a task or an activity is about, found by its kind without knowing any phase."""

from __future__ import annotations

from typing import Any

from contacts.models import Contact
from crm.core.numbers import whole
from crm.core.templatetags.shell import url_or_none
from lifecycle.edges import guarded_models


def record_of(row: Any) -> Any:
    """The lead, prospect, opportunity … that a task or activity names, or None."""
    model = _models().get(row.about_kind)
    return model._base_manager.filter(pk=row.about_id).first() if model else None


def subject_for(user: Any, name: str) -> Any:
    """What `lead:12` or `contact:7` in an address names, if the user may see it; else None."""
    kind, _colon, pk = name.partition(":")
    model = (_models() | {Contact.kind: Contact}).get(kind)
    if model is None or not hasattr(model._default_manager, "visible_to"):
        return None
    return model._default_manager.visible_to(user).filter(pk=whole(pk)).first()


def name_of(subject: Any) -> str:
    """The name that `subject_for` finds it by."""
    return f"{subject.kind}:{subject.pk}"


def address(kind: str, pk: int | None, page: str = "detail") -> str:
    """A page of the contact or record of that kind; nothing where there is none."""
    model = (_models() | {Contact.kind: Contact}).get(kind)
    return url_or_none(f"{model._meta.app_label}:{page}", pk) if model is not None and pk else ""


def needs_next_step(record: Any) -> bool:
    """Live, and not set aside until a date on which it wakes by itself."""
    return bool(getattr(record, "is_live", False)) and getattr(record, "until", None) is None


def _models() -> dict[str, Any]:
    return {model.kind: model for model in guarded_models()}
