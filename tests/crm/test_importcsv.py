"""The two commands as people type them."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from contacts.models import AttributeDefinition, Contact
from leads.models import Lead

MAPPING = """
[source]
name = "Fair"
blank = ["Select"]
[columns]
"Number" = "lead.external_id"
"Name" = "contact.last_name"
"Time" = { to = "contact.attributes.web_seconds", type = "integer" }
"""
TEXT = 'Number,Name,Time\n1,"=Brandt",300\n2,Reuter,Select\n3,Vogt,soon\n'


@pytest.fixture
def run(db, tmp_path):
    (tmp_path / "people.csv").write_text(TEXT)
    (tmp_path / "mapping.toml").write_text(MAPPING)

    def call(*options, file="people.csv"):
        out, err = StringIO(), StringIO()
        files = [str(tmp_path / file), "--mapping", str(tmp_path / "mapping.toml")]
        call_command("importcsv", *files, *options, stdout=out, stderr=err)
        return out.getvalue(), err.getvalue()

    return call


def test_an_import_says_what_it_did_and_what_it_could_not(run, tmp_path):
    out, err = run("--report", str(tmp_path / "report.csv"))
    assert "rows: 3 read, 1 bad, 0 repeated, 0 with warnings" in out
    assert "leads: 2 new, 0 changed, 0 unchanged" in out
    assert "line 4, bad: Time: “soon” is not a number." in err
    report = (tmp_path / "report.csv").read_text()
    assert report == "line,fate,column,reason\n4,bad,Time,“soon” is not a number.\n"


def test_the_second_time_says_that_nothing_changed(run):
    run()
    out, err = run()
    assert "leads: 0 new, 0 changed, 2 unchanged" in out
    assert "imported before" in err


def test_a_dry_run_changes_nothing(run):
    out, _err = run("--dry-run")
    assert "Dry run" in out
    assert "leads: 2 new" in out
    assert not Contact.objects.exists()
    assert not AttributeDefinition.objects.exists()


def test_the_owner_is_somebody_who_works_here(run, rep):
    run("--owner", "REP@example.com")
    assert set(Lead.objects.values_list("owner__email", flat=True)) == {"rep@example.com"}
    with pytest.raises(CommandError, match="Nobody who works here"):
        run("--owner", "nobody@example.com")


def test_a_wrong_file_is_answered_with_one_sentence(run):
    with pytest.raises(CommandError, match=r"is not a file\. Nothing was changed\."):
        run(file="nowhere.csv")


def test_an_export_may_come_back_and_change_nothing(run, tmp_path):
    run()
    out, columns = StringIO(), "external_id,contact.last_name,contact.attributes.web_seconds"
    call_command("exportcsv", "leads", "--columns", columns, stdout=out)
    assert out.getvalue().splitlines()[1] == "1,'=Brandt,300"
    (tmp_path / "people.csv").write_text(out.getvalue().replace(columns, "Number,Name,Time"))
    assert "leads: 0 new, 0 changed, 2 unchanged" in run()[0]


@pytest.mark.django_db
def test_an_unknown_column_names_the_known_ones():
    with pytest.raises(CommandError, match=r"no column shoe_size\. Known: external_id"):
        call_command("exportcsv", "leads", "--columns", "shoe_size")
