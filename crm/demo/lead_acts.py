"""What can happen while somebody is a lead."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from activities.models import ActivityKind, Direction
from activities.recording import record_activity
from crm.core import clock
from crm.demo import words
from leads import automation
from leads.models import Lead
from lifecycle.doors import advance, enter
from lifecycle.models import Reason
from team.models import User

if TYPE_CHECKING:
    from crm.demo.story import Story

QUIET = (("Search", 4), ("Website", 4), ("Cold list", 2))
LOUD = (("Reference", 3), ("Trade fair", 4), ("Partner", 2), ("Webinar", 3), ("Search", 2), ("Website", 2))
CAMPAIGNS = {"Trade fair": "Control {year}", "Webinar": "Zero scrap {year}"}


def meet(story: Story) -> Lead:
    """Somebody appears: a contact with its first, or next, lead."""
    sources = QUIET if story.plot.modest else LOUD
    source = story.rng.choices([name for name, _weight in sources], [weight for _name, weight in sources])[0]
    interest = story.rng.choice(words.INTERESTS[story.language])
    campaign = CAMPAIGNS.get(source, "").format(year=clock.today().year)
    owner = None if story.plot.unowned else story.owner
    lead = Lead(contact=story.contact, owner=owner, team=story.owner.team, source=source, campaign=campaign)
    lead.interest, lead.created_at = interest, clock.now()
    return enter(lead, by=story.owner)  # type: ignore[no-any-return]


def write_in(story: Story) -> None:
    meet(story)
    text = words.say(story.rng, "form", story.language)
    note(story, ActivityKind.FORM, Direction.INCOMING, text, by=website(), details={"form": "contact"})


def reach(story: Story) -> None:
    kind = story.rng.choice((ActivityKind.CALL, ActivityKind.MAIL))
    note(story, kind, Direction.OUTGOING, words.say(story.rng, "reached", story.language))


def answer(story: Story) -> None:
    kind = story.rng.choice((ActivityKind.CALL, ActivityKind.MAIL))
    note(story, kind, Direction.INCOMING, words.say(story.rng, "answered", story.language))


def browse(story: Story) -> None:
    for path in story.rng.sample(words.PAGES, 2):
        visit(story, path)


def read(story: Story) -> None:
    paper = story.rng.choice(words.PAPERS)
    note(story, ActivityKind.DOWNLOAD, Direction.INCOMING, paper, by=website(), details={"file": paper})


def talk(story: Story) -> None:
    """A dialogue in which they want to know more: the lead is promoted by itself."""
    text = words.say(story.rng, "interested", story.language)
    note(story, ActivityKind.CALL, Direction.INCOMING, text, wants_more=True)


def heat_up(story: Story) -> None:
    """They read all about it in a day; the scoring promotes them, or a call does."""
    details = {"title": "Zero scrap"}
    note(story, ActivityKind.WEBINAR, Direction.INCOMING, "Zero scrap", by=website(), details=details)
    for path in ["/pricing"] * 3 + ["/products/proline-400"]:
        visit(story, path)
    due = automation.due().filter(score__contact=story.contact)
    if not automation.promote(due, without_limits=True):
        talk(story)


def set_aside(story: Story) -> None:
    until = story.present.date() + timedelta(days=story.rng.randint(5, 90))
    advance(story.lead, "nurture", by=story.owner, until=until)


def disqualify(story: Story) -> None:
    advance(story.lead, "disqualify", by=story.owner, reason=reason(story, "lead_disqualified"))


def undo(story: Story) -> None:
    advance(story.lead, "undo_promotion", by=story.owner, note="Took a student's visit for interest.")


def visit(story: Story, path: str) -> None:
    note(story, ActivityKind.PAGE_VISIT, Direction.INCOMING, path, by=website(), details={"path": path})


def note(story: Story, kind: str, direction: str, subject: str, *, by: Any = None, **more: Any) -> None:
    record_activity(story.contact, kind, by=by or story.owner, direction=direction, subject=subject, **more)


def reason(story: Story, kind: str) -> Reason:
    return story.rng.choice(list(Reason.objects.filter(kind=kind, active=True)))


def website() -> User:
    return User.objects.machine("website")
