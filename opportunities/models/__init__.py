from opportunities.models.opportunity import Opportunity
from opportunities.models.product import Product
from opportunities.models.quote import Quote, QuoteLine
from opportunities.models.quote_number import QuoteNumber

__all__ = ["Opportunity", "Product", "Quote", "QuoteLine", "QuoteNumber"]
