from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from activities.recording import record_activity
from leads.models import Epoch, FitRule, Lead, Score, Scorecard
from leads.scoring import score_of
from tests.factories.records import make_lead
from tests.factories.scoring import CARD

pytestmark = pytest.mark.django_db


def run(*args):
    out = StringIO()
    call_command(*args, stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture
def load(tmp_path):
    def load(text, *args):
        path = tmp_path / "card.toml"
        path.write_text(text, encoding="utf-8")
        return run("scorecard", "load", str(path), *args)

    return load


ODD = """
name = "Größe \\"L\\" \\\\ \\u007f"
threshold = 5
half_life_days = 1
[[fit]]
points = { "a b" = -3, "ä" = 7, c = 7 }
label = "Tab\\tand line\\n"
field = "company.industry"
[[fit]]
bands = [[0.5, 1], [-3, -2]]
field = "company.revenue"
[[engagement]]
where = { path = "/x*", campaign = "Über" }
points = 1
activity = "form"
"""


@pytest.mark.parametrize("text", [CARD, ODD])
def test_export_load_export_is_byte_identical(load, text):
    name = "Small" if text is CARD else 'Größe "L" \\ \x7f'
    load(text)
    first = run("scorecard", "export", name)
    load(first)
    assert run("scorecard", "export", name) == first
    assert Scorecard.objects.filter(name=name).count() == 2


BROKEN = {
    "name = \n": "(at line 1, column 8).",
    CARD.replace("threshold = 50", ""): "“threshold” is missing",
    CARD.replace("threshold = 50", 'threshold = "50"'): '"50" is not a whole number',
    CARD.replace("lead.source", "lead.known_outcome"): "fit rule 2: “lead.known_outcome” is not a fact",
    CARD.replace("lead.source", "deal.source"): "fit rule 2: “deal.source” does not begin with",
    CARD.replace("given = 5", "given = 5\npoints = { a = 1 }"): "fit rule 3: it needs exactly one of",
    CARD.replace("given = 5", "give = 5"): "fit rule 3: “give” is not known here",
    CARD.replace("google = 5", "google = 5, GOOGLE = 6"): "fit rule 2: two values",
    CARD.replace("[1, 4]", "[1]"): "fit rule 1: “bands” must be",
    CARD.replace("points = 3", "points = -3"): "engagement rule 1: -3 is not a whole number from 1",
    CARD.replace('"webinar"', '"dance"'): "engagement rule 2: “activity” must be one of",
    CARD.replace('"/pricing*"', "5"): "engagement rule 1: “where” must be a table of texts",
    CARD + "colour = 1\n": "engagement rule 2: “colour” is not known here",
}


@pytest.mark.parametrize(("text", "told"), BROKEN.items(), ids=range(len(BROKEN)))
def test_a_wrong_file_is_refused_with_the_place_and_changes_nothing(load, text, told):
    with pytest.raises(CommandError) as refusal:
        load(text, "--activate")
    assert told in str(refusal.value)
    assert not Scorecard.objects.exists()


def test_a_missing_file_and_an_unknown_name_are_said_plainly(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        run("scorecard", "load", str(tmp_path / "none.toml"))
    with pytest.raises(CommandError, match="Known: none"):
        run("scorecard", "export", "None")


def test_a_rule_about_an_undefined_attribute_is_warned_of(load):
    assert "there is no attribute “contact.attributes.seconds” yet" in load(CARD)


def test_loading_again_makes_a_new_version_and_activating_retires_the_old(load):
    load(CARD, "--activate")
    load(CARD, "--activate")
    assert list(Scorecard.objects.order_by("version").values_list("state", flat=True)) == ["retired", "active"]
    assert Epoch.objects.current().scorecard.version == 2


def test_an_activated_version_never_changes_again(load):
    load(CARD, "--activate")
    rule = FitRule.objects.first()
    with pytest.raises(Exception, match="final"):
        FitRule.objects.filter(pk=rule.pk).update(position=9)


def test_score_scores_promotes_and_checks(load, rep):
    load(CARD)
    with pytest.raises(CommandError, match="No scorecard is active"):
        run("score")
    lead = make_lead(rep, source="google", external_source="File", external_id="1")
    for _ in range(6):
        record_activity(lead.contact, "webinar", by=rep, direction="in")
    load(CARD, "--activate")
    assert score_of(lead).reaches_threshold
    told = run("score", "--rebuild", "--promote", "--check")
    assert "1 leads are scored" in told
    assert "1 leads were promoted" in told
    assert Lead.objects.get(pk=lead.pk).state == "promoted"


def test_check_names_the_offender(load, rep):
    load(CARD, "--activate")
    lead = make_lead(rep)
    Score.objects.filter(lead=lead).update(fit=7)
    with pytest.raises(CommandError, match="score --rebuild"):
        run("score", "--check")
