import pytest

from contacts.models import FieldChange
from leads.models import Lead
from tests.factories.records import make_lead

pytestmark = pytest.mark.django_db
IN_PLACE = {"HX-Request": "true"}


@pytest.fixture
def lead(rep):
    return make_lead(rep, interest="A gauge")


@pytest.fixture
def url(lead):
    return f"/leads/{lead.pk}/edit/?field=interest"


def test_one_fact_is_asked_for_in_its_place(client_for, rep, url):
    text = client_for(rep).get(url, headers=IN_PLACE).content.decode()
    assert 'name="interest"' in text
    assert 'name="source"' not in text
    assert "<html" not in text


def test_saving_in_place_tells_the_page_to_fetch_what_changed(client_for, rep, lead, url):
    answer = client_for(rep).post(url, {"interest": "Two gauges", "version": lead.version}, headers=IN_PLACE)
    assert (answer.status_code, "moved" in answer["HX-Trigger"]) == (204, True)
    assert FieldChange.objects.get().new == "Two gauges"


def test_works_as_a_page_without_script(client_for, rep, lead, url):
    client = client_for(rep)
    assert b"<html" in client.get(url).content
    assert client.post(url, {"interest": "Two gauges", "version": lead.version}).url == f"/leads/{lead.pk}/"


def test_a_stale_page_shows_both_values_and_saves_neither(client_for, rep, lead, url):
    Lead.objects.filter(pk=lead.pk).update(interest="Theirs", version=lead.version + 1)
    answer = client_for(rep).post(url, {"interest": "Mine", "version": lead.version})
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Theirs" in text
    assert "Mine" in text
    assert Lead.objects.get().interest == "Theirs"


def test_facts_of_the_person_are_changed_on_the_person(client_for, rep, lead):
    url = f"/leads/{lead.pk}/edit/?field=phone&of=contact"
    client_for(rep).post(url, {"phone": "+49 431 5560218", "version": lead.contact.version})
    lead.contact.refresh_from_db()
    assert str(lead.contact.phone) == "+494315560218"


def test_refuses_who_may_only_read(client_for, stranger, url):
    assert client_for(stranger).post(url, {"interest": "Mine", "version": 1}).status_code == 403


def test_hides_from_strangers_where_visibility_is_strict(client_for, stranger, url, settings):
    settings.CRM_STRICT_VISIBILITY = True
    assert client_for(stranger).get(url).status_code == 404
