"""What everybody has planned this morning: some of it late, some for today, and a few records forgotten."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.db.models import F

from activities import next_steps
from activities.about import needs_next_step
from activities.models import Notification, Task, TaskKind
from activities.working_days import at_local, working_day_from
from crm.core import clock
from crm.demo.calendar import ZONE
from crm.demo.story import Story

FORGOTTEN = 0.08
SHARES = {"late": 2, "today": 3, "soon": 6}
STEPS: dict[str, tuple[str, str, str]] = {  # by state: kind, English, German
    "new": (TaskKind.CALL, "First call with {name}", "Erstes Gespräch mit {name}"),
    "contacted": (TaskKind.CALL, "Call {name} again", "{name} noch einmal anrufen"),
    "in_dialogue": (TaskKind.CALL, "Ask {name} about the project", "{name} nach dem Projekt fragen"),
    "interested": (TaskKind.MAIL, "Send {name} the list of papers for credit", "{name} die Unterlagenliste schicken"),
    "credit_cleared": (TaskKind.CALL, "Agree on a demo with {name}", "Demo mit {name} vereinbaren"),
    "demonstrated": (TaskKind.CALL, "Ask {name} for the decision maker", "{name} nach der Entscheidung fragen"),
    "open": (TaskKind.TODO, "Write the quote for {name}", "Angebot für {name} schreiben"),
    "quoted": (TaskKind.CALL, "Go through the quote with {name}", "Angebot mit {name} durchgehen"),
    "negotiating": (TaskKind.CALL, "Settle the price with {name}", "Preis mit {name} klären"),
}


def fill(rng: Random, stories: list[Story], present: datetime) -> None:
    for story in stories:
        record = story.record
        if record is not None and record.owner_id and needs_next_step(record):
            with clock.at(story.last):
                _plan(story, record, _day(rng, story.last.date(), present.date()), forgotten=rng.random() < FORGOTTEN)


def read_old_news(present: datetime) -> None:
    """Everybody has read what came before today, and been reminded of what is late."""
    morning = at_local(present.date(), time(0), ZONE)
    Notification.objects.filter(created_at__lt=morning).update(read_at=F("created_at"))
    Task.objects.open().filter(remind_at__lt=morning).update(reminded_at=F("remind_at"), remind_at=None)


def _plan(story: Story, record: Any, due: date, *, forgotten: bool) -> None:
    task = Task.objects.open().about(record).first()
    if forgotten:
        next_steps.drop_all_about(record)
    elif task is not None:
        next_steps.change(task, by=story.owner, due=due)
    else:
        kind, english, german = STEPS[record.state]
        subject = (german if story.owner.language == "de" else english).format(name=story.contact)
        next_steps.plan(record, kind=kind, subject=subject, due=due, by=story.owner)


def _day(rng: Random, last: date, today: date) -> date:
    """A working day after the last thing that happened."""
    match rng.choices(list(SHARES), list(SHARES.values()))[0]:
        case "late":
            return max(last, working_day_from(today - timedelta(days=rng.randint(1, 8))))
        case "today":
            return today
    return working_day_from(today + timedelta(days=rng.randint(1, 12)))
