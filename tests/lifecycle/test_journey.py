"""The whole way from a lead to a won deal, through the door."""

import pytest

from contacts.models import Contact
from leads.models import Lead
from lifecycle.models import Transition
from opportunities.models import Opportunity
from prospects.models import Prospect
from tests.factories.records import (
    QUALIFIED,
    hold_demo,
    make_lead,
    make_opportunity,
    make_prospect,
    make_won,
    pass_credit,
)

pytestmark = pytest.mark.django_db


def steps_of(record):
    return list(Transition.objects.of(record).order_by("seq").values_list("step", flat=True))


def test_a_dialogue_makes_the_lead_a_prospect_by_itself():
    prospect = make_prospect()
    assert steps_of(prospect.lead) == ["enter", "engage", "promote"]
    assert Contact.objects.get(pk=prospect.contact_id).phase == "prospect"


def test_credit_then_demo_moves_the_prospect_by_itself():
    prospect = make_prospect()
    pass_credit(prospect)
    hold_demo(prospect)
    assert steps_of(prospect) == ["enter", "clear_credit", "confirm_demo"]


def test_a_demo_held_first_waits_for_credit():
    prospect = make_prospect()
    hold_demo(prospect)
    assert Prospect.objects.get(pk=prospect.pk).state == "interested"
    pass_credit(prospect)
    assert Prospect.objects.get(pk=prospect.pk).state == "demonstrated"


def test_qualifying_gives_birth_to_an_opportunity_with_a_draft_quote():
    opportunity = make_opportunity()
    quote = opportunity.current_quote
    assert (quote.state, quote.lines.get().text) == ("draft", QUALIFIED["need"])
    assert opportunity.participants.get().role == "decision_maker"


def test_an_accepted_quote_wins_by_itself():
    won = make_won()
    assert won.state == "won"
    assert steps_of(won) == ["enter", "present_quote", "win"]
    assert Contact.objects.get(pk=won.contact_id).phase == "customer"


def test_undoing_a_promotion_withdraws_the_prospect():
    from lifecycle.doors import advance

    prospect = make_prospect()
    lead = advance(prospect.lead, "undo_promotion", by=prospect.owner)
    assert lead.state == "in_dialogue"
    assert Prospect.objects.get(pk=prospect.pk).state == "withdrawn"
    assert lead.cool_down_until is not None


def test_recycling_a_prospect_puts_its_lead_back_to_nurturing():
    from datetime import date

    from lifecycle.doors import advance

    prospect = make_prospect()
    advance(prospect, "recycle", by=prospect.owner, until=date(2030, 1, 1))
    assert Lead.objects.get(pk=prospect.lead_id).state == "nurturing"


def test_a_second_won_deal_starts_from_the_contact():
    from opportunities.conversion import start_opportunity

    won = make_won()
    again = start_opportunity(won.contact, by=won.owner, title="A second gauge")
    assert Opportunity.objects.get(pk=again.pk).state == "open"
    assert make_lead().state == "new"
