"""The arithmetic of a quote: rounded to the cent per line, tax rounded per rate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from crm.core.money import cents

HUNDRED = Decimal(100)
MOST = Decimal(10) ** 12  # what amounts stay below, as they are stored


@dataclass(frozen=True)
class Total:
    """Amounts of a quote in its currency: `taxes` maps each rate in percent to its amount."""

    net: Decimal
    taxes: dict[Decimal, Decimal] = field(default_factory=dict)

    @property
    def tax(self) -> Decimal:
        return sum(self.taxes.values(), Decimal(0))

    @property
    def gross(self) -> Decimal:
        return self.net + self.tax

    @property
    def fits(self) -> bool:
        """Can it be stored?"""
        return self.gross < MOST


def line_net(quantity: Decimal, unit_price: Decimal, discount: Decimal) -> Decimal:
    """Quantity × price, less the discount in percent, rounded to the cent."""
    return cents(quantity * unit_price * (HUNDRED - discount) / HUNDRED)


def total_of(lines: Iterable[Any]) -> Total:
    """Add up lines that have `net` and `tax_rate` (percent)."""
    net_by_rate: dict[Decimal, Decimal] = defaultdict(Decimal)
    for line in lines:
        net_by_rate[line.tax_rate] += line.net
    taxes = {rate: cents(net * rate / HUNDRED) for rate, net in sorted(net_by_rate.items()) if rate}
    return Total(sum(net_by_rate.values(), Decimal(0)), taxes)
