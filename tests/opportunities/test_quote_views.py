import pytest

from activities.models import Activity, OutboxMessage
from contacts.models import Contact
from opportunities.models import Opportunity, Product, Quote
from tests.factories.records import make_opportunity, make_prospect, send_quote

pytestmark = pytest.mark.django_db
LINE = {"line-0-text": "Gauge", "line-0-quantity": "2", "line-0-unit_price": "100.50", "line-0-discount": "10"}
SENT = LINE | {"line-0-tax_rate": "19", "lines": "1", "valid_until": "2099-01-01", "note": "", "do": "save"}


@pytest.fixture
def deal(rep):
    return make_opportunity(rep)


@pytest.fixture
def quote(deal):
    return deal.current_quote


@pytest.fixture
def write(client_for, rep, quote):
    def send(user=rep, **changes):
        return client_for(user).post(f"/quotes/{quote.pk}/edit/", SENT | {"version": quote.version} | changes)

    return send


def test_lines_are_saved_and_added_up(write, quote, deal):
    assert write().url == f"/quotes/{quote.pk}/"
    assert str(Quote.objects.get(pk=quote.pk).totals.net) == "180.90"
    assert str(Opportunity.objects.get(pk=deal.pk).expected_value) == "180.90"


def test_adding_a_line_keeps_what_was_typed_and_saves_nothing(write, quote):
    text = write(do="add").content.decode()
    assert 'name="line-1-text"' in text
    assert 'value="100.50"' in text
    assert quote.lines.get().text != "Gauge"


def test_removing_a_line_closes_the_gap(write):
    text = write(
        **{"lines": "2", "line-1-text": "Training", "line-1-unit_price": "1", "do": "remove-0"}
    ).content.decode()
    assert 'value="Training"' in text
    assert 'value="Gauge"' not in text


def test_a_product_fills_text_price_and_tax(write):
    product = Product.objects.create(sku="P", name="ProLine", price="23900", tax_rate="7")
    text = write(**{"line-0-product": str(product.pk), "do": "fill-0"}).content.decode()
    for part in ('value="ProLine"', 'value="23900"', 'value="7"'):
        assert part in text


def test_a_product_without_a_text_means_the_product(write, quote):
    product = Product.objects.create(sku="P", name="ProLine", price="23900")
    write(**{"line-0-product": str(product.pk), "line-0-text": "", "line-0-unit_price": ""})
    assert quote.lines.get().text == "ProLine"


def test_a_wrong_figure_is_named_by_its_line(write, quote):
    answer = write(**{"line-0-unit_price": "a lot"})
    assert answer.status_code == 422
    assert b"Line 1" in answer.content
    assert b"a lot" in answer.content


def test_germans_type_commas(write, rep, quote):
    rep.language = "de"
    rep.save()
    write(**{"line-0-unit_price": "100,50"})
    assert str(quote.lines.get().unit_price) == "100.50"


def test_a_stale_editor_keeps_its_lines_and_shows_the_other_ones(write, quote):
    write(**{"line-0-text": "Theirs"})
    answer = write(**{"line-0-text": "Mine"})
    assert answer.status_code == 409
    assert "Theirs" in answer.content.decode()
    assert 'value="Mine"' in answer.content.decode()
    assert quote.lines.get().text == "Theirs"


def test_sending_twice_is_sending_once(client_for, rep, quote, write):
    write()
    client = client_for(rep)
    answers = [client.post(f"/quotes/{quote.pk}/send/?seen=1").status_code for _twice in range(2)]
    assert answers == [302, 302]
    assert Opportunity.objects.get().state == "quoted"


def test_an_empty_quote_is_not_sent_and_says_why(client_for, rep, quote):
    quote.lines.all().delete()
    answer = client_for(rep).post(f"/quotes/{quote.pk}/send/")
    assert answer.status_code == 409
    assert b"It has lines" in answer.content


