"""Customers as their orders show them: the last one, how many, how much, and how often."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Max, Min, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from crm.core import columns, moments, money, numbers
from opportunities.models import Opportunity

Row = Mapping[str, Any]


def with_orders(contacts: QuerySet[Any]) -> QuerySet[Any]:
    """Annotate `orders`, what the contact or their company has bought in our currency, as {n, value, first, last}."""
    theirs = Q(contact=OuterRef("pk")) | Q(company=OuterRef("company"), company__isnull=False)
    won = Opportunity.objects.won().filter(theirs, currency=money.reporting_currency()).order_by()
    said = JSONObject(n=Count("pk"), value=Sum("expected_value"), first=Min("closed_at"), last=Max("closed_at"))
    grouped = won.annotate(all=Value(1)).values("all").annotate(said=said)
    newest = won.order_by(F("closed_at").desc()).values("closed_at")[:1]
    return contacts.annotate(orders=Subquery(grouped.values("said")), last_order=Subquery(newest))


@dataclass(frozen=True, kw_only=True)
class Orders(columns.Column):
    field: str = "orders"
    align: str = "num"

    def html(self, row: columns.Row, reader: columns.Reader) -> str:
        return numbers.number(self.plain(row))

    def plain(self, row: columns.Row) -> Any:
        return (row["orders"] or {}).get("n", 0)


@dataclass(frozen=True, kw_only=True)
class Bought(Orders):
    look: str = "strong"
    kind: str = "money"

    def html(self, row: columns.Row, reader: columns.Reader) -> str:
        return numbers.amount(self.plain(row), money.reporting_currency())

    def plain(self, row: columns.Row) -> Decimal:
        return money.cents(Decimal(str((row["orders"] or {}).get("value") or 0)))


@dataclass(frozen=True, kw_only=True)
class Rhythm(Orders):
    """Days between orders, on average."""

    kind: str = "days"

    def html(self, row: columns.Row, reader: columns.Reader) -> str:
        days = self.plain(row)
        return _("every {n} days").format(n=numbers.number(days)) if days else ""

    def plain(self, row: columns.Row) -> Any:
        orders = row["orders"] or {}
        if orders.get("n", 0) < 2:
            return ""
        first, last = (moments.day_of(datetime.fromisoformat(orders[end])) for end in ("first", "last"))
        return round((last - first).days / (orders["n"] - 1))
