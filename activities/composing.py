"""Logging from a record's page: what was said, and in the same breath what comes next."""

from __future__ import annotations

from hashlib import sha256
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from activities.models import Activity, ActivityKind, Direction, Task, TaskKind
from activities.next_steps import plan
from activities.recording import record_activity
from activities.working_days import working_days_after
from crm.core import clock
from crm.core.forms import DayField
from team.permissions import may_write

SOURCE = "composer"
LINE = 200  # the first line is the subject, as long as that may be
KINDS = (
    (ActivityKind.NOTE, "note", "n"),
    (ActivityKind.CALL, "phone", "c"),
    (ActivityKind.MAIL, "mail", "m"),
    (ActivityKind.MEETING, "users", ""),
)
THEN = [
    ("", gettext_lazy("nothing new")),
    (TaskKind.CALL, pgettext_lazy("next step", "Call again")),
    (TaskKind.MAIL, pgettext_lazy("next step", "Write a mail")),
    (TaskKind.MEETING, pgettext_lazy("next step", "Meet")),
    (TaskKind.TODO, pgettext_lazy("next step", "Follow up")),
]


class LogForm(forms.Form):
    """`key` makes the second of two clicks the same activity; see `key_of`."""

    kind = forms.ChoiceField(choices=[(kind, kind.label) for kind, _icon, _key in KINDS])
    body = forms.CharField(label=gettext_lazy("What was said"), max_length=20_000, strip=True)
    direction = forms.ChoiceField(
        label=gettext_lazy("Who"),
        choices=[
            (Direction.OUTGOING, gettext_lazy("We contacted them")),
            (Direction.INCOMING, gettext_lazy("They came to us")),
        ],
        initial=Direction.OUTGOING,
    )
    wants_more = forms.BooleanField(label=gettext_lazy("They want to know more"), required=False)
    then_kind = forms.ChoiceField(label=gettext_lazy("Next step"), choices=THEN, required=False)
    then_due = DayField(label=gettext_lazy("When"), required=False)
    key = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, look in (("direction", "form-select"), ("then_kind", "form-select"), ("then_due", "form-control")):
            self.fields[name].widget.attrs["class"] = look
        self.fields["wants_more"].widget.attrs["class"] = "form-check-input"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("then_kind") and not data.get("then_due"):
            self.add_error("then_due", _("Say when."))
        return data


def proposal(query: Any, task: Task | None, *, ends: bool = False) -> dict[str, Any]:
    """What the form begins with: as the address asks; where nothing is planned, a call in two working days.

    `ends`: the record is over, nothing has to follow.
    """
    planned = task is not None or ends
    known = {kind.value for kind, _icon, _key in KINDS}
    kind = query.get("kind", "")
    return {
        "kind": kind if kind in known else ActivityKind.NOTE.value,
        "direction": Direction.INCOMING if query.get("direction") == Direction.INCOMING else Direction.OUTGOING,
        "wants_more": bool(query.get("wants_more")),
        "then_kind": "" if planned else TaskKind.CALL,
        "then_due": None if planned else working_days_after(clock.today(), 2),
        "key": uuid4().hex,
    }


@transaction.atomic
def log(record: Any, given: dict[str, Any], *, by: Any) -> Activity:
    """Store what happened, and plan what comes next first: if this moves the record, the plan goes with it."""
    if not may_write(by, record):
        raise PermissionDenied
    contact, key = record if record.kind == "contact" else record.contact, key_of(given)
    if known := Activity.objects.filter(source=SOURCE, external_id=key).first():
        return known  # type: ignore[no-any-return]
    if kind := given.get("then_kind"):
        label = str(dict(THEN)[kind])
        subject = _("{what}: {who}").format(what=label, who=contact)
        plan(record, subject=subject, due=given["then_due"], by=by, kind=kind, key=f"log:{key}")
    first, _newline, rest = given["body"].partition("\n")
    subject, body = (first, rest.strip()) if len(first) <= LINE else ("", given["body"])
    return record_activity(
        contact, given["kind"], by=by, direction=given["direction"], about=None if record is contact else record,
        subject=subject, body=body, wants_more=given["wants_more"], source=SOURCE, external_id=key,
    )  # fmt: skip


def key_of(given: dict[str, Any]) -> str:
    """The form's key and the words: whoever goes back and writes something else has logged something else."""
    return sha256("\0".join((given["key"], given["kind"], given["body"])).encode()).hexdigest()


def composer(record: Any, form: LogForm, url: str) -> dict[str, Any]:
    """Data for the composer component."""
    contact = record if record.kind == "contact" else record.contact
    reached = ", ".join(str(part) for part in (contact, contact.number or contact.email) if part)
    return {
        "url": url,
        "form": form,
        "kinds": [{"value": kind.value, "label": kind.label, "icon": icon, "key": key} for kind, icon, key in KINDS],
        "kind": form["kind"].value(),
        "placeholder": _("What was said? {who}").format(who=reached),
        "fields": [form["direction"], form["wants_more"]],
        "then": [form["then_kind"], form["then_due"]],
    }
