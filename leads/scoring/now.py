"""What a lead scores at this moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Case, FloatField, Value, When
from django.db.models.functions import Cast

from crm.core import clock
from leads.models.scoring import Epoch, Score
from leads.scoring.arithmetic import decay, tenths


@dataclass(frozen=True)
class ScoreNow:
    """A score as it is shown: in tenths, with the terms of the scorecard it comes from."""

    total: Decimal
    fit: Decimal
    threshold: int
    minimum_fit: int
    version: str
    as_of: datetime

    @property
    def engagement(self) -> Decimal:
        return self.total - self.fit

    @property
    def reaches_threshold(self) -> bool:
        return self.total >= self.threshold

    @property
    def missing(self) -> Decimal:
        """Points to go."""
        return max(self.threshold - self.total, Decimal("0.0"))


def score_of(lead: Any, as_of: datetime | None = None) -> ScoreNow | None:
    """The lead's score; None while no scorecard is active. One query."""
    score = Score.objects.select_related("epoch__scorecard").filter(lead=lead, epoch__isnull=False).first()
    return shown(score, as_of or clock.now()) if score else None


def factor(epoch: Epoch, as_of: datetime) -> float:
    """k in `score = fit + engagement · k`: one constant for all scores of an epoch."""
    return decay(epoch.began_at, as_of, epoch.scorecard.half_life_days)


def factors(as_of: datetime) -> Case:
    """k as an expression over scores: one constant, or one an epoch while a rescoring moves them from one to the next.

    NULL where no scorecard has scored a lead yet.
    """
    by_epoch = {epoch.pk: factor(epoch, as_of) for epoch in Epoch.objects.in_use()}
    whens = [When(score__epoch=pk, then=Cast(Value(k), FloatField())) for pk, k in by_epoch.items()]
    return Case(*whens, output_field=FloatField())


def shown(score: Score, as_of: datetime) -> ScoreNow:
    epoch = score.epoch
    assert epoch is not None
    card = epoch.scorecard
    return ScoreNow(
        total=tenths(score.fit + score.engagement * factor(epoch, as_of)),
        fit=Decimal(f"{score.fit}.0"),
        threshold=card.threshold,
        minimum_fit=card.minimum_fit,
        version=str(card),
        as_of=as_of,
    )
