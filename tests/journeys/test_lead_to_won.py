"""The whole way in two browsers: a rep takes a lead to a won deal, credit decides in between."""

import pytest
from playwright.sync_api import expect

from contacts.models import Contact
from opportunities.models import Opportunity, Product
from tests.factories.records import make_lead

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lead(rep):
    return make_lead(rep, interest="Gauge for line 3")


@pytest.fixture
def gauge(db):
    return Product.objects.create(sku="PL-400", name="ProLine 400", price="23900")


def answer(page, **fields):
    """Fill in the dialog and send it."""
    dialog = page.locator("#dialog")
    expect(dialog).to_be_visible()
    for name, value in fields.items():
        dialog.locator(f"[name={name}]").fill(value)
    dialog.locator("button[type=submit]").last.click()


def log_dialogue(page):
    page.get_by_role("link", name="Log dialogue").first.click()
    dialog = page.locator("#dialog")
    dialog.locator("textarea").fill("They want to know more about the inline gauge")
    dialog.get_by_role("button", name="Log").click()
    expect(page.locator(".ui-path .now .nm")).to_have_text("Prospect")


def ask_credit(page):
    page.locator(".ui-check").get_by_role("link", name="Ask for credit check").click()
    answer(page, amount="30000", request_note="A customer of our partner")
    expect(page.locator("#credit")).to_contain_text("Waiting for credit")


def decide(page):
    page.goto("/credit/")
    page.locator(".ui-table tbody a").first.click()
    page.get_by_role("link", name="Pass").click()
    answer(page, limit="50000", grounds="Pays on time")
    expect(page.locator(".ui-title")).to_contain_text("Passed")


def hold_demo(page):
    page.locator(".ui-check").get_by_role("link", name="Plan demo").click()
    answer(page, place="Video")
    page.locator("#demos").get_by_role("link", name="Record demo").click()
    dialog = page.locator("#dialog")
    dialog.get_by_label("They agreed to receive a quote").check()
    answer(page, notes="They liked it")
    expect(page.locator(".ui-states .cur")).to_contain_text("Demonstrated")


def complete_facts(page):
    for fact, value in (("need", "Fewer rejects"), ("budget", "30000"), ("time_frame", "This spring")):
        page.locator(f"#facts a[href$='field={fact}']").click()
        page.locator(f"#facts [name={fact}]").fill(value)
        page.locator(f"#facts [name={fact}]").press("Enter")
        expect(page.locator(f"#facts a[href$='field={fact}']")).not_to_contain_text("Not known yet")


def name_decision_maker(page):
    page.locator(".ui-check").get_by_role("link", name="Add participant").click()
    page.locator("#dialog [name=role]").select_option("decision_maker")
    answer(page)


def write_quote(page):
    page.locator("#quotes").get_by_role("link", name="Edit quote").click()
    page.locator("[name=line-0-product]").select_option(label="ProLine 400")
    expect(page.locator("[name=line-0-text]")).to_have_value("ProLine 400")
    page.get_by_role("button", name="Add line").click()
    page.locator("[name=line-1-text]").fill("Commissioning")
    page.locator("[name=line-1-unit_price]").fill("3200")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".ui-big")).to_have_text("32,249.00\u00a0€")


def send_and_accept(page):
    page.get_by_role("button", name="Send by mail").click()
    page.get_by_role("link", name="Record acceptance").click()
    answer(page, order_reference="PO 4711")


def test_a_rep_takes_a_lead_to_won_with_credit_deciding_in_between(browse, lead, gauge, credit_officer):
    page = browse(lead.owner)
    page.goto(f"/leads/{lead.pk}/")
    log_dialogue(page)
    ask_credit(page)
    decide(browse(credit_officer))
    expect(page.locator(".ui-states .cur")).to_contain_text("Credit cleared", timeout=15_000)  # it moved by itself
    hold_demo(page)
    complete_facts(page)
    name_decision_maker(page)
    expect(page.locator(".ui-path .now .nm")).to_have_text("Opportunity")
    write_quote(page)
    send_and_accept(page)
    expect(page.locator(".ui-states .cur")).to_contain_text("Won")
    assert Opportunity.objects.get().state == "won"
    assert Contact.objects.get(pk=lead.contact_id).phase == "customer"
