"""The memory of every step, append-only; the database holds each record's state against it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from crm.core import clock


class TransitionQuerySet(models.QuerySet["Transition"]):
    def of(self, record: Any) -> TransitionQuerySet:
        return self.filter(kind=record.kind, record_id=record.pk)

    def log(self, record: Any, step: str, *, source: str, by: Any, **more: Any) -> Transition:
        """Write the record's next transition; its present state is the target."""
        last = self.of(record).aggregate(last=Max("seq"))["last"] or 0
        return self.create(
            kind=record.kind,
            record_id=record.pk,
            seq=last + 1,
            contact_id=getattr(record, "contact_id", None),
            source=source,
            target=record.state,
            step=step,
            by=by,
            at=record.entered_at,
            **more,
        )


class Transition(models.Model):
    """One step of one record: from where, to where, when, by whom, why, and on what evidence."""

    kind = models.CharField(_("kind"), max_length=20)
    record_id = models.BigIntegerField(_("record"))
    seq = models.PositiveIntegerField(_("number"))
    contact = models.ForeignKey(
        "contacts.Contact", models.PROTECT, null=True, related_name="transitions", verbose_name=_("contact")
    )
    source = models.CharField(_("from"), max_length=50, blank=True)
    target = models.CharField(_("to"), max_length=50)
    step = models.CharField(_("step"), max_length=50)
    at = models.DateTimeField(_("at"), default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    reason = models.ForeignKey(
        "lifecycle.Reason", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("reason")
    )
    note = models.TextField(_("note"), blank=True, default="")
    evidence = models.JSONField(_("evidence"), default=list)
    versions = models.JSONField(_("versions"), default=dict)

    objects = TransitionQuerySet.as_manager()

    class Meta:
        verbose_name = _("transition")
        verbose_name_plural = _("transitions")
        constraints = [
            models.UniqueConstraint(fields=["kind", "record_id", "seq"], name="transition_numbered_once"),
            models.CheckConstraint(condition=models.Q(seq__gt=0), name="transition_seq_positive"),
            models.CheckConstraint(
                condition=models.Q(seq=1, source="") | models.Q(seq__gt=1) & ~models.Q(source=""),
                name="transition_starts_from_nothing",
            ),
        ]
        indexes = [
            models.Index(fields=["contact", "-at"], name="transition_timeline"),
            models.Index(fields=["kind", "step", "at"], name="transition_reports"),
            models.Index(fields=["-at"], name="transition_recent"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id} #{self.seq}: {self.source} → {self.target}"


class Edge(models.Model):
    """A step that the state machines allow, written after each migration; the database refuses any other."""

    kind = models.CharField(max_length=20)
    record_table = models.CharField(max_length=63)
    step = models.CharField(max_length=50)
    source = models.CharField(max_length=50, blank=True)
    target = models.CharField(max_length=50)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "step", "source", "target"], name="edge_once")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.source} → {self.target} ({self.step})"
