"""Rows find their contacts and companies; changes are written with history; the same again changes nothing."""

import pytest

from contacts.facts import contact_changed
from contacts.importing.problems import Refused
from contacts.importing.run import earlier_run
from contacts.models import Company, Contact, ContactEmail, FieldChange, ImportRun
from tests.factories.contacts import CompanyFactory, ContactFactory

NAMES = {"Id": "contact.external_id", "Last": "contact.last_name", "Mail": "contact.email", "City": "contact.city"}
FIRMS = {"Last": "contact.last_name", "Firm": "company.name", "Web": "company.domain", "Tax": "company.vat_id"}


@pytest.fixture
def announced():
    heard = []

    def hear(contact_ids, fields, **_):
        heard.append((contact_ids, fields))

    contact_changed.connect(hear)
    yield heard
    contact_changed.disconnect(hear)


def outcome(tally, kind="contact"):
    return tally.created[kind], tally.changed[kind], tally.same[kind]


def test_the_same_file_twice_changes_nothing(importer, rep):
    text = "Id,Last,Mail,City\n1,Brandt,a@b.example,Kiel\n,,c@d.example,Jena\n,Nobody,,Ulm\n"
    assert outcome(importer(text, NAMES)) == (3, 0, 0)
    assert outcome(importer(text, NAMES)) == (0, 0, 3)
    assert outcome(importer(text, NAMES, owner=rep)) == (0, 3, 0)
    assert outcome(importer(text, NAMES, owner=rep)) == (0, 0, 3)


def test_a_contact_is_found_by_its_id_then_by_its_address(importer):
    known = ContactFactory(email="A@b.example")
    importer("Id,Last,Mail,City\n1,Brandt,a@B.example,Kiel\n", NAMES)
    importer("Id,Last,Mail,City\n1,Brandt,new@b.example,\n", NAMES)
    assert (Contact.objects.get().pk, Contact.objects.get().city) == (known.pk, "Kiel")
    assert dict(ContactEmail.objects.values_list("address", "primary")) == {"A@b.example": False, "new@b.example": True}


def test_what_changed_is_remembered_and_announced_once(importer, announced):
    importer("Id,Last,Mail,City\n1,Brandt,,Kiel\n2,Reuter,,Jena\n", NAMES)
    ids = list(Contact.objects.order_by("pk").values_list("pk", flat=True))
    assert announced == [(ids, {"contact.external_id", "contact.last_name", "contact.city"})]
    importer("Id,Last,Mail,City\n1,Brandt,,Ulm\n2,Reuter,,Jena\n", NAMES)
    assert announced[1:] == [([ids[0]], {"contact.city"})]
    change = FieldChange.objects.get()
    assert (change.field, change.old, change.new, change.by.is_machine) == ("city", "Kiel", "Ulm", True)
    assert Contact.objects.get(pk=ids[0]).version == 2


def test_a_blank_cell_leaves_what_is_known(importer):
    importer("Id,Last,Mail,City\n1,Brandt,a@b.example,Kiel\n", NAMES)
    tally = importer("Id,Last,Mail,City\n1,,Select,\n", NAMES, source={"blank": ["Select"]})
    assert outcome(tally) == (0, 0, 1)
    assert Contact.objects.get().city == "Kiel"


def test_the_first_row_about_a_contact_counts(importer):
    text = "Id,Last,Mail,City\n1,Brandt,a@b.example,Kiel\n2,Other,A@b.example,Ulm\n1,Third,,Jena\n"
    assert outcome(importer(text, NAMES)) == (1, 0, 0)
    assert importer.told == [(3, "repeated"), (4, "repeated")]
    assert outcome(importer(text, NAMES)) == (0, 0, 1)
    assert Contact.objects.get().city == "Kiel"


def test_an_address_of_somebody_else_is_left_out(importer):
    ContactFactory(email="a@b.example")
    importer("Id,Last,Mail,City\n1,Brandt,,\n", NAMES)
    importer("Id,Last,Mail,City\n1,Brandt,a@b.example,Kiel\n", NAMES)
    assert importer.told == [(2, "warned")]
    assert Contact.objects.get(external_id="1").email == ""


def test_two_sources_do_not_share_their_ids(importer):
    importer("Id,Last,Mail,City\n1,Brandt,,\n", NAMES)
    importer("Id,Last,Mail,City\n1,Reuter,,\n", NAMES, source={"name": "Shop"})
    assert Contact.objects.count() == 2


