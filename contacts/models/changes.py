"""The history of facts: what somebody or something changed, from what to what, and when."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.core import clock


class FieldChange(models.Model):
    """One changed fact of a contact, company, lead, prospect or opportunity; append-only."""

    kind = models.CharField(_("kind"), max_length=20)
    record_id = models.BigIntegerField(_("record"))
    contact = models.ForeignKey(
        "contacts.Contact", models.PROTECT, null=True, related_name="field_changes", verbose_name=_("contact")
    )
    field = models.CharField(_("field"), max_length=80)
    old = models.JSONField(_("old"), null=True)
    new = models.JSONField(_("new"), null=True)
    at = models.DateTimeField(_("at"), default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))

    class Meta:
        verbose_name = _("changed fact")
        verbose_name_plural = _("changed facts")
        indexes = [models.Index(fields=["kind", "record_id", "field", "at"], name="fieldchange_history")]

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id}.{self.field}"
