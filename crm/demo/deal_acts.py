"""What can happen while somebody is about to buy, and when a customer buys again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from activities.models import ActivityKind, Direction
from crm.core import clock
from crm.demo import words
from crm.demo.lead_acts import note, reason
from lifecycle.doors import advance
from opportunities import quotes
from opportunities.conversion import start_opportunity
from opportunities.models import QuoteLine

if TYPE_CHECKING:
    from crm.demo.story import Story


def write_quote(story: Story) -> None:
    terms: dict[str, Any] = {
        "valid_until": clock.today() + timedelta(days=story.rng.choice((30, 30, 45))),
        "prepayment": story.plot.prepaid,
    }
    quotes.write_lines(story.quote, _lines(story), by=story.owner, **terms)


def send_quote(story: Story) -> None:
    quotes.send_quote(story.quote, by=story.owner)


def negotiate(story: Story) -> None:
    text = words.say(story.rng, "negotiated", story.language)
    note(story, ActivityKind.CALL, Direction.INCOMING, text)
    advance(story.deal, "negotiate", by=story.owner)


def quote_anew(story: Story) -> None:
    """A new quote with a discount on the first line takes the place of the one before."""
    draft = quotes.replace_quote(story.quote, by=story.owner)
    lines = list(draft.lines.all())
    lines[0].discount = story.rng.choice((3, 5, 8))
    quotes.write_lines(draft, lines, by=story.owner, valid_until=clock.today() + timedelta(days=30))
    send_quote(story)


def accept(story: Story) -> None:
    quote, reference = story.quote, f"PO {story.rng.randint(10_000, 99_999)}"
    quotes.accept_quote(quote, by=story.owner, order_reference=reference)
    story.sold += quote.totals.net


def lose_deal(story: Story) -> None:
    rival = story.rng.choice(words.COMPETITORS)
    advance(story.deal, "lose", by=story.owner, reason=reason(story, "opportunity_lost"), competitor=rival)


def buy_again(story: Story) -> None:
    title = story.rng.choice(words.INTERESTS[story.language])
    start_opportunity(story.contact, by=story.owner, title=title)
    story.choose_products()


def _lines(story: Story) -> list[QuoteLine]:
    return [quotes.line_of(product, quantity, language=story.language) for product, quantity in story.basket]
