"""The lifecycle as a hypothesis state machine: any order of work, and the audit stays clean."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from contacts.facts import change_facts
from crm.core import clock
from lifecycle import audit
from lifecycle.doors import advance
from lifecycle.refusals import Refused
from lifecycle.steps import steps_from_here
from opportunities import quotes
from opportunities.models import Opportunity, QuoteLine
from prospects import crediting, demos
from prospects.models import Prospect
from prospects.participants import take_part
from tests.factories.records import QUALIFIED, log_interest, make_lead
from tests.factories.team import UserFactory

STEPS = (
    *("reach", "engage", "promote", "nurture", "revive", "disqualify", "reopen", "undo_promotion", "recycle"),
    *("clear_credit", "confirm_demo", "qualify", "park", "resume", "lose", "present_quote", "negotiate", "win"),
)


class Journey(RuleBasedStateMachine):
    """One contact and everything that can happen to it; a refusal is an answer, anything else an error."""

    records = Bundle("records")

    @initialize()
    def begin(self):
        self.rep = UserFactory()
        self.officer = UserFactory(roles=["credit_officer"], team=None)
        self.lead = make_lead(self.rep)

    def attempt(self, action, *args, **kwargs):
        try:
            return action(*args, **kwargs)
        except Refused:
            return None

    def latest(self, model):
        return model.objects.filter(contact=self.lead.contact).order_by("-pk").first()

    @rule(step=st.sampled_from(STEPS), model=st.sampled_from(["lead", "prospect", "opportunity"]))
    def take_a_step(self, step, model):
        record = {"lead": self.lead, "prospect": self.latest(Prospect), "opportunity": self.latest(Opportunity)}[model]
        if record is not None:
            later = {"until": clock.today() + timedelta(days=9)} if step in ("nurture", "park", "recycle") else {}
            self.attempt(advance, record, step, by=self.rep, **later)

    @rule()
    def they_answer(self):
        log_interest(self.lead.contact, self.rep)

    @rule(limit=st.sampled_from(["0", "100", "99999"]), prepaid=st.booleans())
    def credit_decides(self, limit, prepaid):
        if prospect := self.latest(Prospect):
            check = crediting.request_credit(prospect, by=self.rep)
            until = clock.today() + timedelta(days=30)
            self.attempt(
                crediting.approve,
                check,
                by=self.officer,
                limit=Decimal(limit),
                valid_until=until,
                prepayment_only=prepaid,
            )

    @rule()
    def credit_revokes(self):
        prospect = self.latest(Prospect)
        if prospect and (check := prospect.valid_credit_check):
            self.attempt(advance, check, "revoke", by=self.officer)

    @rule(goes_on=st.booleans(), agreed=st.booleans())
    def demo_is_held(self, goes_on, agreed):
        prospect = self.latest(Prospect)
        demo = prospect and self.attempt(demos.plan_demo, prospect, by=self.rep, at=clock.now(), host=self.rep)
        if demo:
            demos.hold_demo(demo, by=self.rep, wants_to_go_on=goes_on, agreed_to_quote=agreed)

    @rule()
    def facts_become_known(self):
        if prospect := self.latest(Prospect):
            change_facts(prospect, QUALIFIED, by=self.rep)
            take_part(prospect, prospect.contact, "decision_maker", by=self.rep)

    @rule(price=st.sampled_from(["50", "28400.55"]))
    def quote_is_sent(self, price):
        deal = self.latest(Opportunity)
        if deal and deal.current_quote and deal.current_quote.is_draft:
            quotes.write_lines(deal.current_quote, [QuoteLine(text="Gauge", unit_price=Decimal(price))], by=self.rep)
            self.attempt(quotes.send_quote, self.latest(Opportunity).current_quote, by=self.rep)

    @rule(answer=st.sampled_from(["accept", "decline", "replace"]))
    def quote_is_answered(self, answer):
        deal = self.latest(Opportunity)
        if deal and deal.current_quote:
            act = {"accept": quotes.accept_quote, "replace": quotes.replace_quote}.get(answer)
            self.attempt(act or (lambda quote, by: advance(quote, "decline", by=by)), deal.current_quote, by=self.rep)

    @invariant()
    def the_audit_is_clean(self):
        if hasattr(self, "lead"):
            assert {check.name: found for check in audit.checks() if (found := check.offenders())} == {}

    @invariant()
    def nothing_waits_that_could_go_by_itself(self):
        for model in (Prospect, Opportunity) if hasattr(self, "lead") else ():
            for record in model.objects.filter(contact=self.lead.contact):
                ready = [s.name for s in steps_from_here(record) if s.forward and s.automatic and not s.missing()]
                assert ready == [] or record.state == "parked", (record.state, ready)


@pytest.mark.django_db
class TestJourney(TestCase):
    def test_any_order_of_work_keeps_every_invariant(self):
        run_state_machine_as_test(
            Journey,
            settings=settings(
                max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
            ),
        )
