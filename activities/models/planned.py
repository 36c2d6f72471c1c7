from __future__ import annotations

from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.querysets import TaskQuerySet
from crm.core import clock
from team.models import Owned


class TaskKind(models.TextChoices):
    TODO = "todo", _("To do")
    CALL = "call", _("Call")
    MAIL = "mail", _("Mail")
    MEETING = "meeting", _("Meeting")


class Task(Owned):
    """Something that should happen: with a day (and a time, if it matters) and a person.

    A task for a whole day is due at noon where its owner lives, so that colleagues elsewhere see the same day.
    """

    contact = models.ForeignKey("contacts.Contact", models.PROTECT, related_name="tasks", verbose_name=_("contact"))
    about_kind = models.CharField(_("about"), max_length=20, blank=True, default="")
    about_id = models.BigIntegerField(_("about record"), null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=TaskKind, default=TaskKind.TODO)
    subject = models.CharField(_("what"), max_length=200)
    why = models.TextField(_("why"), blank=True, default="", help_text=_("The reason, in words."))
    due_at = models.DateTimeField(_("due"))
    all_day = models.BooleanField(_("any time that day"), default=True)
    key = models.CharField(max_length=120, blank=True, default="", editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    created_by = models.ForeignKey("team.User", models.PROTECT, related_name="+", editable=False)
    done_at = models.DateTimeField(_("done at"), null=True, blank=True, editable=False)
    done_by = models.ForeignKey("team.User", models.PROTECT, null=True, related_name="+", editable=False)
    outcome = models.CharField(_("outcome"), max_length=200, blank=True, default="")
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    remind_at = models.DateTimeField(null=True, blank=True, editable=False)
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=models.Q(done_at=None, cancelled_at=None) & ~models.Q(key=""),
                name="one_open_task_per_key",
            ),
        ]
        indexes = [
            models.Index(
                fields=["owner", "due_at", "id"],
                condition=models.Q(done_at=None, cancelled_at=None),
                name="task_open_by_owner",
            ),
            models.Index(
                fields=["about_kind", "about_id", "due_at"],
                condition=models.Q(done_at=None, cancelled_at=None),
                name="task_open_by_record",
            ),
            models.Index(fields=["contact", "due_at"], name="task_by_contact"),
            models.Index(
                fields=["remind_at"],
                condition=models.Q(done_at=None, cancelled_at=None),
                name="task_to_remind",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def is_open(self) -> bool:
        return self.done_at is None and self.cancelled_at is None

    @property
    def due(self) -> date:
        """The day, or the moment where the time matters."""
        return timezone.localdate(self.due_at) if self.all_day else self.due_at
