from leads.models.lead import Lead
from leads.models.scoring import (
    CardState,
    DayCount,
    EngagementRule,
    Epoch,
    FitRule,
    PromotionAttempt,
    Score,
    Scorecard,
)

__all__ = [
    "CardState",
    "DayCount",
    "EngagementRule",
    "Epoch",
    "FitRule",
    "Lead",
    "PromotionAttempt",
    "Score",
    "Scorecard",
]
