"""Letting it all happen: every beat of every story at its moment, in the order of time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db import transaction

from activities.models import Task
from crm.core import clock
from crm.demo import agenda, catalogue, deal_acts, lead_acts, prospect_acts, staff, tour
from crm.demo.calendar import moments
from crm.demo.people import Town
from crm.demo.plots import GAPS, PLOTS, USUAL, Plot
from crm.demo.story import Story
from leads import automation
from prospects.expiry import expire_all

TWO_YEARS = timedelta(days=730)
SCORED_SINCE = timedelta(days=160)  # before, people alone decided who is a prospect
MACHINES = {"meet", "write_in", "browse", "read", "heat_up"}  # acts that nobody here has done


@dataclass(order=True)
class Beat:
    """One thing that happens in a story; `order` keeps equal moments apart."""

    moment: datetime
    order: int
    act: str
    story: Story
    ahead: datetime | None


@transaction.atomic
def play(seed: int, present: datetime, tell: Callable[[str], Any] = print) -> None:
    """Fill the empty database with two years up to `present`; the same seed and moment give the same company."""
    rng = Random(seed)  # noqa: S311  a play, no secret
    with clock.at(present - TWO_YEARS):
        people, stock = staff.hire(), catalogue.stock()
        catalogue.define_attributes()
    town = Town(rng, people)
    stories = [Story(plot, rng, town, stock, present) for plot in PLOTS for _copy in range(plot.count)]
    beats = sorted([*_beats(rng, stories, present)])
    for number, beat in enumerate(beats):
        _pass_time(beats[number - 1].moment if number else present - TWO_YEARS, beat.moment, present)
        with clock.at(beat.moment):
            _perform(beat)
        if number % 250 == 249:
            tell(f"{beat.moment:%B %Y}")
    with clock.at(present):
        expire_all()
        automation.promote(automation.due(), without_limits=True)  # no worker has looked yet
    agenda.fill(rng, stories, present)
    agenda.read_old_news(present)
    tour.prepare(people, present)


def _beats(rng: Random, stories: list[Story], present: datetime) -> Iterator[Beat]:
    order = 0
    for story in stories:
        acts = story.plot.acts
        gaps = [rng.uniform(*GAPS.get(act, USUAL)) for act in acts]
        when = moments(rng, gaps, present - timedelta(days=_idle(rng, story.plot)), present)
        story.last = when[-1]
        for index, act in enumerate(acts):
            order += 1
            yield Beat(when[index], order, act, story, when[index + 1] if index + 1 < len(acts) else None)


def _idle(rng: Random, plot: Plot) -> float:
    """Days since the last beat; business has grown, so more of it is recent."""
    least, most = plot.idle
    return float(least + (most - least) * rng.random() ** 1.4)


def _perform(beat: Beat) -> None:
    story = beat.story
    story.ahead = beat.ahead
    if beat.act in ("meet", "write_in"):
        story.appear()
    elif beat.act not in MACHINES:
        open_tasks = Task.objects.open().filter(contact=story.contact)
        open_tasks.update(done_at=clock.now(), done_by=story.owner)
    _act(beat.act)(story)


def _act(name: str) -> Callable[[Story], None]:
    """The function of that name in one of the three phases."""
    modules = (lead_acts, prospect_acts, deal_acts)
    return next(getattr(module, name) for module in modules if hasattr(module, name))  # type: ignore[no-any-return]


def _pass_time(before: datetime, now: datetime, present: datetime) -> None:
    """What happens by itself between two beats: scoring begins one day, and credit checks end at night."""
    if before <= (begin := present - SCORED_SINCE) < now:
        with clock.at(begin):
            catalogue.set_up_scoring()
    if before.isocalendar()[:2] != now.isocalendar()[:2]:  # a look a week is enough here
        with clock.at(now.replace(hour=2, minute=0)):
            expire_all()
