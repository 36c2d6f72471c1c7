"""Which files were imported, and what came of them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.core import clock


class ImportRun(models.Model):
    """One import of one file; without an end it is running, or was interrupted and can be run again."""

    source = models.CharField(_("source"), max_length=80)
    file = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(max_length=64)
    counts = models.JSONField(_("counts"), default=dict)
    started_at = models.DateTimeField(_("started at"), default=clock.now)
    finished_at = models.DateTimeField(_("finished at"), null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        indexes = [models.Index(fields=["source", "sha256"], name="import_by_file")]

    def __str__(self) -> str:
        return f"{self.source}: {self.file}"
