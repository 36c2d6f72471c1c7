"""Phrases about opportunities."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import DecimalField, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce, Round

from activities.worked_on import WorkedOnQuerySet
from contacts.querysets import matching
from opportunities.lifecycle import LIVE


class OpportunityQuerySet(WorkedOnQuerySet):
    def live(self) -> Self:
        return self.filter(state__in=LIVE)

    def active(self) -> Self:
        return self.live()

    def quoted(self) -> Self:
        """They have our quote."""
        return self.filter(state__in=("quoted", "negotiating"))

    def won(self) -> Self:
        return self.filter(state="won")

    def search(self, text: str) -> Self:
        return self.filter(matching("contact__search_entry", text))


class QuoteQuerySet(models.QuerySet[Any]):
    """Quotes are seen and owned as the opportunity or prospect they are for."""

    def visible_to(self, user: Any) -> Self:
        if not user.is_authenticated:
            return self.none()
        return self._for_records(lambda model: model._default_manager.visible_to(user))

    def held_by(self, who: str) -> Self:
        return self._for_records(lambda model: model._default_manager.held_by(who))

    def drafts(self) -> Self:
        return self.filter(state="draft")

    def waiting(self) -> Self:
        """Sent, and not answered yet."""
        return self.filter(state="sent")

    def accepted(self) -> Self:
        return self.filter(state="accepted")

    def search(self, text: str) -> Self:
        return self.filter(Q(number__icontains=text.replace("\0", "")) | matching("contact__search_entry", text))

    def at_a_glance(self) -> Self:
        """Annotate `net`, rounded a line as on paper, and `subject`, what it is about."""
        lines = apps.get_model("opportunities.QuoteLine")._default_manager.filter(quote=OuterRef("pk")).order_by()
        line = Round(F("quantity") * F("unit_price") * (100 - F("discount")) / 100, 2)
        total = lines.values("quote").annotate(
            total=Sum(line, output_field=DecimalField(max_digits=16, decimal_places=2))
        )
        return self.annotate(
            net=Subquery(total.values("total")), subject=Coalesce("opportunity__title", "prospect__title")
        )

    def _for_records(self, rows: Callable[[Any], Any]) -> Self:
        """Those whose opportunity, or prospect before there is one, is among `rows(model)`; all, if that is all."""
        deals, prospects = (self.model._meta.get_field(name).related_model for name in ("opportunity", "prospect"))
        found = rows(deals)
        if not found.query.where:
            return self
        return self.filter(Q(opportunity__in=found) | Q(opportunity=None, prospect__in=rows(prospects)))