def test_bad_rows_are_reported_and_the_rest_is_imported(importer):
    header = "Id,Last,Mail,City"
    bad = [f"2,{'x' * 121},,", "3,A\0B,,", "4,too,few", "5,too,,,many", ",,broken@,", header]
    importer("\n".join([header, "1,Ada,,", *bad, "8,Zoe,no@@,"]), NAMES)
    assert importer.told == [(n, "bad") for n in (3, 4, 5, 6)] + [(7, "warned"), (7, "bad"), (8, "bad"), (9, "warned")]
    assert set(Contact.objects.values_list("last_name", flat=True)) == {"Ada", "Zoe"}


def test_an_import_never_takes_a_contact_from_its_owner(importer, rep, teammate):
    known = ContactFactory(email="a@b.example", owner=teammate)
    importer("Id,Last,Mail,City\n1,Brandt,a@b.example,\n2,New,,\n", NAMES, owner=rep)
    assert Contact.objects.get(pk=known.pk).owner == teammate
    assert (Contact.objects.get(external_id="2").owner, Contact.objects.get(external_id="2").team) == (rep, rep.team)


def test_companies_are_found_by_vat_id_domain_or_exact_name(importer):
    for facts in ({"name": "One", "vat_id": "DE1"}, {"name": "Two", "domain": "two.example"}, {"name": "Three"}):
        CompanyFactory(**facts)
    text = "Last,Firm,Web,Tax\nA,1,,DE 1\nB,2,www.two.example,\nC,Three,,\nD,three,,\nE,,four.example,\n"
    assert outcome(importer(text, FIRMS), "company") == (2, 2, 1)
    companies = dict(Contact.objects.values_list("last_name", "company__name"))
    assert companies == {"A": "1", "B": "2", "C": "Three", "D": "three", "E": "four.example"}
    assert outcome(importer(text, FIRMS), "company") == (0, 0, 5)


def test_two_companies_of_one_name_are_told_apart(importer):
    text = "Last,Firm,Web,Tax\nA,Twin,a.example,\nB,Twin,b.example,\nC,Twin,,\nD,Twin,,DE9\n"
    importer(text, FIRMS)
    importer(text, FIRMS)
    domains = dict(Contact.objects.values_list("last_name", "company__domain"))
    assert domains == {"A": "a.example", "B": "b.example", "C": "a.example", "D": "a.example"}


def test_a_mapping_of_companies_alone_makes_companies_alone(importer):
    columns = {"Firm": "company.name", "Revenue": "company.revenue"}
    tally = importer("Firm;Revenue\nNordlicht;1.234,50\n", columns)
    assert (str(Company.objects.get().revenue), Contact.objects.count()) == ("1234.50", 0)
    assert outcome(tally, "company") == (1, 0, 0)


def test_a_dry_run_tells_everything_and_changes_nothing(importer, announced):
    tally = importer("Id,Last,Mail,City\n1,Brandt,,\n", {**NAMES, "City": "contact.attributes.town"}, dry_run=True)
    assert outcome(tally) == (1, 0, 0)
    assert not Contact.objects.exists()
    assert not ImportRun.objects.exists()
    assert announced == []


def test_a_run_is_remembered_by_the_content_of_its_file(importer):
    text = "Id,Last,Mail,City\n1,Brandt,,\n"
    importer(text, NAMES)
    again = importer.write(text, name="renamed.csv")
    assert earlier_run(again, "Fair").counts["created"] == {"contact": 1}
    assert earlier_run(again, "Shop") is None
    assert earlier_run(importer.write(text + "2,x,,\n"), "Fair") is None


def test_a_contact_that_is_searched_for_is_found_after_the_import(importer):
    importer("Id,Last,Mail,City\n1,Müßig,joerg@muessig.example,\n", NAMES)
    assert Contact.objects.search("mussig").get() == Contact.objects.search("joerg@").get()


@pytest.mark.django_db(transaction=True)
def test_a_second_import_at_the_same_time_is_refused(importer):
    from django.db import connections

    other = connections["default"].copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(7230001)")
        with pytest.raises(Refused, match="Another import"):
            importer("Id,Last,Mail,City\n1,Brandt,,\n", NAMES)
    finally:
        with other.cursor() as cursor:  # closing alone would free it a moment later
            cursor.execute("SELECT pg_advisory_unlock(7230001)")
        other.close()
