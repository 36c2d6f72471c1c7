"""Files that leave are safe to open, say only what is allowed, and may come back without changing anything."""

import csv

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from contacts.exporting import Unknown, export
from contacts.models import AttributeDefinition, Contact, ContactEmail, FieldChange
from tests.factories.contacts import CompanyFactory, ContactFactory
from tests.factories.records import make_lead, make_opportunity, make_prospect

COLUMNS = ["external_id", "first_name", "last_name", "email", "phone", "country", "no_email", "attributes.note"]
BACK = {name: f"contact.{name}" for name in COLUMNS}


def table(sheet, names=()):
    return list(csv.DictReader(export(sheet, names)))


def test_a_lead_is_exported_with_its_contact_and_company(rep):
    contact = ContactFactory(first_name="Ada", company=CompanyFactory(name="Nordlicht"), email="a@b.example")
    make_lead(rep, contact, external_id="7", source="Fair")
    names = ["external_id", "state", "score", "source", "contact.first_name", "contact.email", "company.name", "owner"]
    (row,) = table("leads", names)
    assert list(row) == names
    assert {**row, "score": ""} == {
        "external_id": "7",
        "state": "new",
        "score": "",
        "source": "Fair",
        "contact.first_name": "Ada",
        "contact.email": "a@b.example",
        "company.name": "Nordlicht",
        "owner": "rep@example.com",
    }


def test_prospects_and_opportunities_bear_the_id_of_their_lead(rep):
    opportunity = make_opportunity(rep)
    opportunity.prospect.lead.__class__.objects.update(external_id="7")
    names = ["external_id", "state", "score", "contact.last_name"]
    assert [table(sheet, names)[0]["external_id"] for sheet in ("prospects", "opportunities")] == ["7", "7"]
    assert table("contacts", ["state"])[0]["state"] == opportunity.contact.phase


@pytest.mark.django_db
@pytest.mark.parametrize("sheet", ["leads", "prospects", "opportunities", "contacts"])
def test_every_sheet_can_be_written_with_all_its_columns(sheet, rep):
    make_prospect(rep)
    assert all(line.endswith("\r\n") for line in export(sheet))


@pytest.mark.django_db
def test_an_unknown_column_is_refused_with_the_known_ones():
    AttributeDefinition.objects.create(of="lead", key="origin", label="Origin")
    with pytest.raises(Unknown, match=r"password.*Known: external_id, .*attributes\.origin"):
        export("leads", ["external_id", "password"])
    with pytest.raises(Unknown, match="contacts, leads, opportunities, prospects"):
        export("users")


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow_with_the_rows(rep, django_assert_max_num_queries):
    for _ in range(3):
        make_lead(rep)
    with django_assert_max_num_queries(9):
        assert len(table("leads")) == 3


@pytest.mark.django_db
def test_what_a_spreadsheet_would_run_is_disarmed():
    ContactFactory(last_name="=1+1", phone="+494315560218")
    assert table("contacts", ["last_name", "phone"]) == [{"last_name": "'=1+1", "phone": "'+494315560218"}]


words = st.text(st.characters(codec="utf-8", exclude_characters="\0\x1c\x1d\x1e\x1f\x85"), max_size=20).map(str.strip)
person = st.tuples(words, words, st.sampled_from(["", "DE", "AT"]), st.booleans(), words)


@pytest.mark.django_db
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=st.lists(person, min_size=1, max_size=4))
@example(people=[("=1", "'=1", "DE", True, "''\n+"), ("'", "＝x", "", False, 'a\nb;"c"')])
def test_what_is_exported_comes_back_without_a_change(importer, people):
    AttributeDefinition.objects.get_or_create(of="contact", key="note", defaults={"label": "Note"})
    ContactEmail.objects.all().delete()
    Contact.objects.all().delete()
    for number, (first, last, country, no_email, note) in enumerate(people):
        facts = {"first_name": first, "last_name": last, "country": country, "no_email": no_email}
        facts |= {"attributes": {"note": note} if note else {}, "external_source": "Fair", "external_id": f"={number}"}
        ContactFactory(**facts)
    before = FieldChange.objects.count()
    tally = importer("".join(export("contacts", COLUMNS)), BACK)
    assert (tally.created["contact"], tally.changed["contact"], tally.rows["bad"]) == (0, 0, 0)
    assert (tally.same["contact"], FieldChange.objects.count()) == (len(people), before)
