"""What can happen while somebody is a prospect: credit, demo, and what has to be known."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from activities.working_days import at_local, working_day_from
from contacts.facts import change_facts
from crm.core import clock
from crm.demo import words
from crm.demo.calendar import ZONE
from crm.demo.lead_acts import reason
from lifecycle.doors import advance
from lifecycle.waivers import waive
from prospects import crediting, demos, gates
from prospects.participants import take_part

if TYPE_CHECKING:
    from crm.demo.story import Story

STEP = Decimal(5000)  # limits are round
TAXED = Decimal("1.19")


def learn(story: Story) -> None:
    """What they need, for how much, until when, and who decides."""
    today, value = clock.today(), story.value
    facts = {
        "need": words.say(story.rng, "need", story.language),
        "budget": value * story.rng.randint(100, 125) / 100,
        "expected_value": value,
        "expected_close": today + timedelta(days=story.rng.randint(25, 80)),
        "time_frame": words.say(story.rng, "time_frame", story.language),
        "why_now": words.say(story.rng, "why_now", story.language) if story.rng.random() < 0.6 else "",
    }
    if story.rng.random() < 0.5:
        facts["needed_by"] = today + timedelta(days=story.rng.randint(50, 150))
    change_facts(story.prospect, facts, by=story.owner)
    take_part(story.prospect, story.decider(), "decision_maker", by=story.owner)


def ask_credit(story: Story) -> None:
    crediting.request_credit(story.record, by=story.owner, amount=story.value)


def pass_credit(story: Story) -> None:
    crediting.approve(
        story.waiting_check,
        by=story.officer,
        limit=limit_for(story),
        valid_until=clock.today() + timedelta(days=story.rng.choice((180, 180, 365))),
        grounds=story.rng.choice(words.GROUNDS),
        prepayment_only=story.plot.prepaid,
    )


def limit_for(story: Story) -> Decimal:
    """Enough for this deal and those before, in round figures."""
    wanted = (story.value + story.sold) * TAXED * Decimal("1.5")
    return (wanted // STEP + 2) * STEP


def refuse_credit(story: Story) -> None:
    crediting.refuse(story.waiting_check, by=story.officer, grounds=story.rng.choice(words.REFUSALS))


def plan_demo(story: Story) -> None:
    """For the next beat of the story; if there is none, some day soon."""
    demos.plan_demo(
        story.prospect, by=story.owner, host=story.owner, at=story.ahead or _soon(story), place="Video call"
    )


def hold_demo(story: Story) -> None:
    demos.hold_demo(
        story.planned_demo,
        by=story.owner,
        wants_to_go_on=True,
        interest=story.rng.choice((3, 4, 4, 5)),
        agreed_to_quote=True,
        notes=words.say(story.rng, "demo", story.language),
    )


def show(story: Story) -> None:
    """A demo after which they go on, but have not asked for a quote yet."""
    notes = words.say(story.rng, "demo", story.language)
    demos.hold_demo(story.planned_demo, by=story.owner, wants_to_go_on=True, interest=3, notes=notes)


def miss_demo(story: Story) -> None:
    advance(story.planned_demo, "miss", by=story.owner)


def call_off(story: Story) -> None:
    advance(story.planned_demo, "cancel", by=story.owner)


def spare_demo(story: Story) -> None:
    """They know the machine: the manager lets the demo go."""
    why = "They run three of these machines in another plant."
    for gate in (gates.demo_held, gates.wants_to_go_on):
        waive(story.prospect, gate, by=story.manager, reason=why)
    demos.agree_to_quote(story.prospect, by=story.owner)


def park(story: Story) -> None:
    until = story.present.date() + timedelta(days=story.rng.randint(10, 120))
    advance(story.prospect, "park", by=story.owner, until=until)


def lose(story: Story) -> None:
    advance(story.prospect, "lose", by=story.owner, reason=reason(story, "prospect_lost"))


def decline(story: Story) -> None:
    why = reason(story, "prospect_declined")
    advance(story.prospect, "decline", by=story.officer, reason=why, note="Told by telephone; may ask again in a year.")


def recycle(story: Story) -> None:
    until = story.present.date() + timedelta(days=story.rng.randint(20, 200))
    advance(story.prospect, "recycle", by=story.owner, until=until)


def _soon(story: Story) -> datetime:
    """A full hour of a working day in the next two weeks; today's only if it is still ahead."""
    day = working_day_from(story.present.date() + timedelta(days=story.rng.randint(0, 12)))
    at = at_local(day, time(story.rng.randint(9, 16)), ZONE)
    return at if at > story.present else at_local(working_day_from(day + timedelta(days=1)), time(10), ZONE)
