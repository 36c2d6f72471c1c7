"""Numbers as the reader writes them: grouping, decimal sign and percent in the active language."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils import formats
from django.utils.translation import get_language

from crm.core.money import SYMBOLS

NBSP = "\u00a0"
MOST = 2**63 - 1  # what the database can count to
TIGHT_PERCENT = ("en",)  # languages that write 61%, not 61 %


def whole(text: str) -> int | None:
    """The whole number that a text from outside says, if it is one that the database could hold."""
    if not text.isdecimal() or len(text) > len(str(MOST)):
        return None
    value = int(text)
    return value if value <= MOST else None


def number(value: Decimal | float | None, places: int = 0) -> str:
    """`1.234` or, with places, `1.234,5`; empty for an unknown value."""
    if value is None:
        return ""
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return formats.number_format(exact, decimal_pos=places, use_l10n=True, force_grouping=True)


def amount(value: Decimal | None, currency: str = "") -> str:
    """A round sum for lists and boards, `28.400 €`; papers with cents use `money.money`."""
    if value is None:
        return ""
    symbol = SYMBOLS.get(currency, currency)
    return f"{number(value)}{NBSP}{symbol}" if symbol else number(value)


def percent(share: Decimal | float | None, places: int = 0) -> str:
    """A share of one as percent: 0.614 → `61%`, in German `61 %`."""
    if share is None:
        return ""
    gap = "" if (get_language() or "en").startswith(TIGHT_PERCENT) else NBSP
    return f"{number(Decimal(str(share)) * 100, places)}{gap}%"


def signed(value: Decimal | float, places: int = 0) -> str:
    """`+18`, `−3` with a real minus sign, `0`."""
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return sign + number(-value if value < 0 else value, places)
