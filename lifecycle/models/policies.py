"""Policies of Django admin: for which records a gate is required, who may waive it, and what happens by itself."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.core.money import AmountField

# Written by hand, because every step and every record page asks: the ORM takes 7 ms to say the same.
IN_FORCE = """
    SELECT p.*,
        (SELECT coalesce(json_agg(r), '[]') FROM lifecycle_gaterule r WHERE r.policy_id = p.id) AS gate_lines,
        (SELECT coalesce(json_agg(r), '[]') FROM lifecycle_steprule r WHERE r.policy_id = p.id) AS step_lines,
        (SELECT coalesce(json_agg(r), '[]') FROM lifecycle_staterule r WHERE r.policy_id = p.id) AS state_lines
    FROM lifecycle_lifecyclepolicy p WHERE p.active ORDER BY p.position, p.id"""


class LifecyclePolicyQuerySet(models.QuerySet["LifecyclePolicy"]):
    def for_record(self, record: Any) -> LifecyclePolicy | None:
        """The first active policy, in order, that applies to the record, with its rules as lines of dicts."""
        active = list(self.raw(IN_FORCE))
        if not active:
            return None
        facts = record.policy_facts()
        return next((each for each in active if each.applies_to(facts)), None)


class LifecyclePolicy(models.Model):
    """An ordered set of rules with the records it applies to; empty conditions apply to all."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    position = models.PositiveSmallIntegerField(
        _("position"), default=10, help_text=_("Policies are tried in this order; the first that applies counts.")
    )
    active = models.BooleanField(
        _("active"), default=False, help_text=_("A draft changes nothing. Without an active policy every gate counts.")
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    max_value = AmountField(
        _("value up to"),
        null=True,
        blank=True,
        help_text=_("Applies only if the expected value is known and not higher."),
    )
    existing_customer = models.BooleanField(
        _("existing customer"), null=True, blank=True, help_text=_("Yes, no, or either when left open.")
    )
    countries = ArrayField(
        models.CharField(max_length=2),
        verbose_name=_("countries"),
        default=list,
        blank=True,
        help_text=_("Two-letter country codes, separated by commas. Empty: all countries."),
    )

    objects = LifecyclePolicyQuerySet.as_manager()

    class Meta:
        verbose_name = _("lifecycle policy")
        verbose_name_plural = _("lifecycle policies")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name

    def applies_to(self, facts: dict[str, Any]) -> bool:
        value: Decimal | None = facts.get("value")
        if self.max_value is not None and (value is None or value > self.max_value):
            return False
        if self.existing_customer is not None and bool(facts.get("existing_customer")) != self.existing_customer:
            return False
        return not self.countries or facts.get("country") in self.countries

    def revise(self) -> None:
        """A new version: steps taken before keep naming the one they were judged by."""
        self.version += 1
        self.save(update_fields=["version"])


class GateRule(models.Model):
    """What a policy says about one gate."""

    policy = models.ForeignKey(LifecyclePolicy, models.CASCADE, related_name="gate_rules")
    gate = models.CharField(_("gate"), max_length=50)
    required = models.BooleanField(_("required"), default=True)
    waived_by = models.CharField(
        _("may be waived by"), max_length=20, blank=True, default="", help_text=_("A role; empty: as shipped.")
    )

    class Meta:
        verbose_name = _("gate rule")
        verbose_name_plural = _("gate rules")
        constraints = [models.UniqueConstraint(fields=["policy", "gate"], name="gate_rule_once")]

    def __str__(self) -> str:
        return self.gate


class StepRule(models.Model):
    """What a policy says about one step: does it happen by itself?"""

    policy = models.ForeignKey(LifecyclePolicy, models.CASCADE, related_name="step_rules")
    kind = models.CharField(_("kind"), max_length=20)
    step = models.CharField(_("step"), max_length=50)
    by_itself = models.BooleanField(
        _("by itself"), null=True, blank=True, help_text=_("Taken without a person as soon as its gates hold.")
    )

    class Meta:
        verbose_name = _("step rule")
        verbose_name_plural = _("step rules")
        constraints = [models.UniqueConstraint(fields=["policy", "kind", "step"], name="step_rule_once")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.step}"


class StateRule(models.Model):
    """How many days a record may stay in a state before it counts as slow."""

    policy = models.ForeignKey(LifecyclePolicy, models.CASCADE, related_name="state_rules")
    kind = models.CharField(_("kind"), max_length=20)
    state = models.CharField(_("state"), max_length=50)
    days_allowed = models.PositiveSmallIntegerField(_("days allowed"))

    class Meta:
        verbose_name = _("state rule")
        verbose_name_plural = _("state rules")
        constraints = [models.UniqueConstraint(fields=["policy", "kind", "state"], name="state_rule_once")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.state}"
