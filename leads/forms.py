"""The facts of a record as form fields: what leads, prospects and opportunities share, and what a lead has."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.forms.models import fields_for_model

from contacts.attributes import attribute_fields
from contacts.forms import FactsForm, owner_field


class RecordFactsForm(FactsForm):
    """`own`: the names of the record's own facts, in the order of the page."""

    own: ClassVar[tuple[str, ...]]

    def known(self) -> dict[str, forms.Field]:
        fields: dict[str, Any] = fields_for_model(type(self.record), fields=self.own)
        for field in fields.values():
            if isinstance(field, forms.DateField):
                field.widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
        return fields | {"owner": owner_field(self.user)}


class LeadFactsForm(RecordFactsForm):
    own = ("interest", "source", "campaign")

    def known(self) -> dict[str, forms.Field]:
        return super().known() | attribute_fields("lead")
