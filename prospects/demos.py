"""Planning a demo, and recording how it went."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from crm.core import clock
from lifecycle.doors import advance, enter, press_on
from lifecycle.locking import locked
from lifecycle.refusals import Impossible
from prospects.models import Demo, Prospect
from prospects.permissions import may_work
from team.models import User


@transaction.atomic
def plan_demo(prospect: Prospect, *, by: Any, at: datetime, host: Any, minutes: int = 45, place: str = "") -> Demo:
    """Plan the one demo that is ahead; raises Impossible if one is planned already or the prospect is over."""
    prospect = locked(prospect)
    if not may_work(by, prospect):
        raise PermissionDenied
    if not prospect.is_live or prospect.planned_demo is not None:
        raise Impossible("plan_demo", prospect.state)
    demo = Demo(prospect=prospect, contact=prospect.contact, at=at, host=host, minutes=minutes, place=place)
    return enter(demo, by=by)  # type: ignore[no-any-return]


@transaction.atomic
def hold_demo(
    demo: Demo, *, by: Any, wants_to_go_on: bool, interest: int | None = None, agreed_to_quote: bool = False,
    notes: str = "",
) -> Demo:  # fmt: skip
    """Record a held demo; an agreement to receive a quote goes to the prospect."""
    if agreed_to_quote:
        agree_to_quote(demo.prospect, by=by)
    return advance(  # type: ignore[no-any-return]
        demo, "hold", by=by, wants_to_go_on=wants_to_go_on, interest=interest, agreed_to_quote=agreed_to_quote,
        notes=notes,
    )  # fmt: skip


@transaction.atomic
def agree_to_quote(prospect: Prospect, *, by: Any) -> Prospect:
    """They agreed to receive a quote: remembered once, with its time."""
    prospect = locked(prospect)
    if not may_work(by, prospect):
        raise PermissionDenied
    if prospect.agreed_to_quote_at is None:
        prospect.agreed_to_quote_at = clock.now()
        prospect.version += 1
        prospect.save(update_fields=["agreed_to_quote_at", "version"])
        prospect.forget_judgements()
        prospect = press_on(prospect, by=User.objects.machine("lifecycle"))
    return prospect
