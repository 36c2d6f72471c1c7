import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.models import AttributeDefinition
from tests.factories.contacts import CompanyFactory, ContactFactory
from tests.factories.records import make_lead

pytestmark = pytest.mark.django_db
QUERIES = 5  # session, user, owners, attributes, rows


def test_contacts_stand_under_the_tab_of_their_phase(client_for, rep):
    make_lead(rep, ContactFactory(last_name="Leading"))
    ContactFactory(last_name="Resting")
    client = client_for(rep)
    assert b"Resting" not in client.get("/contacts/?view=lead").content
    assert b"Leading" in client.get("/contacts/?view=lead").content
    assert b"Leading" not in client.get("/contacts/?view=contact").content
    assert client.get("/contacts/?counts=1").content.count(b'id="contacts-view-') == 7


def test_a_contact_shows_address_and_telephone_number(client_for, rep):
    ContactFactory(email="k.brandt@example.com", phone="+494315560218")
    page = client_for(rep).get("/contacts/").content.decode()
    assert "k.brandt@example.com" in page
    assert "+49 431 5560218" in page


def test_a_company_shows_how_many_of_its_people_we_know(client_for, rep):
    company = CompanyFactory(name="Nordlicht GmbH", domain="nordlicht.example", employees=120)
    ContactFactory.create_batch(3, company=company)
    page = client_for(rep).get("/companies/").content.decode()
    for words in ("Nordlicht GmbH", "nordlicht.example", ">120<", ">3<"):
        assert words in page


@pytest.mark.parametrize(
    ("query", "found"), [("industry=plast", True), ("employees_min=200", False), ("attributes.iso=true", True)]
)
def test_companies_are_filtered_by_what_is_known(client_for, rep, query, found):
    AttributeDefinition.objects.create(of="company", key="iso", label="ISO 9001", type="yes_no")
    CompanyFactory(name="Nordlicht", industry="Plastics", employees=120, attributes={"iso": True})
    assert (b"Nordlicht" in client_for(rep).get(f"/companies/?{query}").content) == found


@pytest.mark.parametrize("address", ["/contacts/", "/companies/", "/contacts/?sort=-created", "/companies/?sort=-name"])
@pytest.mark.parametrize("rows", [1, 3])
def test_the_lists_ask_the_same_number_of_questions(client_for, rep, address, rows):
    for _ in range(rows):
        ContactFactory(company=CompanyFactory())
    client = client_for(rep)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    assert len(asked) == QUERIES


@pytest.mark.parametrize("address", ["/contacts/?view=all", "/companies/?view=all"])
def test_in_a_strict_house_a_stranger_sees_none_of_it(client_for, rep, stranger, settings, address):
    settings.CRM_STRICT_VISIBILITY = True
    company = CompanyFactory(name="Nordlicht", owner=rep, team=rep.team)
    ContactFactory(last_name="Nordlicht", company=company, owner=rep, team=rep.team)
    assert b"Nordlicht" not in client_for(stranger).get(address).content


@pytest.mark.parametrize(("address", "button"), [("/contacts/", "/contacts/new/"), ("/companies/", "/companies/new/")])
def test_an_empty_list_teaches_and_offers_the_first_step(client_for, rep, address, button):
    assert f'href="{button}"' in client_for(rep).get(address).content.decode()
