"""Admin-defined facts: how a value is checked, stored, asked for and shown.

Stored as JSON under the definition's key; unknown means that the key is absent. text, choice: string · integer: number
(64 bit) · yes_no: true or false · date: "2026-11-24" · decimal: a string in plain notation ("12.5"), because a JSON
number would come back as a float; in SQL `(attributes->>'key')::numeric` reads integers and decimals alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.models.attributes import AttributeDefinition, AttributeType
from crm.core import moments

Stored = str | int | bool
INT64 = range(-(2**63), 2**63)
TEXT_LENGTH = 1000
DIGITS = 30  # of a decimal, before and after the point together
TRUE, FALSE = {"true", "yes", "1"}, {"false", "no", "0"}


def definitions(of: str) -> dict[str, AttributeDefinition]:
    """All attributes of "contact", "company" or "lead" by key, in their order: one query, so ask once a page."""
    return {each.key: each for each in AttributeDefinition.objects.filter(of=of)}


def clean(definition: AttributeDefinition, value: Any) -> Stored | None:
    """The value as it is stored, None when blank; raises ValidationError with a sentence."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    return CLEANERS[AttributeType(definition.type)](definition, value)


def shown(definition: AttributeDefinition, value: Stored | None) -> str:
    """The value as people of the active language read it; empty when unknown."""
    if value is None:
        return ""
    match definition.type:
        case AttributeType.YES_NO:
            return _("yes") if value else _("no")
        case AttributeType.DATE:
            return moments.exact(date.fromisoformat(str(value)))
        case AttributeType.INTEGER | AttributeType.DECIMAL:
            return formats.number_format(Decimal(str(value)), use_l10n=True, force_grouping=True)
    return str(value)


def shown_all(of: str, values: dict[str, Stored]) -> list[tuple[AttributeDefinition, str]]:
    """Every attribute with its shown value, the unknown ones empty."""
    return [(each, shown(each, values.get(key))) for key, each in definitions(of).items()]


def attribute_fields(of: str) -> dict[str, forms.Field]:
    """Form fields by name, `attributes.<key>`: the names that `change_facts` takes."""
    return {f"attributes.{key}": form_field(each) for key, each in definitions(of).items()}


def form_field(definition: AttributeDefinition) -> forms.Field:
    label, more = str(definition), dict[str, Any](required=False)
    match definition.type:
        case AttributeType.INTEGER:
            return forms.IntegerField(label=label, min_value=INT64.start, max_value=INT64.stop - 1, **more)
        case AttributeType.DECIMAL:
            return forms.DecimalField(label=label, max_digits=DIGITS, **more)
        case AttributeType.DATE:
            return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), **more)
        case AttributeType.YES_NO:
            return forms.TypedChoiceField(label=label, choices=UNKNOWN_YES_NO, coerce=str, **more)
        case AttributeType.CHOICE:
            return forms.ChoiceField(label=label, choices=_with_unknown(definition.choices), **more)
    return forms.CharField(label=label, max_length=TEXT_LENGTH, **more)


UNKNOWN_YES_NO = [("", "–"), ("true", gettext_lazy("yes")), ("false", gettext_lazy("no"))]


def _with_unknown(choices: Iterable[str]) -> list[tuple[str, str]]:
    return [("", "–"), *((choice, choice) for choice in choices)]


def _text(_definition: AttributeDefinition, value: Any) -> str:
    text = str(value).strip()
    if len(text) > TEXT_LENGTH or "\0" in text:
        raise ValidationError(_("Use at most {number} characters.").format(number=TEXT_LENGTH))
    return text


def _integer(_definition: AttributeDefinition, value: Any) -> int:
    exact = _number(value)
    if exact != exact.to_integral_value() or int(exact) not in INT64:
        raise ValidationError(_("“{value}” is not a whole number.").format(value=value))
    return int(exact)


def _decimal(_definition: AttributeDefinition, value: Any) -> str:
    exact = _number(value).normalize()
    return f"{exact:f}" if exact else "0"


def _number(value: Any) -> Decimal:
    try:
        exact = Decimal(str(value).strip())
    except InvalidOperation:
        exact = Decimal("NaN")
    if not exact.is_finite() or abs(exact.adjusted()) > DIGITS or len(exact.as_tuple().digits) > DIGITS:
        raise ValidationError(_("“{value}” is not a number.").format(value=value))
    return exact


def _date(_definition: AttributeDefinition, value: Any) -> str:
    try:
        return (value if isinstance(value, date) else date.fromisoformat(str(value).strip())).isoformat()[:10]
    except ValueError:
        raise ValidationError(_("“{value}” is not a date.").format(value=value)) from None


def _yes_no(_definition: AttributeDefinition, value: Any) -> bool:
    word = str(value).strip().casefold()
    if word not in TRUE | FALSE:
        raise ValidationError(_("“{value}” is neither yes nor no.").format(value=value))
    return word in TRUE


def _choice(definition: AttributeDefinition, value: Any) -> str:
    if str(value) not in definition.choices:
        raise ValidationError(_("“{value}” is not one of the choices.").format(value=value))
    return str(value)


CLEANERS: dict[AttributeType, Callable[[AttributeDefinition, Any], Stored]] = {
    AttributeType.TEXT: _text,
    AttributeType.INTEGER: _integer,
    AttributeType.DECIMAL: _decimal,
    AttributeType.DATE: _date,
    AttributeType.YES_NO: _yes_no,
    AttributeType.CHOICE: _choice,
}
