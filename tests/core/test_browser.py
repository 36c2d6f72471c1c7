import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import expect

from contacts.models import Contact
from tests.core import desk

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.core.desk")]


@pytest.fixture
def signed_in(context, live_server, client_for, rep):
    session = client_for(rep).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])


@pytest.fixture
def at_desk(page, live_server, signed_in):
    desk.pressed.clear()
    page.goto(f"{live_server.url}/desk/")
    return page


@pytest.fixture
def at_list(page, live_server, signed_in, rep):
    for name in "CABD":
        Contact.objects.create(first_name="Eva", last_name=name, owner=rep, city="Kiel")
    page.goto(f"{live_server.url}/picking/")
    return page


def names(page):
    return page.locator("td.c-person a").all_inner_texts()


def test_a_question_mark_shows_the_keys_unless_somebody_types(at_desk):
    at_desk.get_by_label("Note").press("?")
    expect(at_desk.locator("#shortcuts")).to_be_hidden()
    at_desk.locator("h1").click()
    at_desk.keyboard.press("?")
    expect(at_desk.locator("#shortcuts")).to_be_visible()
    at_desk.keyboard.press("Escape")
    expect(at_desk.locator("#shortcuts")).to_be_hidden()


def test_a_double_click_counts_once(at_desk):
    at_desk.get_by_role("button", name="Press").dblclick()
    at_desk.wait_for_load_state("networkidle")
    assert desk.pressed == ["POST"]


def test_harm_is_asked_about_first(at_desk):
    at_desk.get_by_role("button", name="Harm").click()
    expect(at_desk.get_by_text("Delete it?")).to_be_visible()
    at_desk.get_by_role("button", name="Cancel").click()
    assert desk.pressed == []
    at_desk.get_by_role("button", name="Harm").click()
    with at_desk.expect_navigation():
        at_desk.get_by_role("button", name="Yes, go on").click()
    assert desk.pressed == ["POST"]


def test_a_form_opens_in_the_dialog_keeps_its_errors_and_leaves_when_saved(at_desk):
    at_desk.keyboard.press("e")
    dialog = at_desk.locator("#dialog")
    dialog.get_by_label("Name").fill("too long")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.locator(".ui-errors")).to_be_focused()
    assert dialog.get_by_label("Name").input_value() == "too long"
    dialog.get_by_label("Name").fill("short")
    dialog.get_by_role("button", name="Save").click()
    expect(at_desk.locator(".ui-toast").get_by_text("Name saved.")).to_be_visible()
    expect(dialog).to_be_hidden()


def test_half_written_text_is_not_lost_by_a_slip(at_desk):
    at_desk.keyboard.press("e")
    dialog = at_desk.locator("#dialog")
    dialog.get_by_label("Name").fill("half")
    at_desk.once("dialog", lambda question: question.dismiss())
    at_desk.mouse.click(5, 5)
    expect(dialog).to_be_visible()
    at_desk.evaluate("window.stayed = true")
    dialog.get_by_role("link", name="Cancel").click()
    expect(dialog).to_be_hidden()
    assert at_desk.evaluate("window.stayed")


def test_an_htmx_answer_brings_a_toast_that_takes_it_back(at_desk):
    at_desk.get_by_role("button", name="Say").click()
    with at_desk.expect_navigation():
        at_desk.locator(".ui-toast").get_by_role("button", name="Undo").click()
    assert desk.pressed == ["POST"]


def test_the_system_theme_follows_the_machine(at_desk):
    html = at_desk.locator("html")
    at_desk.emulate_media(color_scheme="dark")
    expect(html).to_have_attribute("data-bs-theme", "dark")
    at_desk.emulate_media(color_scheme="light")
    expect(html).to_have_attribute("data-bs-theme", "light")


def test_a_list_sorts_and_pages_in_place_and_the_address_follows(at_list):
    at_list.evaluate("window.stayed = true")
    at_list.get_by_role("link", name="Name").click()
    expect(at_list.locator("td.c-person a").first).to_have_text("Eva D")
    assert at_list.url.endswith("?sort=-name")
    at_list.get_by_role("link", name="Next").click()
    expect(at_list.locator("td.c-person a")).to_have_count(1)
    assert names(at_list) == ["Eva A"]
    assert at_list.evaluate("window.stayed")


def test_a_list_is_searched_while_typing(at_list):
    at_list.get_by_label("Search in list").press_sequentially("B")
    expect(at_list.locator("td.c-person a")).to_have_count(1)
    expect(at_list.get_by_label("Search in list")).to_be_focused()


def test_rows_are_walked_and_chosen_by_keyboard(at_list):
    at_list.keyboard.press("j")
    at_list.keyboard.press("j")
    at_list.keyboard.press("x")
    expect(at_list.locator(".ui-bulk b")).to_have_text("1 selected")
    at_list.get_by_label("Select page").click()
    expect(at_list.locator(".ui-bulk b")).to_have_text("3 selected")
    at_list.keyboard.press("k")
    at_list.keyboard.press("Enter")
    at_list.wait_for_url("**/people/*/")


@pytest.mark.parametrize("width", [1440, 390])
def test_a_list_is_accessible(at_list, width):
    at_list.set_viewport_size({"width": width, "height": 900})
    found = Axe().run(at_list)
    assert found.violations_count == 0, found.generate_report()


def test_a_list_works_without_script(browser, live_server, at_list):
    quiet = browser.new_context(java_script_enabled=False, storage_state=at_list.context.storage_state()).new_page()
    quiet.goto(f"{live_server.url}/picking/")
    quiet.get_by_role("link", name="Name").click()
    quiet.get_by_role("link", name="Next").click()
    assert names(quiet) == ["Eva A"]
    quiet.context.close()