def test_a_quote_leaves_by_mail_once_in_the_language_of_the_customer(client_for, rep, quote):
    Contact.objects.filter(pk=quote.contact_id).update(language="de", salutation="ms")
    client = client_for(rep)
    for _click in range(2):
        client.post(f"/quotes/{quote.pk}/send/?seen=1", {"mail": "1"})
    mail = OutboxMessage.objects.get(contact=quote.contact)
    assert (mail.to, quote.number in mail.subject) == (quote.contact.email, True)
    assert "30.000,00\xa0€" in mail.body
    assert Activity.objects.get(source="quote").direction == "out"


def test_a_quote_noted_as_sent_mails_nothing(client_for, rep, quote):
    client_for(rep).post(f"/quotes/{quote.pk}/send/?seen=1")
    assert not OutboxMessage.objects.exists()
    assert Quote.objects.get().mailed_to == ""


def test_who_objects_to_mail_gets_none(client_for, rep, quote):
    Contact.objects.filter(pk=quote.contact_id).update(no_email=True)
    client_for(rep).post(f"/quotes/{quote.pk}/send/?seen=1", {"mail": "1"})
    assert not OutboxMessage.objects.exists()


def test_a_sent_quote_cannot_be_changed(client_for, rep, deal, write):
    send_quote(deal)
    assert write().url == f"/quotes/{deal.current_quote.pk}/"
    assert Quote.objects.get().lines.get().text == "Inline gauge"


def test_an_acceptance_wins_the_deal(client_for, rep, deal):
    quote = send_quote(deal)
    answer = client_for(rep).post(f"/quotes/{quote.pk}/accept/", {"order_reference": "PO 4711"})
    assert answer.url == f"/opportunities/{deal.pk}/"
    assert Opportunity.objects.get().state == "won"


def test_a_refusal_is_kept_with_its_reason_and_can_be_followed_by_a_new_draft(client_for, rep, deal):
    quote, client = send_quote(deal), client_for(rep)
    client.post(f"/quotes/{quote.pk}/decline/", {"note": "Too expensive"})
    fresh = client.post(f"/quotes/{quote.pk}/replace/")
    draft = Quote.objects.get(state="draft")
    assert fresh.url == f"/quotes/{draft.pk}/edit/"
    assert draft.lines.get().text == "Inline gauge"


def test_the_letter_greets_in_the_language_of_the_customer(client_for, rep, quote):
    text = client_for(rep).get(f"/quotes/{quote.pk}/print/").content.decode()
    assert quote.number in text
    assert "composer" not in text


def test_a_price_indication_is_written_once(client_for, rep):
    prospect, client = make_prospect(rep), client_for(rep)
    for _twice in range(2):
        assert client.post(f"/quotes/for-prospect/{prospect.pk}/").status_code == 302
    assert Quote.objects.filter(prospect=prospect).count() == 1


def test_buying_again_starts_an_opportunity(client_for, rep, deal):
    answer = client_for(rep).post(f"/opportunities/start/{deal.contact_id}/")
    assert answer.status_code == 302
    assert Opportunity.objects.count() == 2


def test_refuses_who_may_only_read(client_for, stranger, quote, write):
    assert write(user=stranger).status_code == 403
    for page in ("send", "replace"):
        assert client_for(stranger).post(f"/quotes/{quote.pk}/{page}/").status_code == 403


def test_hides_from_strangers_where_visibility_is_strict(client_for, stranger, quote, settings):
    settings.CRM_STRICT_VISIBILITY = True
    for page in ("", "edit/", "print/", "send/", "accept/"):
        assert client_for(stranger).get(f"/quotes/{quote.pk}/{page}").status_code == 404


def test_reading_changes_nothing(client_for, rep, quote):
    assert client_for(rep).get(f"/quotes/{quote.pk}/replace/").status_code == 405
    assert client_for(rep).get(f"/quotes/{quote.pk}/send/").status_code == 302
    assert Quote.objects.get().state == "draft"
