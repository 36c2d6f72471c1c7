"""How an admin defines an attribute: choices one a line, and a type that cannot change under existing values."""

from __future__ import annotations

from typing import Any

from django import forms
from django.apps import apps
from django.utils.translation import gettext_lazy as _

from contacts.models import AttributeDefinition
from contacts.models.attributes import AttributeTarget, AttributeType

HOLDERS = {
    AttributeTarget.CONTACT: "contacts.Contact",
    AttributeTarget.COMPANY: "contacts.Company",
    AttributeTarget.LEAD: "leads.Lead",
}


def holds_values(definition: AttributeDefinition) -> bool:
    """Has any record a value for it?"""
    model: Any = apps.get_model(HOLDERS[AttributeTarget(definition.of)])
    return bool(model.objects.filter(attributes__has_key=definition.key).exists())


class ChoicesField(forms.CharField):
    """A list of texts, written one a line."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        lines = (line.strip() for line in super().clean(value).splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class AttributeForm(forms.ModelForm):
    choices = ChoicesField(
        label=_("choices"), required=False, help_text=_("For the type choice: one a line."),
    )  # fmt: skip

    class Meta:
        model = AttributeDefinition
        fields = ("of", "key", "label", "label_de", "type", "choices", "position")

    def clean_type(self) -> str:
        type_: str = self.cleaned_data["type"]
        if self.instance.pk and type_ != self.initial["type"] and holds_values(self.instance):
            raise forms.ValidationError(_("Records have values of the present type. Define another attribute instead."))
        return type_

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("type") == AttributeType.CHOICE and not data.get("choices"):
            self.add_error("choices", _("Name at least one choice."))
        return data
