"""new → contacted → in dialogue → promoted; any live state → nurturing or disqualified, and back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import GET_STATE, FSMField

from leads import gates
from leads.permissions import may_promote, may_reopen, may_undo, may_work
from lifecycle.records import Guarded
from lifecycle.steps import step


class State(models.TextChoices):
    NEW = "new", _("New")
    CONTACTED = "contacted", _("Contacted")
    IN_DIALOGUE = "in_dialogue", _("In dialogue")
    NURTURING = "nurturing", _("Nurturing")
    PROMOTED = "promoted", _("Promoted")
    DISQUALIFIED = "disqualified", _("Disqualified")


PATH = (State.NEW, State.CONTACTED, State.IN_DIALOGUE, State.PROMOTED)
ACTIVE = (State.NEW, State.CONTACTED, State.IN_DIALOGUE)
LIVE = (*ACTIVE, State.NURTURING)
WAY_BACK = GET_STATE(lambda lead, *_args, **_kwargs: lead.state_before(), states=LIVE)


class LeadLifecycle(Guarded):
    state = FSMField(_("state"), choices=State.choices, default=State.NEW, protected=True, editable=False)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        abstract = True

    @step(
        state, State.NEW, State.CONTACTED,
        label=_("Mark as contacted"), may=may_work, gates=[gates.reachable], by_itself=True, icon="phone-outgoing",
    )  # fmt: skip
    def reach(self) -> None: ...

    @step(
        state, (State.NEW, State.CONTACTED), State.IN_DIALOGUE,
        label=_("Mark as in dialogue"), may=may_work, gates=[gates.has_answered], by_itself=True, icon="messages",
    )  # fmt: skip
    def engage(self) -> None: ...

    @step(
        state, LIVE, State.PROMOTED,
        label=_("Make prospect"), may=may_promote, by_itself=True, forward=True, icon="target-arrow",
        gates=[gates.shows_interest, gates.fits, gates.meets_standards, gates.has_not_objected],
    )  # fmt: skip
    def promote(self, prospect: Any) -> None:
        self.until = None

    @step(
        state, ACTIVE, State.NURTURING,
        label=_("Set aside until a date"), may=may_work, icon="player-pause", needs=["until"],
    )  # fmt: skip
    def nurture(self, until: date) -> None:
        self.until = until

    @step(state, State.NURTURING, WAY_BACK, label=_("Take up again"), may=may_work, icon="player-play")
    def revive(self) -> None:
        self.until = None

    @step(
        state, LIVE, State.DISQUALIFIED,
        label=_("Disqualify"), may=may_work, reason="lead_disqualified", icon="x",
    )  # fmt: skip
    def disqualify(self) -> None:
        self.until = None

    @step(state, State.DISQUALIFIED, WAY_BACK, label=_("Reopen"), may=may_reopen, icon="arrow-back-up")
    def reopen(self) -> None: ...

    @step(
        state, State.PROMOTED, WAY_BACK,
        label=_("Undo promotion"), may=may_undo, gates=[gates.nothing_decided], icon="arrow-back-up", needs=["note"],
    )  # fmt: skip
    def undo_promotion(self) -> None:
        self.start_cool_down()

    @step(
        state, State.PROMOTED, State.NURTURING,
        label=_("Back to nurturing"), may=may_work, icon="recycle", needs=["until"],
    )  # fmt: skip
    def recycle(self, until: date) -> None:
        self.until = until
        self.start_cool_down()

    def start_cool_down(self) -> None:
        raise NotImplementedError
