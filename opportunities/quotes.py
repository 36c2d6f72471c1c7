"""Drafting, filling and answering quotes; a sent quote is never changed, only replaced by a new one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils.translation import gettext as _

from crm.core import clock
from lifecycle.doors import advance, enter
from lifecycle.locking import locked
from lifecycle.refusals import Impossible, Refused
from opportunities.models import Opportunity, Product, Quote, QuoteLine
from opportunities.permissions import may_quote
from team.permissions import may_write

VALIDITY = timedelta(days=30)


class Changed(Refused):
    """Somebody saved another version of the draft meanwhile; `quote` is how it is now."""

    def __init__(self, quote: Quote) -> None:
        self.quote = quote
        super().__init__(_("Somebody else changed this quote meanwhile. Nothing was saved."))


def next_number() -> str:
    """The next number of the year, `Q-2026-0007`, without doubles however many ask at once."""
    year = clock.today().year
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO opportunities_quotenumber (year, last) VALUES (%s, 1) "
            "ON CONFLICT (year) DO UPDATE SET last = opportunities_quotenumber.last + 1 RETURNING last",
            [year],
        )
        return f"Q-{year}-{cursor.fetchone()[0]:04d}"


@transaction.atomic
def draft_quote(record: Any, *, by: Any, prospect: Any = None, text: str = "") -> Quote:
    """A draft for an opportunity, or a price indication for a prospect, with one line if there is a text for it."""
    opportunity = record if isinstance(record, Opportunity) else None
    quote = Quote(
        number=next_number(),
        contact=record.contact,
        opportunity=opportunity,
        prospect=prospect if opportunity else record,
        currency=record.currency,
        valid_until=clock.today() + VALIDITY,
    )
    enter(quote, by=by)
    if text:
        QuoteLine.objects.create(quote=quote, text=text[:300], unit_price=record.expected_value or Decimal(0))
    return quote


@transaction.atomic
def write_lines(
    quote: Quote, lines: Iterable[QuoteLine], *, by: Any, expected_version: int | None = None, **facts: Any
) -> Quote:
    """Replace the draft's lines and terms. Raises Impossible once it was sent, Changed if somebody was faster."""
    quote = locked(quote)
    if not may_quote(by, quote):
        raise PermissionDenied
    if not quote.is_draft:
        raise Impossible("write_lines", quote.state)
    if expected_version not in (None, quote.version):
        raise Changed(quote)
    quote.lines.all().delete()
    for position, line in enumerate(lines, start=1):
        line.pk, line.quote, line.position = None, quote, position
        line.save(force_insert=True)
    for name, value in facts.items():
        setattr(quote, name, value)
    quote.version += 1
    quote.save(update_fields=["version", *facts])
    _carry_total(quote)
    return quote


def line_of(product: Product, quantity: Decimal = Decimal(1), *, language: str = "en") -> QuoteLine:
    """A line with the product's present name and price."""
    return QuoteLine(
        product=product,
        text=product.name_in(language),
        quantity=quantity,
        unit_price=product.price,
        tax_rate=product.tax_rate,
    )


def send_quote(quote: Quote, *, by: Any, mail_to: str = "") -> Quote:
    """Send: from now on it is immutable, and its total is the record's expected value."""
    return advance(quote, "send", by=by, mail_to=mail_to)  # type: ignore[no-any-return]


def accept_quote(quote: Quote, *, by: Any, order_reference: str = "") -> Quote:
    """The customer accepted; recorded by hand with the reference of the order."""
    return advance(quote, "accept", by=by, order_reference=order_reference)  # type: ignore[no-any-return]


@transaction.atomic
def replace_quote(quote: Quote, *, by: Any) -> Quote:
    """A new draft with the same lines; the old quote stays readable as replaced."""
    quote = advance(quote, "replace", by=by)
    copy = Quote(
        number=next_number(),
        contact=quote.contact,
        opportunity=quote.opportunity,
        prospect=quote.prospect,
        currency=quote.currency,
        valid_until=clock.today() + VALIDITY,
        prepayment=quote.prepayment,
        note=quote.note,
    )
    enter(copy, by=by)
    return write_lines(copy, quote.lines.all(), by=by)


@transaction.atomic
def begin_quote(record: Any, *, by: Any) -> Quote:
    """The draft of an opportunity, or the price indication of a prospect: the one there is, else a new one."""
    record = locked(record)
    if not may_write(by, record):
        raise PermissionDenied
    if not record.is_live:
        raise Impossible("begin_quote", record.state)
    present = record.quotes.exclude(state="replaced").order_by("-pk").first()
    return present or draft_quote(record, by=by, text=record.title)


def _carry_total(quote: Quote) -> None:
    """The quote's net total replaces the expected value of what it is for."""
    record = quote.record
    type(record).objects.filter(pk=record.pk).update(expected_value=quote.totals.net)
