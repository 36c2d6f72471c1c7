import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.models import ContactEmail
from tests.factories.contacts import CompanyFactory, ContactFactory
from tests.factories.records import make_lead, make_opportunity

pytestmark = pytest.mark.django_db


@pytest.fixture
def find(client_for, rep):
    def ask(text, **headers):
        return client_for(rep).get("/search/", {"q": text}, headers=headers)

    return ask


@pytest.fixture
def contact(rep):
    company = CompanyFactory(name="Nordlicht Maschinenbau GmbH", domain="nordlicht.example")
    known = {"first_name": "Jörg", "last_name": "Müller-Weiß", "phone": "+494315560218", "job_title": "Einkauf"}
    return ContactFactory(owner=rep, team=rep.team, company=company, email="j.mueller@nordlicht.example", **known)


@pytest.mark.parametrize(
    "text",
    ["Müller", "muller", "MUELLER", "weiss jörg", "joerg mull", "j.mueller@nordlicht.example", "nordlicht einkauf",
     "+49 431 5560218", "0431 5560-218", "(0431) 5560218", "0049 431 5560218", "+49 (0)431 5560218", "60218"],
)  # fmt: skip
def test_a_person_is_found_however_one_remembers_them(find, contact, text):
    assert f'href="/contacts/{contact.pk}/"' in find(text).content.decode()


def test_a_mueller_is_found_by_his_other_spelling(find):
    contact = ContactFactory(last_name="Mueller")
    assert f'href="/contacts/{contact.pk}/"' in find("Müller").content.decode()


@pytest.mark.parametrize("text", ["maschinenbau", "nordlicht gmbh", "nordlicht.example"])
def test_a_company_is_found(find, contact, text):
    assert f'href="/companies/{contact.company_id}/"' in find(text).content.decode()


def test_who_is_called_so_stands_above_who_works_there(find):
    works_there = ContactFactory(last_name="Zander", first_name="Eva", company=CompanyFactory(name="Brandt AG"))
    called_so = ContactFactory(last_name="Brandt", first_name="Eva")
    page = find("brandt").content.decode()
    assert page.index(f"/contacts/{called_so.pk}/") < page.index(f"/contacts/{works_there.pk}/")


def test_papers_are_found_by_their_number(find, rep):
    opportunity = make_opportunity(rep)
    quote, check = opportunity.quotes.get(), opportunity.credit_checks.get()
    assert f'href="/quotes/{quote.pk}/"' in find(quote.number.lower()).content.decode()
    assert f'href="/prospects/{opportunity.prospect_id}/"' in find(check.number).content.decode()


def test_the_phase_stands_beside_the_name(find, contact, rep):
    make_lead(rep, contact)
    assert "ph-lead" in find("müller").content.decode()


def test_under_the_search_field_only_the_best_are_shown(find):
    for n in range(9):
        ContactFactory(last_name=f"Brandt {n}")
    part = find("brandt", **{"HX-Request": "true", "HX-Target": "palette"}).content.decode()
    assert "<html" not in part
    assert part.count("/contacts/") == 6


@pytest.mark.parametrize("rows", [1, 3])
def test_a_search_asks_four_questions(client_for, rep, rows):
    for n in range(rows):
        ContactFactory(last_name=f"Brandt {n}", company=CompanyFactory(name=f"Brandt {n} AG"))
    client = client_for(rep)
    with CaptureQueriesContext(connection) as asked:
        client.get("/search/?q=brandt")
    assert len(asked) == 4


@pytest.mark.parametrize(
    "text", ["", " ", "\0", "%", "_", "'", "😀", "x" * 5000, "CR-99999999999", "Q-0000", "CR-", "مرحبا"]
)
def test_any_text_gets_an_answer(find, text):
    assert find(text).status_code == 200


def test_in_a_strict_house_only_what_one_may_see_is_found(client_for, rep, stranger, contact, settings):
    settings.CRM_STRICT_VISIBILITY = True
    opportunity = make_opportunity(rep, contact)
    for text in ("müller", "nordlicht", opportunity.quotes.get().number, opportunity.credit_checks.get().number):
        page = client_for(stranger).get("/search/", {"q": text}).content.decode()
        assert "Nothing found" in page


def test_removed_addresses_are_no_longer_found(find, contact):
    ContactEmail.objects.all().delete()
    assert f"/contacts/{contact.pk}/" not in find("j.mueller@nordlicht.example").content.decode()


def test_strangers_to_the_house_find_nobody(client):
    assert client.get("/search/?q=a").status_code == 302
