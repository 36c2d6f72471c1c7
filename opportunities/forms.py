"""The facts of an opportunity, and the terms of a quote."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from crm.core import clock
from leads.forms import RecordFactsForm
from opportunities.models import Quote


class OpportunityFactsForm(RecordFactsForm):
    own = ("title", "expected_value", "expected_close", "needed_by", "why_now")


class TermsForm(forms.ModelForm):
    """`version` is the one that the reader saw."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Quote
        fields = ("valid_until", "prepayment", "note")
        widgets = {
            "valid_until": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            "note": forms.Textarea({"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["valid_until"].required = True
        self.initial["version"] = self.instance.version

    def clean_valid_until(self) -> Any:
        day = self.cleaned_data["valid_until"]
        if day < clock.today():
            raise forms.ValidationError(_("This day is over."))
        return day

    @property
    def terms(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}
