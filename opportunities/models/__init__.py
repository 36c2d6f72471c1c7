from opportunities.models.opportunity import Opportunity
from opportunities.models.product import Product
from opportunities.models.quote import Quote, QuoteLine

__all__ = ["Opportunity", "Product", "Quote", "QuoteLine"]
