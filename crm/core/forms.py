"""Form fields as people fill them in: days from a calendar, amounts as the reader's language writes them."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import formats, numberformat
from django.utils.translation import gettext_lazy as _
from django_filters.widgets import DateRangeWidget

from crm.core import money


class DayInput(forms.DateInput):
    """The browser's own calendar; it speaks ISO, whatever the language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """A day and a time, in the reader's zone."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class DayRangeInput(DateRangeWidget):
    """Two calendars, from and to; both named for those who do not see their places."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"type": "date"} | (attrs or {}))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        for part, label in zip(context["widget"]["subwidgets"], (_("From"), _("To")), strict=True):
            part["attrs"]["aria-label"] = label
        return context


class DayField(forms.DateField):
    """A day in people's lifetimes: with a time of day it is a moment in every zone."""

    widget = DayInput
    default_validators = [MinValueValidator(date(1900, 1, 1)), MaxValueValidator(date(2199, 12, 31))]


class MomentField(forms.DateTimeField):
    widget = MomentInput
    input_formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]


class AmountInput(forms.TextInput):
    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "class": "num"} | (attrs or {}))


class AmountField(forms.DecimalField):
    """An amount of money: 1.234,56 or 1,234.56 as the language writes it, our currency's sign or not; never guessed."""

    widget = AmountInput
    default_error_messages = {"invalid": _("Enter an amount, for example {example}.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_digits": 14, "decimal_places": 2, "min_value": 0} | options)

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values or isinstance(value, Decimal | int):
            return super().to_python(value)
        grouping, point = formats.get_format("THOUSAND_SEPARATOR"), formats.get_format("DECIMAL_SEPARATOR")
        bare = _without_sign(re.sub(r"\s", "", str(value)))
        if not re.fullmatch(_pattern(grouping, point), bare):
            raise ValidationError(self.error_messages["invalid"].format(example=self._example()), code="invalid")
        try:
            return Decimal(bare.replace(grouping, "").replace(point, "."))
        except InvalidOperation as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Decimal | int | float):
            return value
        return formats.number_format(value, decimal_pos=2, use_l10n=True, force_grouping=True)

    def _example(self) -> str:
        return numberformat.format(Decimal("1234.56"), formats.get_format("DECIMAL_SEPARATOR"), 2)


def _without_sign(text: str) -> str:
    """Our own currency before or after the number goes without saying; any other is not taken for it."""
    code = money.reporting_currency()
    signs = "|".join(re.escape(sign) for sign in {code, money.SYMBOLS.get(code, code)})
    return re.sub(f"^(?:{signs})|(?:{signs})$", "", text)


def _pattern(grouping: str, point: str) -> str:
    group, mark = re.escape(grouping), re.escape(point)
    return rf"-?(\d+|\d{{1,3}}({group}\d{{3}})+)({mark}\d+)?"
