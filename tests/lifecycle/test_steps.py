"""Every step from every state: the table below is the whole truth, written down twice."""

from datetime import date

import pytest

from leads.lifecycle import State as LeadState
from lifecycle.refusals import Impossible
from lifecycle.steps import find
from opportunities.lifecycle import State as OpportunityState
from prospects.lifecycle import State as ProspectState
from tests.factories.journeys import journey
from tests.factories.records import make_lead, make_opportunity, make_prospect

pytestmark = pytest.mark.django_db

LEAD = {
    "reach": {"new"},
    "engage": {"new", "contacted"},
    "promote": {"new", "contacted", "in_dialogue", "nurturing"},
    "nurture": {"new", "contacted", "in_dialogue"},
    "revive": {"nurturing"},
    "disqualify": {"new", "contacted", "in_dialogue", "nurturing"},
    "reopen": {"disqualified"},
    "undo_promotion": {"promoted"},
    "recycle": {"promoted"},
}
PROSPECT_LIVE = {"interested", "credit_cleared", "demonstrated", "parked"}
PROSPECT = {
    "clear_credit": {"interested"},
    "confirm_demo": {"credit_cleared"},
    "qualify": {"demonstrated"},
    "park": PROSPECT_LIVE - {"parked"},
    "resume": {"parked"},
    "lose": PROSPECT_LIVE,
    "decline": PROSPECT_LIVE,
    "reopen": {"lost", "declined"},
    "recycle": PROSPECT_LIVE,
    "withdraw": PROSPECT_LIVE,
}
OPPORTUNITY = {
    "present_quote": {"open"},
    "negotiate": {"quoted"},
    "win": {"quoted", "negotiating"},
    "lose": {"open", "quoted", "negotiating"},
    "reopen": {"lost"},
}
WAITING = {"until": date(2030, 1, 1)}


def possible(record, step):
    try:
        find(record, step)
    except Impossible:
        return False
    return True


@pytest.mark.parametrize("state", LeadState.values)
def test_every_step_of_a_lead_from_every_state(state):
    lead = journey(make_lead(), state, **(WAITING if state == "nurturing" else {}))
    assert {step: possible(lead, step) for step in LEAD} == {step: state in LEAD[step] for step in LEAD}


@pytest.mark.parametrize("state", ProspectState.values)
def test_every_step_of_a_prospect_from_every_state(state):
    prospect = journey(make_prospect(), state, **(WAITING if state == "parked" else {}))
    assert {step: possible(prospect, step) for step in PROSPECT} == {step: state in PROSPECT[step] for step in PROSPECT}


@pytest.mark.parametrize("state", OpportunityState.values)
def test_every_step_of_an_opportunity_from_every_state(state):
    from crm.core import clock

    closed = {"closed_at": clock.now()} if state in ("won", "lost") else {}
    deal = journey(make_opportunity(), state, **closed) if state != "open" else make_opportunity()
    expected = {step: state in OPPORTUNITY[step] for step in OPPORTUNITY}
    assert {step: possible(deal, step) for step in OPPORTUNITY} == expected


@pytest.mark.parametrize("forged", ["save", "delete", "state", "__init__", "promote ", "PROMOTE", ""])
def test_a_forged_step_name_is_refused_before_anything_is_called(forged):
    with pytest.raises(Impossible):
        find(make_lead(), forged)


def test_the_tables_name_every_step_there_is():
    from leads.models import Lead
    from lifecycle.edges import edges_of
    from opportunities.models import Opportunity
    from prospects.models import Prospect

    for model, table in ((Lead, LEAD), (Prospect, PROSPECT), (Opportunity, OPPORTUNITY)):
        assert {step for _kind, _table, step, *_ in edges_of(model)} == {"enter", *table}
