from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from crm.core import clock
from leads.lifecycle import LIVE, LeadLifecycle, State
from leads.querysets import LeadQuerySet
from team.models import Owned

COOL_DOWN = timedelta(days=14)  # after an undone promotion the machine leaves the lead alone


class Lead(LeadLifecycle, Owned):
    """One qualification attempt of a contact: somebody showed interest; fit and intent are still unknown."""

    kind = "lead"
    contact = models.ForeignKey("contacts.Contact", models.PROTECT, related_name="leads", verbose_name=_("contact"))
    interest = models.CharField(
        _("interest"), max_length=200, blank=True, default="", help_text=_("What they want, in a few words.")
    )
    source = models.CharField(_("source"), max_length=80, blank=True, default="")
    campaign = models.CharField(_("campaign"), max_length=120, blank=True, default="")
    external_source = models.CharField(_("imported from"), max_length=80, blank=True, default="")
    external_id = models.CharField(_("external id"), max_length=120, blank=True, default="")
    known_outcome = models.CharField(
        _("known outcome"), max_length=4, blank=True, default="", choices=[("won", _("won")), ("lost", _("lost"))]
    )
    attributes = models.JSONField(_("attributes"), default=dict, blank=True)
    cool_down_until = models.DateTimeField(_("cools down until"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("created at"), default=clock.now, editable=False)

    objects = LeadQuerySet.as_manager()

    class Meta:
        verbose_name = _("lead")
        verbose_name_plural = _("leads")
        constraints = [
            models.UniqueConstraint(fields=["contact"], condition=models.Q(state__in=LIVE), name="one_live_lead"),
            models.UniqueConstraint(
                fields=["external_source", "external_id"],
                condition=~models.Q(external_id=""),
                name="lead_external_id_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="nurturing") | models.Q(until__isnull=False), name="nurturing_has_a_date"
            ),
        ]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="lead_by_age"),
            models.Index(fields=["state", "-created_at", "-id"], name="lead_by_state"),
            models.Index(fields=["owner", "state", "-created_at", "-id"], name="lead_by_owner"),
            models.Index(fields=["until"], condition=models.Q(state="nurturing"), name="lead_to_wake"),
        ]

    def __str__(self) -> str:
        return str(self.contact)

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @property
    def is_cooling_down(self) -> bool:
        """A promotion was undone lately: the machines wait."""
        return self.cool_down_until is not None and self.cool_down_until > clock.now()

    @property
    def title(self) -> str:
        return self.interest

    @property
    def company(self) -> Any:
        return self.contact.company

    @property
    def company_id(self) -> int | None:
        return self.contact.company_id

    @cached_property
    def score_now(self) -> Any:
        """The score as shown at this moment (`leads.scoring.score_of`); None without an active scorecard."""
        from leads.scoring import score_of

        return score_of(self)

    def evidence_rows(self) -> Iterable[QuerySet[Any]]:
        from leads.models.scoring import Score

        return (Score.objects.filter(lead=self),)

    @property
    def successor(self) -> Any:
        return self.prospects.live().order_by("-pk").first() if self.state == "promoted" else None

    def versions(self) -> dict[str, Any]:
        """Policy and scorecard; a promotion also keeps every contribution to its score."""
        from leads.scoring import proof_of

        return super().versions() | (proof_of(self) if self.state == State.PROMOTED else self._scorecard())

    def _scorecard(self) -> dict[str, Any]:
        return {"scorecard": self.score_now.version} if self.score_now else {}

    def policy_facts(self) -> dict[str, Any]:
        company = self.company
        return {
            "existing_customer": self.contact.phase == "customer",
            "country": str((company.country if company else "") or self.contact.country),
        }

    def start_cool_down(self) -> None:
        self.cool_down_until = clock.now() + COOL_DOWN
