"""Leads from a file: entered once, updated while they live, never moved."""

import pytest
from django.db import connection

from contacts.facts import contact_changed
from contacts.models import Contact, FieldChange
from leads.models import Lead
from lifecycle.models import Transition
from tests.factories.contacts import ContactFactory
from tests.factories.files import Importer
from tests.factories.records import make_lead, make_prospect

TEXT = "Id,First,Last,Mail,Land,Source\n7,Ada,Brandt,a@b.example,Germany,Google\n"


@pytest.fixture
def importer(db, tmp_path):
    return Importer(tmp_path)


def outcome(tally, kind="lead"):
    return tally.created[kind], tally.changed[kind], tally.same[kind]


def test_a_new_lead_is_entered_with_its_first_transition(importer):
    importer(TEXT)
    lead = Lead.objects.get()
    entry = Transition.objects.get()
    assert (lead.state, lead.source, lead.owner, lead.contact.phase) == ("new", "Google", None, "lead")
    assert (entry.kind, entry.record_id, entry.seq) == ("lead", lead.pk, 1)
    assert (entry.source, entry.target, entry.step, entry.by.email) == ("", "new", "enter", "import@machine.invalid")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_owner_of_an_import_owns_the_leads_and_stands_in_their_history(importer, rep):
    importer(TEXT, owner=rep)
    lead = Lead.objects.get()
    assert (lead.owner, lead.team, Transition.objects.get().by) == (rep, rep.team, rep)


def test_a_live_lead_of_the_contact_is_updated_instead_of_a_second_one(importer, rep):
    lead = make_lead(rep, contact=ContactFactory(email="a@b.example"), source="Fair")
    assert outcome(importer(TEXT)) == (0, 1, 0)
    lead.refresh_from_db(fields=["source", "external_id", "owner"])
    assert (lead.source, lead.external_id, lead.owner) == ("Google", "7", rep)
    assert set(FieldChange.objects.filter(kind="lead").values_list("field", "new")) >= {("source", "Google")}


def test_a_promoted_lead_is_known_again_by_its_id(importer, rep):
    prospect = make_prospect(rep, contact=ContactFactory(email="a@b.example"))
    Lead.objects.filter(pk=prospect.lead_id).update(external_source="Fair", external_id="7")
    importer(TEXT)
    assert outcome(importer(TEXT)) == (0, 0, 1)
    assert Lead.objects.get().state == "promoted"


def test_no_second_lead_is_made_of_a_contact_that_is_further(importer, rep):
    make_prospect(rep, contact=ContactFactory(email="a@b.example"))
    importer(TEXT.replace("7,", "8,"))
    assert importer.told == [(2, "warned")]
    assert Lead.objects.count() == 1


@pytest.mark.parametrize("state", ["disqualified", "promoted"])
def test_without_an_id_a_row_makes_one_lead_whatever_became_of_it(importer, rep, state):
    columns = {"Mail": "contact.email", "Source": "lead.source"}
    importer(TEXT, columns)
    lead = Lead.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE leads_lead SET state = %s", [state])
        cursor.execute("SET session_replication_role = DEFAULT")
    assert outcome(importer(TEXT, columns)) == (0, 0, 1)
    assert Lead.objects.get() == lead


def test_a_past_outcome_is_a_fact_and_moves_nothing(importer):
    columns = {"Id": "lead.external_id", "Won": {"to": "lead.known_outcome", "won": ["1"], "lost": [0]}}
    importer("Id,Won\n1,1\n2,0\n3,\n4,x\n", columns)
    assert set(Lead.objects.values_list("external_id", "known_outcome", "state")) == {
        ("1", "won", "new"), ("2", "lost", "new"), ("3", "", "new"),
    }  # fmt: skip
    assert importer.told == [(5, "bad")]


def test_without_a_column_for_leads_no_lead_is_made(importer):
    importer(TEXT, {"Last": "contact.last_name"})
    assert (Contact.objects.get().phase, Lead.objects.count()) == ("contact", 0)


def test_attributes_of_leads_and_contacts_are_kept_apart(importer):
    columns = {
        "Id": "lead.external_id",
        "Origin": "lead.attributes.origin",
        "Time": {"to": "contact.attributes.web_seconds", "type": "integer"},
    }
    importer("Id,Origin,Time\n1,API,300\n", columns)
    tally = importer("Id,Origin,Time\n1,Form,300\n", columns)
    lead = Lead.objects.get()
    assert (lead.attributes, lead.contact.attributes) == ({"origin": "Form"}, {"web_seconds": 300})
    assert (outcome(tally), outcome(tally, "contact")) == ((0, 1, 0), (0, 0, 1))
    assert FieldChange.objects.values_list("field", "old", "new").get() == ("attributes.origin", "API", "Form")


def test_more_rows_than_one_batch_cost_the_same_queries_each(importer, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr("contacts.importing.run.BATCH", 50)
    rows = "".join(f"{n},Ada,B{n},a{n}@b.example,DE,Google\n" for n in range(100))
    with django_assert_max_num_queries(110):
        tally = importer("Id,First,Last,Mail,Land,Source\n" + rows)
    assert outcome(tally) == (100, 0, 0)


@pytest.mark.django_db(transaction=True)
def test_an_interrupted_import_is_completed_by_the_next(importer, monkeypatch):
    monkeypatch.setattr("contacts.importing.run.BATCH", 2)
    rows = "".join(f"{n},Ada,B{n},a{n}@b.example,DE,Google\n" for n in range(5))
    batches = []

    def pull_the_plug(**_):
        batches.append(1)
        if len(batches) == 2:
            raise KeyboardInterrupt

    contact_changed.connect(pull_the_plug)
    with pytest.raises(KeyboardInterrupt):
        importer("Id,First,Last,Mail,Land,Source\n" + rows)
    contact_changed.disconnect(pull_the_plug)
    assert Lead.objects.count() == 2
    assert outcome(importer("Id,First,Last,Mail,Land,Source\n" + rows)) == (3, 0, 2)
