"""Everything on somebody's desk, read in a fixed number of queries: tasks, demos, records, credit to decide."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from activities.models import Task
from activities.querysets import midnight
from crm.core import clock
from leads.models import Lead
from opportunities.models import Opportunity, Quote
from prospects.models import CreditCheck, Demo, Prospect
from team.models import Role

MOST = 200  # rows of one sort that are looked at
CLOSE = Decimal("0.9")  # of the threshold
STUCK_AFTER = timedelta(days=14)
Rows = list[Any]


class Desk:
    """What one person should look at. Managers also see where their team's records stand."""

    def __init__(self, user: Any) -> None:
        self.user = user
        self.sells = user.has_role(Role.REP, Role.MANAGER, Role.ADMIN)
        self.leads_team = user.has_role(Role.MANAGER) and user.team_id is not None

    @cached_property
    def tasks(self) -> Rows:
        """Due today or earlier, the longest due first."""
        due = Task.objects.due_until(clock.today()).owned_by(self.user).select_related("contact__company", "owner")
        return list(due.order_by("due_at", "pk")[:MOST])

    @cached_property
    def demos(self) -> Rows:
        """Planned for today, or over and not recorded: held by the user, or for a prospect of theirs."""
        mine = Demo.objects.filter(Q(host=self.user) | Q(prospect__owner=self.user), state="planned")
        until = mine.filter(at__lt=midnight(clock.today() + timedelta(days=1)))
        return list(until.select_related("contact__company", "prospect").order_by("at", "pk")[:MOST])

    @cached_property
    def opportunities(self) -> Rows:
        offer = Quote.objects.filter(opportunity=OuterRef("pk"), state="sent", valid_until__isnull=False)
        said = offer.values(said=JSONObject(number="number", until="valid_until"))
        rows = self._read(Opportunity.objects.live(), "company").annotate(offer=Subquery(said[:1]))
        return list(rows[:MOST]) if self.sells else []

    @cached_property
    def prospects(self) -> Rows:
        theirs = Q(company=OuterRef("company")) | Q(company=None, contact=OuterRef("contact"))
        asked = CreditCheck.objects.waiting().filter(theirs).order_by("requested_at").values("requested_at")
        rows = self._read(Prospect.objects.active(), "company").annotate(asked_at=Subquery(asked[:1]))
        return list(rows[:MOST]) if self.sells else []

    @cached_property
    def leads(self) -> Rows:
        """Those with a task today, close to the threshold, or with nothing planned; the hottest first."""
        if not self.sells:
            return []
        with_task = [task.about_id for task in self.tasks if task.about_kind == Lead.kind]
        rows = Lead.objects.active().owned_by(self.user).with_score().select_related("contact__company")
        rows = rows.annotate(threshold=F("score__epoch__scorecard__threshold"), idle=_nothing_planned(Lead))
        wanted = Q(pk__in=with_task) | Q(idle=True) | Q(points__gte=F("threshold") * CLOSE)
        return list(rows.filter(wanted).order_by(F("heat").desc(nulls_last=True), "pk")[:MOST])

    @cached_property
    def queue(self) -> Rows:
        """Credit checks that wait for a decision, the longest waiting first."""
        if not self.user.has_role(Role.CREDIT_OFFICER):
            return []
        waiting = CreditCheck.objects.waiting().select_related("company", "contact", "requested_by")
        return list(waiting.order_by("requested_at", "pk")[:MOST])

    def people(self) -> Rows:
        """Everybody whose name will be shown."""
        rows = (*self.tasks, *self.demos, *self._all_deals, *self.leads, *self.queue)
        return [row.contact for row in rows if row.contact]

    @property
    def stuck(self) -> Rows:
        """The team's prospects and opportunities that have stood still for long, the dearest first."""
        limit = clock.now() - STUCK_AFTER
        still = [each for each in self._all_deals if each.entered_at < limit and self.leads_team]
        return sorted(still, key=lambda each: (-(each.expected_value or 0), each.entered_at))

    @property
    def _all_deals(self) -> Rows:
        return [*self.opportunities, *self.prospects]

    def is_mine(self, record: Any) -> bool:
        return bool(record.owner_id == self.user.pk)

    def is_close(self, lead: Any) -> bool:
        return lead.points is not None and lead.threshold is not None and lead.points >= lead.threshold * CLOSE

    def record(self, kind: str, pk: int | None) -> Any:
        """The lead, prospect or opportunity on this desk that a task is about."""
        return self._records.get((kind, pk or 0))

    @cached_property
    def _records(self) -> dict[tuple[str, int], Any]:
        return {(each.kind, each.pk): each for each in (*self._all_deals, *self.leads)}

    def _read(self, records: QuerySet[Any], *more: str) -> QuerySet[Any]:
        whose = Q(owner=self.user) | Q(team=self.user.team_id) if self.leads_team else Q(owner=self.user)
        rows = records.filter(whose).annotate(idle=_nothing_planned(records.model))
        return rows.select_related("contact__company", "owner", *more).order_by("entered_at", "pk")


def _nothing_planned(model: Any) -> Any:
    return ~Exists(Task.objects.open().filter(about_kind=model.kind, about_id=OuterRef("pk")))
