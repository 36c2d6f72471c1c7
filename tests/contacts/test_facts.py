"""Facts change with lock, check, history and announcement; what moves through the door is no fact."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import FieldDoesNotExist, ValidationError

from contacts.facts import Conflict, change_facts, contact_changed
from contacts.models import AttributeDefinition, FieldChange
from tests.factories.contacts import CompanyFactory, ContactFactory
from tests.factories.records import make_lead, make_prospect


@pytest.fixture
def announced():
    heard = []

    def hear(contact_ids, fields, **_):
        heard.append((contact_ids, fields))

    contact_changed.connect(hear)
    yield heard
    contact_changed.disconnect(hear)


@pytest.fixture
def budget(db):
    return AttributeDefinition.objects.create(of="contact", key="budget", label="Budget", type="decimal")


def test_a_change_is_saved_remembered_and_announced(rep, announced):
    contact = ContactFactory(owner=rep)
    changed = change_facts(contact, {"country": "DE", "phone": "+49 431 5560 218"}, by=rep)
    assert (changed.country.code, changed.phone.as_e164, changed.version) == ("DE", "+494315560218", 2)
    history = FieldChange.objects.filter(kind="contact", record_id=contact.pk, by=rep, contact=contact)
    assert set(history.values_list("field", "old", "new")) == {("country", "", "DE"), ("phone", "", "+494315560218")}
    assert announced == [([contact.pk], {"contact.country", "contact.phone"})]


def test_the_same_value_leaves_no_trace(rep, announced):
    contact = ContactFactory(owner=rep, country="DE")
    assert change_facts(contact, {"country": "DE"}, by=rep).version == 1
    assert not FieldChange.objects.exists()
    assert announced == []


def test_a_stale_version_is_refused_with_both_values(rep):
    contact = ContactFactory(owner=rep, city="Kiel")
    change_facts(contact, {"city": "Ulm"}, by=rep)
    with pytest.raises(Conflict) as conflict:
        change_facts(contact, {"city": "Jena"}, by=rep, expected_version=1)
    assert conflict.value.fields == {"city": ("Ulm", "Jena")}


def test_a_stale_version_that_wants_what_is_there_already_is_no_conflict(rep):
    contact = ContactFactory(owner=rep, city="Kiel")
    change_facts(contact, {"city": "Ulm"}, by=rep)
    assert change_facts(contact, {"city": "Ulm"}, by=rep, expected_version=1).version == 2


def test_all_wrong_values_are_named_together(rep, budget):
    contact = ContactFactory(owner=rep)
    wrong = {"country": "ZZ", "phone": "1", "attributes.budget": "much", "attributes.shoes": 1, "city": "Kiel"}
    with pytest.raises(ValidationError) as error:
        change_facts(contact, wrong, by=rep)
    assert set(error.value.message_dict) == {"country", "phone", "attributes.budget", "attributes.shoes"}
    contact.refresh_from_db()
    assert contact.city == ""


def test_attributes_are_facts_too_and_a_blank_forgets_them(rep, budget):
    contact = ContactFactory(owner=rep)
    assert change_facts(contact, {"attributes.budget": "12.50"}, by=rep).attributes == {"budget": "12.5"}
    assert change_facts(contact, {"attributes.budget": Decimal("12.500")}, by=rep).version == 2
    assert change_facts(contact, {"attributes.budget": ""}, by=rep).attributes == {}
    assert list(FieldChange.objects.values_list("old", "new")) == [(None, "12.5"), ("12.5", None)]


def test_a_company_is_announced_by_its_contacts(rep, announced):
    company = CompanyFactory()
    people = [ContactFactory(company=company).pk for _ in range(2)]
    change_facts(company, {"employees": 120}, by=rep)
    assert announced == [(people, {"company.employees"})]


def test_a_domain_of_another_company_is_refused(rep):
    CompanyFactory(domain="nordlicht.example")
    with pytest.raises(ValidationError):
        change_facts(CompanyFactory(), {"domain": "nordlicht.example"}, by=rep)


def test_leads_and_prospects_keep_exact_amounts_and_dates(rep, announced):
    lead = change_facts(make_lead(rep), {"source": "Fair", "owner": None}, by=rep)
    assert (lead.source, lead.owner) == ("Fair", None)
    prospect = change_facts(make_prospect(rep), {"budget": "30000", "needed_by": date(2026, 12, 24)}, by=rep)
    assert (prospect.budget, prospect.needed_by) == (Decimal(30000), date(2026, 12, 24))
    history = FieldChange.objects.filter(kind="prospect").values_list("field", "new")
    assert set(history) == {("budget", "30000"), ("needed_by", "2026-12-24")}
    assert announced[-1] == ([prospect.contact_id], {"prospect.budget", "prospect.needed_by"})


@pytest.mark.parametrize("name", ["state", "version", "entered_at", "id", "attributes", "nothing"])
def test_what_is_no_fact_cannot_be_changed(rep, name):
    with pytest.raises(FieldDoesNotExist):
        change_facts(make_lead(rep), {name: "promoted"}, by=rep)
