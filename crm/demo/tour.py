"""The lead of the tour: two points short of the threshold, so that one look at the prices promotes it.

All its 48 points say who they are, and none what they did: those would have melted by the time somebody looks.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from random import Random

from activities import next_steps
from activities.models import ActivityKind, Direction, TaskKind
from activities.recording import record_activity
from contacts.creating import create_company, create_contact
from crm.core import clock
from crm.demo.calendar import office_hours
from crm.demo.staff import Staff
from leads.models import Lead
from lifecycle.doors import enter
from team.models import Role, User

COMPANY = {
    "name": "Nordlicht Maschinenbau GmbH",
    "domain": "nordlicht-maschinenbau.example",
    "industry": "Machine building",
    "employees": 120,
    "country": "DE",
    "city": "Kiel",
}
CONTACT = {
    "first_name": "Katrin",
    "last_name": "Brandt",
    "salutation": "ms",
    "job_title": "Produktionsleitung",
    "language": "de",
    "phone": "+493023125999",
    "country": "DE",
    "city": "Kiel",
}
EMAIL = "katrin.brandt@nordlicht-maschinenbau.example"


def prepare(staff: Staff, present: datetime) -> Lead:
    """Met six days ago, called, and heard from once: everything is there but the serious interest."""
    rep = staff.first(Role.REP)
    with _days_ago(present, 6):
        lead = _meet(rep)
    with _days_ago(present, 5):
        _log(lead, ActivityKind.CALL, Direction.OUTGOING, "Auf Empfehlung von Herrn Petersen angerufen")
    with _days_ago(present, 2):
        _log(lead, ActivityKind.MAIL, Direction.INCOMING, "Ausschuss an Linie 3 zu hoch, sieht sich um")
        subject = "Ask Katrin Brandt what line 3 costs them"
        next_steps.plan(lead, kind=TaskKind.CALL, subject=subject, due=present.date(), by=rep)
    return lead


def _meet(rep: User) -> Lead:
    company = create_company(by=rep, owner=rep, **COMPANY)
    contact = create_contact(by=rep, owner=rep, email=EMAIL, company=company, **CONTACT)
    about = {"interest": "Inline-Messung an Linie 3", "source": "Reference", "created_at": clock.now()}
    return enter(Lead(contact=contact, owner=rep, team=rep.team, **about), by=rep)  # type: ignore[no-any-return]


def _log(lead: Lead, kind: str, direction: str, subject: str) -> None:
    record_activity(lead.contact, kind, by=lead.owner, direction=direction, subject=subject)


def _days_ago(present: datetime, days: int) -> AbstractContextManager[None]:
    return clock.at(office_hours(Random(days), present - timedelta(days=days)))  # noqa: S311  a play, no secret
