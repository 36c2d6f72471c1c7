from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ParticipantRole(models.TextChoices):
    DECISION_MAKER = "decision_maker", _("Decision maker")
    USER = "user", _("User")
    PURCHASING = "purchasing", _("Purchasing")
    TECHNICAL = "technical", _("Technical")


class Participant(models.Model):
    """A contact's role in a prospect, an opportunity, or both; one participant of each is the main one."""

    prospect = models.ForeignKey("prospects.Prospect", models.CASCADE, null=True, related_name="participants")
    opportunity = models.ForeignKey("opportunities.Opportunity", models.CASCADE, null=True, related_name="participants")
    contact = models.ForeignKey(
        "contacts.Contact", models.PROTECT, related_name="participations", verbose_name=_("contact")
    )
    role = models.CharField(_("role"), max_length=20, choices=ParticipantRole, default=ParticipantRole.USER)
    main = models.BooleanField(_("main contact"), default=False)

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["-main", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(prospect__isnull=False) | models.Q(opportunity__isnull=False),
                name="participant_takes_part",
            ),
            models.UniqueConstraint(fields=["prospect", "contact"], name="participant_once_in_prospect"),
            models.UniqueConstraint(fields=["opportunity", "contact"], name="participant_once_in_opportunity"),
            models.UniqueConstraint(fields=["prospect"], condition=models.Q(main=True), name="one_main_in_prospect"),
            models.UniqueConstraint(
                fields=["opportunity"], condition=models.Q(main=True), name="one_main_in_opportunity"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contact}, {self.get_role_display()}"
