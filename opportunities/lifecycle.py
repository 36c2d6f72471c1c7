"""open → quoted → negotiating → won; any live state → lost, and back."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import GET_STATE, FSMField

from crm.core import clock
from lifecycle.records import Guarded
from lifecycle.steps import step
from opportunities import gates
from opportunities.permissions import may_work


class State(models.TextChoices):
    OPEN = "open", pgettext_lazy("state", "Open")
    QUOTED = "quoted", _("Quoted")
    NEGOTIATING = "negotiating", _("Negotiating")
    WON = "won", _("Won")
    LOST = "lost", _("Lost")


PATH = (State.OPEN, State.QUOTED, State.NEGOTIATING, State.WON)
LIVE = (State.OPEN, State.QUOTED, State.NEGOTIATING)
WAY_BACK = GET_STATE(lambda opportunity, *_args, **_kwargs: opportunity.state_before(), states=LIVE)


class OpportunityLifecycle(Guarded):
    state = FSMField(_("state"), choices=State.choices, default=State.OPEN, protected=True, editable=False)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True, editable=False)
    competitor = models.CharField(_("competitor"), max_length=120, blank=True, default="")

    class Meta:
        abstract = True

    @step(
        state, State.OPEN, State.QUOTED,
        label=_("Present quote"), may=may_work, by_itself=True, forward=True, gates=[gates.quote_sent],
        icon="file-text",
    )  # fmt: skip
    def present_quote(self) -> None: ...

    @step(state, State.QUOTED, State.NEGOTIATING, label=_("Start negotiating"), may=may_work, icon="arrows-exchange")
    def negotiate(self) -> None: ...

    @step(
        state, (State.QUOTED, State.NEGOTIATING), State.WON,
        label=_("Win"), may=may_work, by_itself=True, forward=True, icon="rosette-discount-check",
        gates=[gates.quote_accepted, gates.credit_valid, gates.limit_covers_exposure],
    )  # fmt: skip
    def win(self) -> None:
        self.closed_at = clock.now()

    @step(
        state, LIVE, State.LOST,
        label=_("Mark as lost"), may=may_work, reason="opportunity_lost", needs=["competitor"], icon="x",
    )  # fmt: skip
    def lose(self, competitor: str = "") -> None:
        self.closed_at, self.competitor = clock.now(), competitor

    @step(state, State.LOST, WAY_BACK, label=_("Reopen"), may=may_work, icon="arrow-back-up")
    def reopen(self) -> None:
        self.closed_at = None
