"""What people decide about themselves."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from team.models import Theme, User

LANGUAGES: Any = User._meta.get_field("language").choices
REGIONS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific", "UTC")


def zones() -> list[tuple[str, str]]:
    """The zones people live in, by name."""
    return [(name, name.replace("_", " ")) for name in sorted(available_timezones()) if name.split("/")[0] in REGIONS]


class ProfileForm(forms.ModelForm):
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=zones)

    class Meta:
        model = User
        fields = ("first_name", "last_name", "language", "time_zone", "theme")


class PreferencesForm(forms.Form):
    """One switch of the profile menu: the theme, or the language."""

    theme = forms.ChoiceField(choices=Theme.choices, required=False)
    language = forms.ChoiceField(choices=LANGUAGES, required=False)

    def chosen(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if value}
