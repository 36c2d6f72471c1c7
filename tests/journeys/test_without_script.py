"""Everything that matters also works in a browser without JavaScript."""

import pytest
from playwright.sync_api import expect

from prospects.models import Prospect
from tests.factories.records import make_lead, make_opportunity

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def plain(browse, rep):
    return browse(rep, java_script_enabled=False)


def test_a_lead_becomes_a_prospect_and_gets_its_facts(plain, rep):
    plain.goto(f"/leads/{make_lead(rep).pk}/")
    plain.get_by_role("link", name="Log dialogue").first.click()
    plain.locator("textarea").fill("They want to know more")
    plain.get_by_role("button", name="Log").click()
    expect(plain.locator(".ui-path .now .nm")).to_contain_text("Prospect")
    plain.locator("#facts a[href$='field=need']").click()
    plain.locator("[name=need]").fill("Fewer rejects")
    plain.get_by_role("button", name="Save").click()
    expect(plain.locator("#facts")).to_contain_text("Fewer rejects")


def test_a_lead_is_set_aside_and_taken_up_again(plain, rep):
    lead = make_lead(rep)
    plain.goto(f"/leads/{lead.pk}/steps/nurture/")
    plain.get_by_role("button", name="Set aside").click()
    expect(plain.locator(".ui-path .now")).to_contain_text("Nurturing until")
    plain.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(plain.locator(".ui-states .cur")).to_contain_text("New")
    assert not Prospect.objects.exists()


def test_a_quote_gets_another_line(plain, rep):
    deal = make_opportunity(rep)
    plain.goto(f"/quotes/{deal.current_quote.pk}/edit/")
    plain.get_by_role("button", name="Add line").click()
    plain.locator("[name=line-1-text]").fill("Training")
    plain.locator("[name=line-1-unit_price]").fill("1300")
    plain.get_by_role("button", name="Save").last.click()
    expect(plain.locator(".ui-lines")).to_contain_text("Training")
