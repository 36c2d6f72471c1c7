from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from crm.core import clock
from crm.core.money import AmountField, CurrencyField
from opportunities.lifecycle import LIVE, OpportunityLifecycle
from opportunities.querysets import OpportunityQuerySet
from prospects.subjects import CreditSubject
from team.models import Owned


class Opportunity(CreditSubject, OpportunityLifecycle, Owned):
    """A prospect about to buy: credit checked, demo held, a quote wanted (SQL)."""

    kind = "opportunity"
    contact = models.ForeignKey(
        "contacts.Contact", models.PROTECT, related_name="opportunities", verbose_name=_("contact")
    )
    company = models.ForeignKey(
        "contacts.Company",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="opportunities",
        verbose_name=_("company"),
    )
    prospect = models.OneToOneField(
        "prospects.Prospect", models.PROTECT, null=True, related_name="opportunity", verbose_name=_("prospect")
    )
    title = models.CharField(_("title"), max_length=200, blank=True, default="")
    expected_value = AmountField(_("expected value"), null=True, blank=True)
    currency = CurrencyField(_("currency"))
    expected_close = models.DateField(_("expected close"), null=True, blank=True)
    needed_by = models.DateField(_("needed by"), null=True, blank=True)
    why_now = models.CharField(_("why now"), max_length=200, blank=True, default="")
    sourced_by = models.ForeignKey(
        "team.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sourced by")
    )
    created_at = models.DateTimeField(_("created at"), default=clock.now, editable=False)

    objects = OpportunityQuerySet.as_manager()

    class Meta:
        verbose_name = _("opportunity")
        verbose_name_plural = _("opportunities")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=("won", "lost"), closed_at__isnull=False)
                | models.Q(state__in=LIVE, closed_at__isnull=True),
                name="opportunity_closed_when_over",
            )
        ]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="opportunity_by_age"),
            models.Index(fields=["state", "-created_at", "-id"], name="opportunity_by_state"),
            models.Index(fields=["owner", "state", "-created_at", "-id"], name="opportunity_by_owner"),
            models.Index(fields=["company", "state"], name="opportunity_by_company"),
        ]

    def __str__(self) -> str:
        return self.title or str(self.contact)

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @cached_property
    def quotes_of_subject(self) -> list[Any]:
        """All quotes of all opportunities of the same company or contact, newest first, with their lines."""
        from opportunities.models import Quote

        quotes = Quote.objects.filter(opportunity__in=self.of_same_subject())
        return list(quotes.prefetch_related("lines").order_by("-pk"))

    @property
    def own_quotes(self) -> list[Any]:
        return [quote for quote in self.quotes_of_subject if quote.opportunity_id == self.pk]

    @cached_property
    def current_quote(self) -> Any:
        """The quote that counts: the newest that was not replaced."""
        return next((quote for quote in self.own_quotes if quote.state != "replaced"), None)

    def of_same_subject(self) -> QuerySet[Any]:
        """All opportunities of the same company, or of the contact without one."""
        return Opportunity.objects.filter(self.subject_condition)

    def evidence_rows(self) -> Iterable[QuerySet[Any]]:
        return (*super().evidence_rows(), self.quotes.all())

    def policy_facts(self) -> dict[str, Any]:
        country = (self.company.country if self.company else "") or self.contact.country
        customer = self.contact.phase == "customer"
        return {"value": self.expected_value, "country": str(country), "existing_customer": customer}
