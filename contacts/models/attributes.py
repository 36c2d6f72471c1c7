"""Facts that an admin defines: stored as JSON beside the record, validated, filterable, scorable."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class AttributeType(models.TextChoices):
    TEXT = "text", _("text")
    INTEGER = "integer", _("whole number")
    DECIMAL = "decimal", _("decimal number")
    DATE = "date", _("date")
    YES_NO = "yes_no", _("yes or no")
    CHOICE = "choice", _("choice")


class AttributeTarget(models.TextChoices):
    CONTACT = "contact", _("contacts")
    COMPANY = "company", _("companies")
    LEAD = "lead", _("leads")


class AttributeDefinition(models.Model):
    """One admin-defined fact. Values live in the record's `attributes` under `key`; unknown means no key."""

    of = models.CharField(_("of"), max_length=10, choices=AttributeTarget, default=AttributeTarget.CONTACT)
    key = models.CharField(
        _("key"),
        max_length=50,
        validators=[RegexValidator(r"^[a-z][a-z0-9_]*$", _("Use small letters, digits and underscores."))],
        help_text=_("How imports and scorecards call it, for example web_seconds. It cannot change later."),
    )
    label = models.CharField(_("label"), max_length=80)
    label_de = models.CharField(_("label in German"), max_length=80, blank=True, default="")
    type = models.CharField(_("type"), max_length=10, choices=AttributeType, default=AttributeType.TEXT)
    choices = models.JSONField(
        _("choices"), default=list, blank=True, help_text=_("For the type choice: a list of texts.")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=10)

    class Meta:
        verbose_name = _("attribute")
        verbose_name_plural = _("attributes")
        ordering = ["of", "position", "label"]
        constraints = [models.UniqueConstraint(fields=["of", "key"], name="attribute_key_once")]

    def __str__(self) -> str:
        german = (get_language() or "").startswith("de") and self.label_de
        return german or self.label
