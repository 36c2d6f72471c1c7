from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from crm.core import clock, moments
from lifecycle.records import Guarded
from lifecycle.steps import step
from prospects.permissions import may_hold_demo


class State(models.TextChoices):
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    NO_SHOW = "no_show", _("No-show")
    CANCELLED = "cancelled", _("Cancelled")


class Demo(Guarded):
    """A demonstration for a prospect: planned, then held, missed or cancelled."""

    kind = "demo"
    state = FSMField(_("state"), choices=State.choices, default=State.PLANNED, protected=True, editable=False)
    prospect = models.ForeignKey("prospects.Prospect", models.PROTECT, related_name="demos", verbose_name=_("prospect"))
    contact = models.ForeignKey("contacts.Contact", models.PROTECT, related_name="demos", verbose_name=_("contact"))
    at = models.DateTimeField(_("at"))
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=45, validators=[MinValueValidator(5), MaxValueValidator(480)]
    )
    place = models.CharField(_("place or link"), max_length=300, blank=True, default="")
    host = models.ForeignKey("team.User", models.PROTECT, related_name="demos", verbose_name=_("held by"))
    interest = models.PositiveSmallIntegerField(
        _("interest"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
        help_text=_("From 1, polite, to 5, wants it now."),
    )
    wants_to_go_on = models.BooleanField(_("they want to go on"), null=True, blank=True)
    agreed_to_quote = models.BooleanField(_("they agreed to receive a quote"), default=False)
    notes = models.TextField(_("notes"), blank=True, default="")

    class Meta:
        verbose_name = _("demo")
        verbose_name_plural = _("demos")
        constraints = [
            models.UniqueConstraint(fields=["prospect"], condition=Q(state="planned"), name="one_planned_demo"),
            models.CheckConstraint(
                condition=Q(interest=None) | Q(interest__range=(1, 5)), name="demo_interest_one_to_five"
            ),
        ]
        indexes = [models.Index(fields=["host", "at"], condition=Q(state="planned"), name="demo_planned")]

    def __str__(self) -> str:
        return str(_("Demo for {who}").format(who=self.contact))

    @step(state, State.PLANNED, State.HELD, label=_("Record as held"), may=may_hold_demo, icon="presentation",
          needs=["interest", "wants_to_go_on", "agreed_to_quote", "notes"])  # fmt: skip
    def hold(
        self, *, wants_to_go_on: bool, interest: int | None = None, agreed_to_quote: bool = False, notes: str = ""
    ) -> None:
        self.at = min(self.at, clock.now())  # held earlier than planned
        self.wants_to_go_on, self.interest = wants_to_go_on, interest
        self.agreed_to_quote, self.notes = agreed_to_quote, notes

    @step(state, State.PLANNED, State.NO_SHOW, label=_("Nobody came"), may=may_hold_demo, icon="user-off")
    def miss(self) -> None: ...

    @step(state, State.PLANNED, State.CANCELLED, label=_("Cancel demo"), may=may_hold_demo, icon="x")
    def cancel(self) -> None: ...

    @property
    def company_id(self) -> int | None:
        return self.prospect.company_id

    @property
    def is_over(self) -> bool:
        return self.at < clock.now()

    @property
    def sentence(self) -> str:
        when = moments.exact(self.at)
        return f"{self.get_state_display()}, {when}"

    def evidence_rows(self) -> Iterable[Any]:
        return ()
