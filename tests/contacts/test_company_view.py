import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.models import Company
from tests.factories.contacts import CompanyFactory, ContactFactory
from tests.factories.records import make_opportunity, make_won

pytestmark = pytest.mark.django_db
QUERIES = 10  # session, user, company, attributes, people, addresses, deals, prospects, steps, activities


@pytest.fixture
def company(rep):
    return CompanyFactory(name="Nordlicht GmbH", owner=rep, team=rep.team)


def test_the_page_shows_people_live_and_won_business(client_for, rep, company):
    make_won(rep, ContactFactory(owner=rep, team=rep.team, company=company, last_name="Brandt"))
    make_opportunity(rep, ContactFactory(owner=rep, team=rep.team, company=company, last_name="Petersen"))
    page = client_for(rep).get(f"/companies/{company.pk}/").content.decode()
    for words in ("Nordlicht GmbH", "Brandt", "Petersen", "Live business", "28,400", "Wants to know more"):
        assert words in page


@pytest.mark.parametrize("people", [1, 3])
def test_the_page_asks_the_same_number_of_questions_however_many_people(client_for, rep, company, people):
    for _ in range(people):
        make_opportunity(rep, ContactFactory(owner=rep, team=rep.team, company=company))
    client = client_for(rep)
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/companies/{company.pk}/")
    assert len(asked) == QUERIES


def test_foreign_and_missing_companies_are_both_not_found(client_for, stranger, company, settings):
    settings.CRM_STRICT_VISIBILITY = True
    client = client_for(stranger)
    for pk in (company.pk, 999_999):
        assert client.get(f"/companies/{pk}/").status_code == 404
        assert client.get(f"/companies/{pk}/edit/").status_code == 404


def test_a_company_is_entered_and_its_domain_belongs_to_it_alone(client_for, rep):
    client, data = client_for(rep), {"name": "Mühle GmbH", "domain": "https://www.Muehle.example/", "owner": rep.pk}
    answer = client.post("/companies/new/", data)
    company = Company.objects.get()
    assert (answer.url, company.domain, company.team) == (f"/companies/{company.pk}/", "muehle.example", rep.team)
    again = client.post("/companies/new/", {**data, "name": "Another"})
    assert again.status_code == 422
    assert "Mühle GmbH has this domain already." in again.content.decode()


@pytest.mark.parametrize(
    "data", [{"name": ""}, {"name": "x" * 201}, {"name": "a\0b"}, {"name": "A", "domain": "no domain"}]
)
def test_an_impossible_company_is_refused(client_for, rep, data):
    assert client_for(rep).post("/companies/new/", data).status_code == 422


@pytest.mark.parametrize("data", [{"domain": "x y"}, {"domain": "taken.example"}, {"name": ""}, {"employees": "-1"}])
def test_a_wrong_fact_is_refused_beside_its_field(client_for, rep, company, data):
    CompanyFactory(domain="taken.example")
    url = f"/companies/{company.pk}/edit/?field={next(iter(data))}"
    assert client_for(rep).post(url, {**data, "version": 1}).status_code == 422


def test_companies_are_suggested_while_one_types(client_for, rep, company):
    assert 'value="Nordlicht GmbH"' in client_for(rep).get("/companies/suggest/?company=nord").content.decode()
    assert client_for(rep).get("/companies/suggest/?company=%00").content == b""
    assert client_for(rep).post("/companies/suggest/").status_code == 405
