"""What a step asks a person for: a reason, a date, a note; the form is built from what the step declares."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.core import clock
from lifecycle.gates import Gate
from lifecycle.models import Reason
from lifecycle.steps import Step

LATER = timedelta(days=30)  # what "until" proposes


class StepForm(forms.Form):
    """`seen` is the number of the last transition that the reader saw."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, step: Step, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if step.reason:
            self.fields["reason"] = _reasons(step.reason)
        for name in step.needs:
            self.fields[name] = _note() if name == "note" else _detail(step.record, name)
        self.fields.setdefault("note", _note(required=False))

    @property
    def given(self) -> dict[str, Any]:
        """What `advance` takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class WaiverForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3, "autofocus": True}),
        help_text=_("Everybody who sees the record reads it."),
    )

    def __init__(self, gate: Gate, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gate = gate


def _reasons(kind: str) -> forms.Field:
    reasons = Reason.objects.filter(kind=kind, active=True)
    return forms.ModelChoiceField(reasons, label=_("Reason"), required=reasons.exists(), empty_label=_("Choose one"))


def _note(*, required: bool = True) -> forms.Field:
    return forms.CharField(label=_("Note"), required=required, widget=forms.Textarea(attrs={"rows": 3}))


def _detail(record: Any, name: str) -> forms.Field:
    """The record's own field; unknown (NULL) is no answer, an empty text is one."""
    field: models.Field[Any, Any] = record._meta.get_field(name)
    asked: Any = field.formfield(required=field.null or not field.blank)  # type: ignore[attr-defined]
    if isinstance(asked, forms.DateField):
        tomorrow = clock.today() + timedelta(days=1)
        asked.widget = forms.DateInput(attrs={"type": "date", "min": tomorrow.isoformat()}, format="%Y-%m-%d")
        asked.initial = clock.today() + LATER
        asked.validators.append(_ahead)
    return asked


def _ahead(day: Any) -> None:
    if day <= clock.today():
        raise forms.ValidationError(_("Choose a day that is still to come."))
