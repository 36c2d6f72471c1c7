import pytest

from activities.recording import record_activity
from leads.models import Lead
from tests.factories.contacts import CompanyFactory, ContactFactory
from tests.factories.records import make_lead, make_prospect

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(rep):
    contact = ContactFactory(
        company=CompanyFactory(name="Nordlicht GmbH"), owner=rep, team=rep.team, first_name="Katrin"
    )
    return make_lead(rep, contact, interest="Inline gauge")


@pytest.fixture
def see(client_for, rep):
    def look(lead, **query):
        return client_for(rep).get(f"/leads/{lead.pk}/", query)

    return look


def test_shows_path_checklist_facts_and_timeline(see, lead):
    text = see(lead).content.decode()
    for part in ("Inline gauge", "Nordlicht GmbH", "Serious interest", "Log dialogue", "Became Lead", "3 of 4 met"):
        assert part in text


def test_rejects_post(client_for, rep, lead):
    assert client_for(rep).post(f"/leads/{lead.pk}/").status_code == 405


def test_missing_is_404(client_for, rep):
    assert client_for(rep).get("/leads/999999/").status_code == 404


def test_hides_from_strangers_where_visibility_is_strict(client_for, stranger, lead, settings):
    settings.CRM_STRICT_VISIBILITY = True
    assert client_for(stranger).get(f"/leads/{lead.pk}/").status_code == 404


def test_a_stranger_reads_but_finds_nothing_to_press(client_for, stranger, lead):
    text = client_for(stranger).get(f"/leads/{lead.pk}/").content.decode()
    assert "Inline gauge" in text
    assert "composer" not in text
    assert "/steps/" not in text
    assert "Log dialogue</a>" not in text


@pytest.mark.parametrize("count", [1, 3])
def test_asks_the_database_the_same_however_much_happened(client_for, lead, rep, count, django_assert_num_queries):
    for n in range(count):
        record_activity(lead.contact, "call", by=rep, direction="out", subject=f"Call {n}")
    browser = client_for(rep)
    with django_assert_num_queries(11):
        assert browser.get(f"/leads/{lead.pk}/").status_code == 200


def test_the_pulse_is_silent_until_the_lead_changes(client_for, rep, lead):
    client = client_for(rep)
    same = client.get(f"/leads/{lead.pk}/pulse/", {"version": lead.version})
    assert (same.status_code, "HX-Trigger" in same) == (204, False)
    Lead.objects.filter(pk=lead.pk).update(version=lead.version + 1)
    assert "moved" in client.get(f"/leads/{lead.pk}/pulse/", {"version": lead.version})["HX-Trigger"]


def test_a_promoted_lead_leads_on_to_its_prospect(see, rep):
    prospect = make_prospect(rep)
    text = see(prospect.lead).content.decode()
    assert f"/prospects/{prospect.pk}/" in text
    assert "It goes on as prospect" in text


def test_names_from_outside_are_escaped(see, lead):
    lead.contact.first_name = "<script>alert(1)</script>"
    lead.contact.save()
    assert "<script>alert" not in see(lead).content.decode()
