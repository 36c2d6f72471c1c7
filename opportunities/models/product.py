from __future__ import annotations

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.core.money import AmountField, CurrencyField


class Product(models.Model):
    """Something we sell, at a list price without tax."""

    sku = models.CharField(_("SKU"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120)
    name_de = models.CharField(_("name in German"), max_length=120, blank=True, default="")
    unit = models.CharField(_("unit"), max_length=20, blank=True, default="")
    price = AmountField(_("list price, net"))
    currency = CurrencyField(_("currency"))
    tax_rate = models.DecimalField(
        _("tax rate in percent"),
        max_digits=4,
        decimal_places=2,
        default=Decimal(19),
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(99))],
    )
    active = models.BooleanField(_("active"), default=True, help_text=_("Retired products stay on old quotes."))

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        ordering = ["sku"]
        constraints = [models.CheckConstraint(condition=models.Q(price__gte=0), name="product_price_not_negative")]

    def __str__(self) -> str:
        return self.name

    def name_in(self, language: str) -> str:
        return self.name_de if language.startswith("de") and self.name_de else self.name
