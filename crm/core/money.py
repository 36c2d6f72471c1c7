"""Amounts are Decimal with a currency; a cent is rounded half up, as invoices are."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.conf import settings
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from crm.core import forms

CENT = Decimal("0.01")
SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£", "CHF": "CHF"}


def cents(amount: Decimal) -> Decimal:
    """Round to two places, half away from zero."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def money(amount: Decimal | None, currency: str = "") -> str:
    """`1.234,56 €` in the active locale; empty for an unknown amount."""
    if amount is None:
        return ""
    number = formats.number_format(cents(amount), decimal_pos=2, use_l10n=True, force_grouping=True)
    return f"{number}\u00a0{SYMBOLS.get(currency, currency)}" if currency else number


def reporting_currency() -> str:
    """The installation's currency, fixed at set-up."""
    return str(settings.CRM_CURRENCY)


class AmountField(models.DecimalField):
    """numeric(14,2), never negative; NULL means unknown."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("max_digits", 14)
        kwargs.setdefault("decimal_places", 2)
        kwargs.setdefault("validators", [MinValueValidator(Decimal(0))])
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def formfield(self, **options: Any) -> Any:
        """Typed and shown as the reader's language writes amounts."""
        return super().formfield(**{"form_class": forms.AmountField} | options)


class CurrencyField(models.CharField):
    """An ISO 4217 code; the installation's currency unless said otherwise."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("max_length", 3)
        kwargs.setdefault("default", reporting_currency)
        kwargs.setdefault("validators", [RegexValidator(r"^[A-Z]{3}$", _("A currency has three capital letters."))])
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
