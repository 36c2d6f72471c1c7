"""The lines of a policy, asked for in the words of the journey instead of its codes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from crm.core.admin import SpokenLines
from lifecycle import vocabulary
from lifecycle.models import GateRule, StateRule, StepRule


def roles() -> list[tuple[str, Any]]:
    field: Any = get_user_model()._meta.get_field("roles")
    return list(field.base_field.flatchoices)


class GateRuleForm(forms.ModelForm):
    gate = forms.ChoiceField(label=_("gate"), choices=vocabulary.gates)
    waived_by = forms.ChoiceField(
        label=_("may be waived by"), required=False, choices=lambda: [("", _("as shipped")), *roles()]
    )

    class Meta:
        model = GateRule
        fields = ("gate", "required", "waived_by")


class PlacedRuleForm(forms.ModelForm):
    """A rule about one step or state: `place` asks for kind and name at once."""

    named: str

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["place"] = f"{self.instance.kind}:{getattr(self.instance, self.named)}"

    def clean_place(self) -> str:
        kind, _colon, name = self.cleaned_data["place"].partition(":")
        self.instance.kind = kind
        setattr(self.instance, self.named, name)
        return self.cleaned_data["place"]


class OncePerPlace(SpokenLines):
    """Two lines about the same step or state would contradict each other."""

    def clean(self) -> None:
        super().clean()
        kept = [each for each in self.forms if each not in self.deleted_forms]
        places = [each.cleaned_data["place"] for each in kept if each.cleaned_data.get("place")]
        if len(places) != len(set(places)):
            raise forms.ValidationError(_("Name each step or state once."))


class StepRuleForm(PlacedRuleForm):
    named = "step"
    place = forms.ChoiceField(label=_("step"), choices=vocabulary.steps)

    class Meta:
        model = StepRule
        fields = ("place", "by_itself")


class StateRuleForm(PlacedRuleForm):
    named = "state"
    place = forms.ChoiceField(label=_("state"), choices=vocabulary.states)

    class Meta:
        model = StateRule
        fields = ("place", "days_allowed")
