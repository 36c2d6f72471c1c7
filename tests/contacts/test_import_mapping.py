"""The mapping is checked as a whole; a wrong one changes nothing."""

import pytest

from contacts.importing.mapping import load, parse
from contacts.importing.problems import Refused
from contacts.models import AttributeDefinition, Contact, ImportRun

SOURCE = {"name": "Fair"}


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ({}, r"\[source\]"),
        ({"source": SOURCE}, r"\[columns\]"),
        ({"source": SOURCE, "columns": {}}, "no column"),
        ({"source": {}, "columns": {"A": "contact.city"}}, "needs a name"),
        ({"source": {"name": "x" * 81}, "columns": {"A": "contact.city"}}, "needs a name"),
        ({"source": SOURCE, "columns": {"A": "contact.city"}, "extra": 1}, "Unknown in the mapping: extra"),
        ({"source": {**SOURCE, "blanks": []}, "columns": {"A": "contact.city"}}, "blanks"),
        ({"source": {**SOURCE, "decimal": ";"}, "columns": {"A": "contact.city"}}, "decimal"),
        ({"source": {**SOURCE, "dates": "ydm"}, "columns": {"A": "contact.city"}}, "dates"),
        ({"source": SOURCE, "columns": {"A": "contact.shoe_size"}}, "no target “contact.shoe_size”.*contact.city"),
        ({"source": SOURCE, "columns": {"A": "order.number"}}, "no target"),
        ({"source": SOURCE, "columns": {"A": "lead.state"}}, "changes only through its steps"),
        ({"source": SOURCE, "columns": {"A": "contact.phase"}}, "cannot be imported"),
        ({"source": SOURCE, "columns": {"A": "contact.attributes.Web Seconds"}}, "no target"),
        ({"source": SOURCE, "columns": {"A": 5}}, "needs a target"),
        ({"source": SOURCE, "columns": {"A": {"type": "text"}}}, "needs a target"),
        ({"source": SOURCE, "columns": {"A": {"to": "contact.city", "yes": ["Ja"]}}}, "Unknown in column “A”: yes"),
        ({"source": SOURCE, "columns": {"A": {"to": "contact.attributes.a", "type": "colour"}}}, "one of text"),
        ({"source": SOURCE, "columns": {"A": "contact.city", "B": "contact.city"}}, "both become"),
    ],
)
def test_a_wrong_mapping_says_what_is_wrong(toml, told):
    with pytest.raises(Refused, match=told):
        parse(toml)


def test_a_file_that_is_not_toml_is_refused_with_its_line(tmp_path):
    path = tmp_path / "mapping.toml"
    path.write_text("[source\nname = 1")
    with pytest.raises(Refused, match="line 1"):
        load(path)


def test_a_column_that_the_file_lacks_changes_nothing(importer):
    with pytest.raises(Refused, match=r"no column “Town”\. It has: “Name”"):
        importer("Name\nAda\n", {"Name": "contact.last_name", "Town": "contact.city"})
    assert not Contact.objects.exists()
    assert not ImportRun.objects.exists()


def test_a_column_that_stands_twice_in_the_file_is_refused(importer):
    with pytest.raises(Refused, match="more than one column “Name”"):
        importer("Name,Name\nAda,Lovelace\n", {"Name": "contact.last_name"})


def test_attributes_are_defined_on_the_fly(importer):
    time = {"to": "contact.attributes.web_seconds", "type": "integer"}
    importer("Time,Last\n300,Ada\n", {"Time": time, "Last": "contact.last_name"})
    definition = AttributeDefinition.objects.get()
    assert (definition.key, definition.type, definition.label) == ("web_seconds", "integer", "Time")
    assert Contact.objects.get().attributes == {"web_seconds": 300}


def test_an_attribute_of_another_type_is_refused_and_none_is_defined(importer):
    AttributeDefinition.objects.create(of="contact", key="visits", label="Visits", type="text")
    columns = {"A": {"to": "contact.attributes.new"}, "B": {"to": "contact.attributes.visits", "type": "integer"}}
    with pytest.raises(Refused, match="has the type text already"):
        importer("A,B\n1,2\n", columns)
    assert AttributeDefinition.objects.count() == 1
