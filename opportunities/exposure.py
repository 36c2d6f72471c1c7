"""What a company would owe us: its accepted quotes of deals not yet settled, and the quote at hand."""

from decimal import Decimal
from typing import Any

from opportunities.quoting import total_of


def exposure_of(opportunity: Any) -> Decimal:
    """Accepted quotes of all the subject's opportunities, plus the current quote of this one, prepaid ones left out."""
    from opportunities.models import Quote

    owed = Quote.objects.filter(
        opportunity__in=opportunity.of_same_subject(), state="accepted", prepayment=False
    ).prefetch_related("lines")
    quotes = {quote.pk: quote for quote in owed}
    current = opportunity.current_quote
    if current is not None and not current.prepayment:
        quotes[current.pk] = current
    return sum((total_of(quote.lines.all()).gross for quote in quotes.values()), Decimal(0))
