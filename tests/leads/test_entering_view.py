import pytest

from activities.models import Task
from contacts.models import Company, Contact, ContactEmail
from leads.creating import LiveLead, create_lead
from leads.models import Lead
from tests.factories.contacts import CompanyFactory, ContactFactory
from tests.factories.records import make_lead

pytestmark = pytest.mark.django_db
PERSON = {"first_name": "Jörg", "last_name": "Müller", "email": "joerg@muehle.example", "company": "Mühle GmbH"}


@pytest.fixture
def enter(client_for, rep):
    def post(by=rep, **facts):
        return client_for(by).post("/leads/new/", {"owner": by.pk, **facts})

    return post


def test_one_form_makes_person_company_lead_and_first_call(enter, rep):
    answer = enter(**PERSON, interest="Gauge", source="Webinar", first_call="2026-11-30", phone="0431 5560218")
    lead = Lead.objects.get()
    assert answer.url == f"/leads/{lead.pk}/"
    assert (lead.contact.name, lead.contact.email, str(lead.contact.company)) == (
        "Jörg Müller", "joerg@muehle.example", "Mühle GmbH",
    )  # fmt: skip
    assert (lead.state, lead.owner, lead.team, lead.interest, lead.source) == ("new", rep, rep.team, "Gauge", "Webinar")
    assert lead.contact.phase == "lead"
    assert str(lead.contact.phone) == "+494315560218"
    assert Task.objects.get().subject == "First call: Jörg Müller"


def test_a_lead_for_nobody_waits_in_the_pool_without_a_task(enter, rep):
    enter(**PERSON, owner="", first_call="2026-11-30")
    lead = Lead.objects.get()
    assert (lead.owner, lead.team, Task.objects.count()) == (None, rep.team, 0)


def test_an_address_that_is_known_leads_to_its_contact_and_its_live_lead(enter, rep):
    lead = make_lead(rep, ContactFactory(first_name="Jörg", last_name="Müller", email="Joerg@Muehle.example"))
    answer = enter(**PERSON)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Jörg Müller is known already" in page
    assert f'href="/leads/{lead.pk}/"' in page
    assert f'href="/contacts/{lead.contact_id}/"' in page
    assert (Lead.objects.count(), Company.objects.count()) == (1, 0)


def test_in_a_strict_house_a_known_address_names_the_team_alone(enter, rep, stranger, settings):
    settings.CRM_STRICT_VISIBILITY = True
    ContactFactory(owner=rep, team=rep.team, first_name="Secret", email="joerg@muehle.example")
    page = enter(stranger, **PERSON).content.decode()
    assert "Already with team North" in page
    assert "Secret" not in page


def test_a_similar_name_at_the_company_is_asked_about_once(enter):
    ContactFactory(first_name="Joerg", last_name="Mueller", company=CompanyFactory(name="Mühle GmbH"), email="")
    answer = enter(**PERSON)
    assert answer.status_code == 422
    assert "Perhaps the same person?" in answer.content.decode()
    assert enter(**PERSON, sure="1").status_code == 302
    assert (Lead.objects.count(), Company.objects.count()) == (1, 1)


@pytest.mark.parametrize("text", ["muehle.example", "https://www.Muehle.example/jobs", "MÜHLE gmbh"])
def test_a_company_is_found_by_its_domain_or_name_however_it_is_typed(enter, text):
    company = CompanyFactory(name="Mühle GmbH", domain="muehle.example")
    enter(last_name="Müller", company=text)
    assert Lead.objects.get().contact.company == company


def test_the_domain_of_the_address_tells_the_company(enter):
    company = CompanyFactory(name="Mühle GmbH", domain="muehle.example")
    enter(last_name="Müller", email="joerg@muehle.example")
    assert Lead.objects.get().contact.company == company


def test_nobody_at_all_is_not_entered(enter):
    answer = enter(interest="Something")
    assert answer.status_code == 422
    assert "Enter a name, an e-mail address or a phone number." in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("😀", 302),
        ("مرحبا", 302),
        ("x" * 121, 422),
        ("y" * 10_000, 422),
        ("a\0b", 422),
        ("<b>Eve</b>", 302),
        ("=1+1", 302),
    ],
)
def test_any_name_is_entered_or_refused_in_words(enter, client_for, rep, name, status):
    answer = enter(last_name=name, company=name, job_title=name[:120], interest=name)
    assert answer.status_code == status
    if status == 302:
        assert "<b>Eve</b>" not in client_for(rep).get(answer.url).content.decode()


@pytest.mark.parametrize("email", ["no address", "a@b", "x\0@example.com", "x" * 300 + "@example.com", "@", "ü@ü"])
def test_an_impossible_address_is_refused_and_nothing_is_lost(enter, email):
    answer = enter(last_name="Kept", email=email)
    assert answer.status_code == 422
    assert 'value="Kept"' in answer.content.decode()


def test_two_who_enter_the_same_address_at_once_get_one_contact(enter, monkeypatch):
    taken = ContactFactory(email="joerg@muehle.example")
    monkeypatch.setattr("contacts.entering.who_has", lambda address: None)  # looked just before the other one saved
    answer = enter(**PERSON)
    assert answer.status_code == 422
    assert f'href="/contacts/{taken.pk}/"' in answer.content.decode()
    assert (Contact.objects.count(), ContactEmail.objects.count(), Lead.objects.count()) == (1, 1, 0)


def test_a_known_contact_gets_a_new_lead_but_never_two_live_ones(client_for, rep):
    contact = ContactFactory(owner=rep, team=rep.team)
    url, client = f"/leads/new/{contact.pk}/", client_for(rep)
    assert contact.name in client.get(url).content.decode()
    first = client.post(url, {"interest": "Again", "owner": rep.pk})
    assert first.status_code == 302
    second = client.post(url, {"interest": "Twice", "owner": rep.pk})
    assert second.status_code == 422
    assert f'href="{first.url}"' in second.content.decode()
    assert Lead.objects.get().interest == "Again"


def test_the_database_itself_refuses_a_second_live_lead(rep):
    lead = make_lead(rep)
    with pytest.raises(LiveLead) as refused:
        create_lead(lead.contact, by=rep, owner=rep)
    assert refused.value.lead == lead


def test_another_team_s_contact_gets_no_lead_from_me(client_for, rep, stranger):
    contact = ContactFactory(owner=rep, team=rep.team)
    assert client_for(stranger).post(f"/leads/new/{contact.pk}/", {"owner": stranger.pk}).status_code == 403


def test_in_a_strict_house_another_team_s_contact_is_not_found(client_for, rep, stranger, settings):
    settings.CRM_STRICT_VISIBILITY = True
    contact = ContactFactory(owner=rep, team=rep.team)
    assert client_for(stranger).get(f"/leads/new/{contact.pk}/").status_code == 404


def test_who_does_not_sell_enters_nobody(client_for, credit_officer):
    assert client_for(credit_officer).get("/leads/new/").status_code == 403


def test_the_address_hint_answers_while_one_types(client_for, rep):
    contact = ContactFactory(email="known@example.com", first_name="Katrin")
    page = client_for(rep).get("/contacts/known/?email=KNOWN@example.com").content.decode()
    assert f'href="/leads/new/{contact.pk}/"' in page
    assert client_for(rep).get("/contacts/known/?email=new%00@example.com").content.strip() == b""
