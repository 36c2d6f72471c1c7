"""interested → credit cleared → demonstrated → qualified; any live state → parked, lost or declined, and back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import GET_STATE, FSMField

from lifecycle.records import Guarded
from lifecycle.steps import step
from prospects import gates
from prospects.permissions import is_machine, may_decline, may_work


class State(models.TextChoices):
    INTERESTED = "interested", _("Interested")
    CREDIT_CLEARED = "credit_cleared", _("Credit cleared")
    DEMONSTRATED = "demonstrated", _("Demonstrated")
    QUALIFIED = "qualified", _("Qualified")
    PARKED = "parked", _("Parked")
    LOST = "lost", _("Lost")
    DECLINED = "declined", _("Declined")
    RECYCLED = "recycled", _("Back to nurturing")
    WITHDRAWN = "withdrawn", _("Withdrawn")


PATH = (State.INTERESTED, State.CREDIT_CLEARED, State.DEMONSTRATED, State.QUALIFIED)
ACTIVE = (State.INTERESTED, State.CREDIT_CLEARED, State.DEMONSTRATED)
LIVE = (*ACTIVE, State.PARKED)
WAY_BACK = GET_STATE(lambda prospect, *_args, **_kwargs: prospect.state_before(), states=LIVE)


class ProspectLifecycle(Guarded):
    state = FSMField(_("state"), choices=State.choices, default=State.INTERESTED, protected=True, editable=False)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        abstract = True

    @step(
        state, State.INTERESTED, State.CREDIT_CLEARED,
        label=_("Clear credit"), may=may_work, by_itself=True, forward=True, icon="shield-check",
        gates=[gates.credit_valid],
    )  # fmt: skip
    def clear_credit(self) -> None: ...

    @step(
        state, State.CREDIT_CLEARED, State.DEMONSTRATED,
        label=_("Confirm demo"), may=may_work, by_itself=True, forward=True, icon="presentation",
        gates=[gates.demo_held, gates.wants_to_go_on],
    )  # fmt: skip
    def confirm_demo(self) -> None: ...

    @step(
        state, State.DEMONSTRATED, State.QUALIFIED,
        label=_("Make opportunity"), may=may_work, by_itself=True, forward=True, icon="diamond",
        gates=[
            gates.agreed_to_quote, gates.need_known, gates.budget_known, gates.decision_maker_known,
            gates.time_frame_known, gates.credit_valid,
        ],
    )  # fmt: skip
    def qualify(self, opportunity: Any) -> None:
        self.until = None

    @step(state, ACTIVE, State.PARKED, label=_("Park until a date"), may=may_work, icon="player-pause", needs=["until"])
    def park(self, until: date) -> None:
        self.until = until

    @step(state, State.PARKED, WAY_BACK, label=_("Take up again"), may=may_work, icon="player-play")
    def resume(self) -> None:
        self.until = None

    @step(state, LIVE, State.LOST, label=_("Mark as lost"), may=may_work, reason="prospect_lost", icon="x")
    def lose(self) -> None:
        self.until = None

    @step(
        state, LIVE, State.DECLINED,
        label=_("Decline for credit"), may=may_decline, reason="prospect_declined", needs=["note"], icon="shield-x",
    )  # fmt: skip
    def decline(self) -> None:
        self.until = None

    @step(state, (State.LOST, State.DECLINED), WAY_BACK, label=_("Reopen"), may=may_work, icon="arrow-back-up")
    def reopen(self) -> None: ...

    @step(
        state, LIVE, State.RECYCLED,
        label=_("Back to nurturing"), may=may_work, icon="recycle", needs=["until"],
    )  # fmt: skip
    def recycle(self, until: date) -> None:
        self.until = until

    @step(state, LIVE, State.WITHDRAWN, label=_("Withdraw"), may=is_machine, icon="arrow-back-up")
    def withdraw(self) -> None:
        self.until = None
