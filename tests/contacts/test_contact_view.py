import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from activities.models import Activity, Task
from activities.next_steps import plan
from activities.recording import record_activity
from contacts.models import AttributeDefinition, ContactEmail, FieldChange
from crm.core import clock
from tests.factories.contacts import CompanyFactory, ContactFactory
from tests.factories.records import make_lead, make_won

pytestmark = pytest.mark.django_db
QUERIES = 12  # session, user, contact, addresses, attributes, four sorts of records, steps, activities, task


@pytest.fixture
def contact(rep):
    company = CompanyFactory(name="Nordlicht GmbH", owner=rep, team=rep.team)
    return ContactFactory(owner=rep, team=rep.team, company=company, first_name="Katrin", last_name="Brandt")


@pytest.fixture
def lena(client_for, rep):
    return client_for(rep)


def url(contact, more=""):
    return f"/contacts/{contact.pk}/{more}"


def test_the_page_shows_person_company_records_and_timeline(lena, contact, rep):
    make_won(rep, contact)
    page = lena.get(url(contact)).content.decode()
    for words in ("Katrin Brandt", "Nordlicht GmbH", "Wants to know more", "Promoted", "Qualified", "Won", "New lead"):
        assert words in page


def test_the_page_may_not_be_posted_to(lena, contact):
    assert lena.post(url(contact)).status_code == 405


def test_foreign_and_missing_contacts_are_both_not_found(client_for, stranger, contact, settings):
    settings.CRM_STRICT_VISIBILITY = True
    for path in ("", "edit/", "emails/"):
        assert client_for(stranger).get(url(contact, path)).status_code == 404
        assert client_for(stranger).get(f"/contacts/999999999999/{path}").status_code == 404


@pytest.mark.parametrize("more", [1, 3])
def test_the_page_asks_the_same_number_of_questions_whatever_it_shows(lena, contact, rep, more):
    make_lead(rep, contact)
    for n in range(more):
        record_activity(contact, "call", by=rep, direction="out", subject=f"Call {n}")
        ContactEmail.objects.create(contact=contact, address=f"more{n}@example.com", primary=False)
        plan(contact, subject="Call", due=clock.today(), by=rep)
    with CaptureQueriesContext(connection) as asked:
        lena.get(url(contact))
    assert len(asked) == QUERIES


def test_a_fact_is_changed_in_its_place_with_history(lena, contact, rep):
    answer = lena.post(url(contact, "edit/?field=city"), {"city": "Kiel", "version": contact.version})
    contact.refresh_from_db()
    assert (answer.status_code, contact.city) == (302, "Kiel")
    assert FieldChange.objects.get(field="city").by == rep


def test_saving_everything_unchanged_changes_nothing(lena, contact):
    AttributeDefinition.objects.create(of="contact", key="seconds", label="Seconds", type="integer")
    AttributeDefinition.objects.create(of="contact", key="asked", label="Asked", type="yes_no")
    type(contact).objects.update(attributes={"seconds": 300, "asked": True}, phone="+494315560218", country="DE")
    form = lena.get(url(contact, "edit/")).context["form"]
    data = {name: form[name].value() for name in form.fields}
    lena.post(url(contact, "edit/"), {name: value for name, value in data.items() if value not in (None, False)})
    assert FieldChange.objects.count() == 0


def test_whoever_is_slower_sees_both_values_and_loses_nothing(lena, contact):
    lena.post(url(contact, "edit/?field=city"), {"city": "Kiel", "version": 1})
    slower = lena.post(url(contact, "edit/?field=city"), {"city": "Husum", "version": 1})
    page = slower.content.decode()
    assert slower.status_code == 409
    assert "Kiel" in page
    assert 'value="Husum"' in page
    again = lena.post(url(contact, "edit/?field=city"), {"city": "Husum", "version": 2})
    contact.refresh_from_db()
    assert (again.status_code, contact.city) == (302, "Husum")


def test_the_company_is_changed_by_its_name(lena, contact):
    other = CompanyFactory(name="Südwind AG")
    lena.post(url(contact, "edit/?field=company"), {"company": "südwind ag", "version": 1})
    contact.refresh_from_db()
    assert contact.company == other


@pytest.mark.parametrize("data", [{"phone": "12"}, {"country": "XX"}, {"owner": "0"}, {"language": "xx"}])
def test_a_wrong_value_is_refused_beside_its_field(lena, contact, data):
    answer = lena.post(url(contact, f"edit/?field={next(iter(data))}"), {**data, "version": 1})
    assert answer.status_code == 422


def test_another_team_s_contact_is_read_but_not_changed(client_for, stranger, contact):
    client = client_for(stranger)
    assert client.get(url(contact)).status_code == 200
    assert client.post(url(contact, "edit/?field=city"), {"city": "Kiel"}).status_code == 403
    assert client.post(url(contact, "emails/"), {"email": "new@example.com"}).status_code == 403
    assert client.post(url(contact, "log/"), {"kind": "note", "body": "x", "key": "k"}).status_code in (403, 422)


def test_addresses_are_added_made_primary_and_removed_with_history(lena, contact):
    lena.post(url(contact, "emails/"), {"email": "second@example.com"})
    first, second = contact.emails.order_by("pk")
    assert (first.primary, second.primary) == (True, False)
    lena.post(url(contact, f"emails/{second.pk}/primary/"))
    assert list(contact.emails.order_by("pk").values_list("primary", flat=True)) == [False, True]
    lena.post(url(contact, f"emails/{second.pk}/remove/"))
    assert list(contact.emails.values_list("pk", "primary")) == [(first.pk, True)]
    assert FieldChange.objects.filter(field="email").count() == 3


@pytest.mark.parametrize("change", ["primary", "remove"])
def test_an_address_of_somebody_else_is_not_found_through_this_contact(lena, contact, change):
    foreign = ContactFactory().emails.get()
    assert lena.post(url(contact, f"emails/{foreign.pk}/{change}/")).status_code == 404
    assert lena.get(url(contact, f"emails/{foreign.pk}/{change}/")).status_code == 405


def test_an_address_that_is_somebody_s_stays_theirs(lena, contact):
    ContactFactory(email="taken@example.com")
    answer = lena.post(url(contact, "emails/"), {"email": "Taken@Example.com"})
    assert answer.status_code == 422
    assert contact.emails.count() == 1


def test_what_is_logged_here_is_about_the_live_record(lena, contact, rep):
    lead = make_lead(rep, contact)
    said = {"kind": "call", "body": "Wants a demo", "direction": "in", "key": "k1"}
    answer = lena.post(url(contact, "log/"), {**said, "then_kind": "call", "then_due": "2030-01-02"})
    activity, task = Activity.objects.get(), Task.objects.get()
    assert answer.url == url(contact)
    assert (activity.about_kind, activity.about_id) == ("lead", lead.pk)
    assert (task.about_kind, task.about_id) == ("lead", lead.pk)


def test_an_empty_log_says_what_is_missing_and_keeps_the_page(lena, contact):
    answer = lena.post(url(contact, "log/"), {"kind": "call", "body": "", "key": "k1"})
    assert answer.status_code == 422
    assert "Katrin Brandt" in answer.content.decode()
