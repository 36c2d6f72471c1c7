"""What a company would owe us: its accepted quotes of deals not yet settled, and the quote at hand."""

from decimal import Decimal
from typing import Any

from opportunities.quoting import total_of


def exposure_of(opportunity: Any) -> Decimal:
    """Accepted quotes of all the subject's opportunities, plus the current quote of this one, prepaid ones left out."""
    return sum((total_of(quote.lines.all()).gross for quote in owed(opportunity)), Decimal(0))


def exposure_before(opportunity: Any) -> Decimal:
    """The same without this opportunity."""
    others = (quote for quote in owed(opportunity) if quote.opportunity_id != opportunity.pk)
    return sum((total_of(quote.lines.all()).gross for quote in others), Decimal(0))


def owed(opportunity: Any) -> list[Any]:
    """The quotes that make up the exposure."""
    current = opportunity.current_quote
    return [
        quote
        for quote in opportunity.quotes_of_subject
        if not quote.prepayment and (quote.state == "accepted" or quote == current)
    ]
