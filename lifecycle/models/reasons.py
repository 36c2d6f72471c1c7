"""Why a record ended, and why a gate was let go."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from crm.core import clock


class ReasonKind(models.TextChoices):
    LEAD_DISQUALIFIED = "lead_disqualified", _("lead disqualified")
    PROSPECT_LOST = "prospect_lost", _("prospect lost")
    PROSPECT_DECLINED = "prospect_declined", _("credit declined")
    OPPORTUNITY_LOST = "opportunity_lost", _("opportunity lost")


class Reason(models.Model):
    """One answer to "why did it end": an admin's list, so that reports can count."""

    kind = models.CharField(_("for"), max_length=30, choices=ReasonKind)
    label = models.CharField(_("label"), max_length=80)
    label_de = models.CharField(_("label in German"), max_length=80, blank=True, default="")
    active = models.BooleanField(_("active"), default=True, help_text=_("Retired reasons stay on old records."))
    position = models.PositiveSmallIntegerField(_("position"), default=10)

    class Meta:
        verbose_name = _("reason")
        verbose_name_plural = _("reasons")
        ordering = ["kind", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["kind", "label"], name="reason_once")]

    def __str__(self) -> str:
        german = (get_language() or "").startswith("de") and self.label_de
        return german or self.label


class WaiverQuerySet(models.QuerySet["Waiver"]):
    def active_for(self, record: Any) -> WaiverQuerySet:
        if record.pk is None:
            return self.none()
        return self.filter(kind=record.kind, record_id=record.pk, revoked_at=None).select_related("by")


class Waiver(models.Model):
    """A gate let go for one record, by somebody entitled, with a reason."""

    kind = models.CharField(_("kind"), max_length=20)
    record_id = models.BigIntegerField(_("record"))
    gate = models.CharField(_("gate"), max_length=50)
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=clock.now)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    objects = WaiverQuerySet.as_manager()

    class Meta:
        verbose_name = _("waiver")
        verbose_name_plural = _("waivers")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "record_id", "gate"], condition=models.Q(revoked_at=None), name="waiver_once"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="waiver_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id}: {self.gate}"

    @property
    def sentence(self) -> str:
        return str(_("Waived by {name}: “{reason}”").format(name=self.by, reason=self.reason))
