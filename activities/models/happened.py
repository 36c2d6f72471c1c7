from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.querysets import ActivityQuerySet
from crm.core import clock


class ActivityKind(models.TextChoices):
    NOTE = "note", _("Note")
    CALL = "call", _("Call")
    MAIL = "mail", _("Mail")
    MEETING = "meeting", _("Meeting")
    FORM = "form", _("Form")
    WEBINAR = "webinar", _("Webinar")
    DOWNLOAD = "download", _("Download")
    PAGE_VISIT = "page_visit", _("Page visit")


class Direction(models.TextChoices):
    INCOMING = "in", _("they acted")
    OUTGOING = "out", _("we acted")
    INTERNAL = "internal", _("internal")


# What counts as "they have answered us, or come to us": a person did it knowingly. A page visit alone does not.
ANSWERS = (
    ActivityKind.CALL,
    ActivityKind.MAIL,
    ActivityKind.MEETING,
    ActivityKind.FORM,
    ActivityKind.WEBINAR,
    ActivityKind.DOWNLOAD,
)


class Activity(models.Model):
    """Something that happened with a contact; it may name the record it is about, and is never deleted but voided."""

    contact = models.ForeignKey(
        "contacts.Contact", models.PROTECT, related_name="activities", verbose_name=_("contact")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=ActivityKind)
    direction = models.CharField(_("direction"), max_length=10, choices=Direction, default=Direction.INTERNAL)
    at = models.DateTimeField(_("at"), default=clock.now)
    recorded_at = models.DateTimeField(_("recorded at"), default=clock.now, editable=False)
    voided_at = models.DateTimeField(_("voided at"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="activities", verbose_name=_("by"))
    subject = models.CharField(_("subject"), max_length=200, blank=True, default="")
    body = models.TextField(_("text"), blank=True, default="")
    details = models.JSONField(_("details"), default=dict, blank=True)
    wants_more = models.BooleanField(
        _("wants to know more"), default=False, help_text=_("They want to know more and stay in touch.")
    )
    source = models.CharField(_("source"), max_length=80, blank=True, default="")
    external_id = models.CharField(_("external id"), max_length=200, blank=True, default="")
    about_kind = models.CharField(_("about"), max_length=20, blank=True, default="")
    about_id = models.BigIntegerField(_("about record"), null=True, blank=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "external_id"], condition=~models.Q(external_id=""), name="activity_external_id_once"
            ),
            models.CheckConstraint(
                condition=models.Q(at__lte=models.F("recorded_at")), name="activity_not_later_than_arrival"
            ),
        ]
        indexes = [
            models.Index(fields=["contact", "-at", "-id"], name="activity_timeline"),
            models.Index(fields=["-recorded_at"], name="activity_recent"),
        ]

    def __str__(self) -> str:
        return self.subject or self.get_kind_display()
