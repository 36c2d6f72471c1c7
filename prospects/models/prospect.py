from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.core import clock
from crm.core.money import AmountField, CurrencyField
from prospects.lifecycle import LIVE, ProspectLifecycle, State
from prospects.querysets import ProspectQuerySet
from prospects.subjects import CreditSubject
from team.models import Owned


class Prospect(CreditSubject, ProspectLifecycle, Owned):
    """A lead that fits, meets our financial standards and has shown serious interest (MQL)."""

    kind = "prospect"
    contact = models.ForeignKey("contacts.Contact", models.PROTECT, related_name="prospects", verbose_name=_("contact"))
    company = models.ForeignKey(
        "contacts.Company", models.PROTECT, null=True, blank=True, related_name="prospects", verbose_name=_("company")
    )
    lead = models.ForeignKey("leads.Lead", models.PROTECT, related_name="prospects", verbose_name=_("lead"))
    title = models.CharField(_("title"), max_length=200, blank=True, default="")
    expected_value = AmountField(_("expected value"), null=True, blank=True)
    currency = CurrencyField(_("currency"))
    expected_close = models.DateField(_("expected close"), null=True, blank=True)
    needed_by = models.DateField(_("needed by"), null=True, blank=True)
    why_now = models.CharField(_("why now"), max_length=200, blank=True, default="")
    need = models.CharField(_("need"), max_length=300, blank=True, default="")
    budget = AmountField(_("budget"), null=True, blank=True)
    time_frame = models.CharField(_("time frame"), max_length=120, blank=True, default="")
    agreed_to_quote_at = models.DateTimeField(_("agreed to receive a quote"), null=True, blank=True)
    sourced_by = models.ForeignKey(
        "team.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sourced by")
    )
    created_at = models.DateTimeField(_("created at"), default=clock.now, editable=False)

    objects = ProspectQuerySet.as_manager()

    class Meta:
        verbose_name = _("prospect")
        verbose_name_plural = _("prospects")
        constraints = [
            models.UniqueConstraint(fields=["contact"], condition=models.Q(state__in=LIVE), name="one_live_prospect"),
            models.CheckConstraint(
                condition=~models.Q(state="parked") | models.Q(until__isnull=False), name="parked_has_a_date"
            ),
        ]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="prospect_by_age"),
            models.Index(fields=["state", "-created_at", "-id"], name="prospect_by_state"),
            models.Index(fields=["owner", "state", "-created_at", "-id"], name="prospect_by_owner"),
            models.Index(fields=["until"], condition=models.Q(state="parked"), name="prospect_to_wake"),
        ]

    def __str__(self) -> str:
        return str(self.contact)

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @cached_property
    def held_demo(self) -> Any:
        return self.demos.filter(state="held").order_by("-at", "-pk").first()

    @cached_property
    def planned_demo(self) -> Any:
        return self.demos.filter(state="planned").order_by("at", "pk").first()

    def remember_demos(self, demos: Iterable[Any]) -> None:
        """Take these, newest first, as all demos, so that the gates need not ask for them."""
        known = list(demos)
        self.held_demo = next((demo for demo in known if demo.state == "held"), None)
        self.planned_demo = next((demo for demo in known if demo.state == "planned"), None)

    @property
    def has_evidence(self) -> bool:
        """Something was decided or held since: the promotion can no longer be undone."""
        decided = self.credit_checks.decided_since(self.created_at).exists()
        return decided or self.held_demo is not None or hasattr(self, "opportunity")

    @property
    def successor(self) -> Any:
        if self.state in (State.RECYCLED, State.WITHDRAWN):
            return self.lead  # which is live again
        return getattr(self, "opportunity", None)

    def policy_facts(self) -> dict[str, Any]:
        country = (self.company.country if self.company else "") or self.contact.country
        customer = self.contact.phase == "customer"
        return {"value": self.expected_value, "country": str(country), "existing_customer": customer}
