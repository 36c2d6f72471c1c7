"""The rules of a draft scorecard, edited one a line and held to the same rules as a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from activities.models import ActivityKind
from contacts.models import AttributeDefinition
from leads.models import EngagementRule, FitRule
from leads.scoring import card_file, facts

OF = {"contact": _("contact"), "company": _("company"), "lead": _("lead")}


def known_facts() -> list[tuple[Any, list[tuple[str, str]]]]:
    """Everything a fit rule can look at, in words, grouped by whom it is about."""
    own = [(each.of, f"{each.of}.attributes.{each.key}", str(each)) for each in AttributeDefinition.objects.all()]
    return [
        (
            words,
            [(f"{of}.{column}", facts.find(f"{of}.{column}").label) for column in facts.COLUMNS[of][2]]
            + [(name, label) for owner, name, label in own if owner == of],
        )
        for of, words in OF.items()
    ]


class Json(forms.JSONField):
    """As short as a line, and empty when there is nothing."""

    widget = forms.Textarea(attrs={"rows": 2, "cols": 26})

    def prepare_value(self, value: Any) -> Any:
        return "" if value is None else super().prepare_value(value)


class RuleForm(forms.ModelForm):
    """`read` is what the file's reader does with a rule of these `keys`; its complaint is shown beside the line."""

    read: Callable[[dict[str, Any], str], dict[str, Any]]
    keys: tuple[str, ...]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        said = {name: data[name] for name in self.keys if data.get(name) not in (None, "", {}, [])}
        if not self.errors:
            try:
                data |= type(self).read(said, "")
            except card_file.Unreadable as error:
                raise forms.ValidationError(str(error)) from error
        return data


class FitRuleForm(RuleForm):
    read = staticmethod(card_file.fit_rule)
    keys = ("field", "label", "bands", "points", "given")
    field = forms.ChoiceField(label=_("fact"))

    class Meta:
        model = FitRule
        fields = ("position", "field", "label", "bands", "points", "given")
        field_classes = {"bands": Json, "points": Json}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: list[tuple[Any, Any]] = [("", "–"), *known_facts()]
        if self.instance.field:  # perhaps of an attribute that nobody has defined yet
            choices.append((self.instance.field, self.instance.field))
        self.fields["field"].choices = choices  # type: ignore[attr-defined]


class EngagementRuleForm(RuleForm):
    read = staticmethod(card_file.engagement_rule)
    keys = ("activity", "label", "where", "points", "per_day")
    activity = forms.ChoiceField(label=_("activity"), choices=ActivityKind.choices)

    class Meta:
        model = EngagementRule
        fields = ("position", "activity", "label", "where", "points", "per_day")
        field_classes = {"where": Json}
