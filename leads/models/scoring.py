"""What scoring remembers: scorecards with their rules, one narrow row a lead, and what counted on which day."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from crm.core import clock


class CardState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    ACTIVE = "active", _("Active")
    RETIRED = "retired", _("Retired")


class Scorecard(models.Model):
    """One version of a set of rules; an activated version never changes again."""

    name = models.CharField(_("name"), max_length=80)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=CardState, default=CardState.DRAFT, editable=False)
    half_life_days = models.PositiveSmallIntegerField(
        _("half-life in days"), default=30, help_text=_("After so many days what they did is worth half.")
    )
    threshold = models.IntegerField(
        _("threshold"), default=50, help_text=_("A lead that reaches so many points is promoted.")
    )
    minimum_fit = models.IntegerField(
        _("minimum fit"), default=0, help_text=_("The least points for who they are, whatever they do.")
    )
    daily_capacity = models.PositiveSmallIntegerField(
        _("promotions per rep and day"),
        null=True,
        blank=True,
        help_text=_("More wait until the next day. Empty: no limit."),
    )
    created_at = models.DateTimeField(_("created at"), default=clock.now, editable=False)
    activated_at = models.DateTimeField(_("activated at"), null=True, editable=False)

    class Meta:
        verbose_name = _("scorecard")
        verbose_name_plural = _("scorecards")
        ordering = ["name", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["name", "version"], name="scorecard_version_once"),
            models.UniqueConstraint(
                fields=["state"], condition=models.Q(state=CardState.ACTIVE), name="one_active_scorecard"
            ),
            models.CheckConstraint(condition=models.Q(half_life_days__gte=1), name="half_life_at_least_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.name}/{self.version}"


class FitRule(models.Model):
    """Whole points for who they are. One of three forms: `bands`, `points`, or `given`."""

    scorecard = models.ForeignKey(Scorecard, models.CASCADE, related_name="fit_rules")
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    field = models.CharField(_("fact"), max_length=120, help_text=_("For example lead.source or company.employees."))
    label = models.CharField(_("label"), max_length=120, blank=True, default="", help_text=_("Shown to people."))
    bands = models.JSONField(
        _("bands"), null=True, blank=True, help_text=_("At least → points, the first that holds: [[100, 10], [1, 5]]")
    )
    points = models.JSONField(_("points"), null=True, blank=True, help_text=_('Points by value: {"google": 5}'))
    given = models.SmallIntegerField(_("given"), null=True, blank=True, help_text=_("Points when the fact is known."))

    class Meta:
        verbose_name = _("fit rule")
        verbose_name_plural = _("fit rules")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(bands__isnull=False, points__isnull=True, given__isnull=True)
                | models.Q(bands__isnull=True, points__isnull=False, given__isnull=True)
                | models.Q(bands__isnull=True, points__isnull=True, given__isnull=False),
                name="fit_rule_has_one_form",
            )
        ]

    def __str__(self) -> str:
        return self.label or self.field


class EngagementRule(models.Model):
    """Points for what they did; they halve with each half-life, and only the first `per_day` of a day count."""

    scorecard = models.ForeignKey(Scorecard, models.CASCADE, related_name="engagement_rules")
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    activity = models.CharField(_("activity"), max_length=20)
    where = models.JSONField(
        _("where"), default=dict, blank=True, help_text=_('Details it must have: {"path": "/pricing*"}')
    )
    label = models.CharField(_("label"), max_length=120, blank=True, default="", help_text=_("Shown to people."))
    points = models.PositiveSmallIntegerField(_("points"))
    per_day = models.PositiveSmallIntegerField(
        _("at most a day"), null=True, blank=True, help_text=_("Further ones of the same day do not count.")
    )

    class Meta:
        verbose_name = _("engagement rule")
        verbose_name_plural = _("engagement rules")
        ordering = ["position", "pk"]
        constraints = [
            # A decaying penalty would let scores rise by waiting: penalties are fit rules.
            models.CheckConstraint(condition=models.Q(points__gt=0), name="engagement_earns_points"),
            models.CheckConstraint(
                condition=models.Q(per_day__isnull=True) | models.Q(per_day__gt=0), name="some_engagement_counts"
            ),
        ]

    def __str__(self) -> str:
        return self.label or self.activity


class EpochQuerySet(models.QuerySet["Epoch"]):
    def current(self) -> Epoch | None:
        """Where scores belong: the last epoch of the active scorecard."""
        return self.select_related("scorecard").filter(scorecard__state=CardState.ACTIVE).order_by("-pk").first()

    def in_use(self) -> EpochQuerySet:
        """Every epoch that may hold scores: one, or more while a rescoring is under way."""
        finished = self.filter(finished_at__isnull=False).order_by("-pk").values("pk")[:1]
        return self.select_related("scorecard").filter(pk__gte=Coalesce(models.Subquery(finished), 0))


class Epoch(models.Model):
    """A time origin T0 of one scorecard: engagement is stored as if everything had happened then.

    Activation begins one, and so does a yearly rebase; rescoring moves the scores over, range by range.
    """

    scorecard = models.ForeignKey(Scorecard, models.PROTECT, related_name="epochs")
    began_at = models.DateTimeField(_("began at"), default=clock.now)
    finished_at = models.DateTimeField(_("finished at"), null=True)

    objects = EpochQuerySet.as_manager()

    class Meta:
        verbose_name = _("rescoring")
        verbose_name_plural = _("rescorings")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.scorecard} #{self.pk}"


class Score(models.Model):
    """What a lead has earned; the table trigger on leads begins it and keeps contact, owner and state like the lead's.

    `engagement` is Σ points · 2^((day − T0)/half-life) of what happened in [counts_from, counts_until).
    """

    lead = models.OneToOneField("leads.Lead", models.CASCADE, primary_key=True, related_name="score")
    contact = models.ForeignKey("contacts.Contact", models.PROTECT, related_name="+")
    owner = models.ForeignKey("team.User", models.PROTECT, null=True, related_name="+", db_index=False)
    state = models.CharField(max_length=50)
    epoch = models.ForeignKey(Epoch, models.PROTECT, null=True, related_name="scores", db_index=False)
    fit = models.IntegerField(default=0)
    engagement = models.FloatField(default=0)
    counts_from = models.DateTimeField(null=True)
    counts_until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")

    def __str__(self) -> str:
        return f"{self.lead_id}: {self.fit} + {self.engagement}"


class DayCount(models.Model):
    """How often a capped rule was met by a lead on one UTC day.

    Hundreds of thousands of rows are written in a rescoring, without constraints of foreign keys, which would make up
    half its time: scores and activated rules are never deleted, and the audit compares every row with what happened.
    """

    pk = models.CompositePrimaryKey("score", "rule", "day")
    score = models.ForeignKey(Score, models.CASCADE, related_name="day_counts", db_index=False, db_constraint=False)
    rule = models.ForeignKey(EngagementRule, models.CASCADE, related_name="+", db_index=False, db_constraint=False)
    day = models.DateField()
    count = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("day count")
        verbose_name_plural = _("day counts")

    def __str__(self) -> str:
        return f"{self.score_id}, {self.day}: {self.count}"


class PromotionAttempt(models.Model):
    """A lead that reached a scorecard's threshold: the queue of record of promotions by machine.

    `due_at` says when to try; empty means nothing to do until something new is heard. It refers to the score, not the
    lead: who writes it holds the score's lock, and a lock on the lead would wait for the door, which waits for us.
    """

    score = models.ForeignKey(Score, models.CASCADE, related_name="attempts", db_index=False, verbose_name=_("score"))
    scorecard = models.ForeignKey(
        Scorecard, models.PROTECT, related_name="+", db_index=False, verbose_name=_("scorecard")
    )
    reached_at = models.DateTimeField(_("reached at"), default=clock.now)
    due_at = models.DateTimeField(_("due"), null=True, default=clock.now)
    tried_at = models.DateTimeField(_("tried at"), null=True)
    tries = models.PositiveIntegerField(_("tries"), default=0)
    missing = models.JSONField(_("missing"), default=list)
    policies = models.TextField(_("lifecycle policies"), default="")
    promoted_at = models.DateTimeField(_("promoted at"), null=True)
    swept = models.BooleanField(_("found by the sweep"), default=False)

    class Meta:
        verbose_name = _("promotion attempt")
        verbose_name_plural = _("promotion attempts")
        constraints = [models.UniqueConstraint(fields=["score", "scorecard"], name="promotion_attempt_once")]
        indexes = [models.Index(fields=["due_at", "id"], condition=models.Q(due_at__isnull=False), name="attempt_due")]

    def __str__(self) -> str:
        return f"{self.score_id} ({self.scorecard})"

    @property
    def gates(self) -> list[Any]:
        """The names of the gates that were shut at the last try."""
        return [each["gate"] for each in self.missing]
