import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings

from crm.core import cells, clock

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def tuesday():
    with clock.at(NOW):
        yield


@pytest.mark.parametrize(
    ("due", "look", "said"),
    [
        (None, "ui-light none", "No next step"),
        (date(2026, 11, 22), "ui-light over", "2 days late: call"),
        (date(2026, 11, 24), "ui-light today", "Today: call"),
        (datetime(2026, 11, 24, 15, 0, tzinfo=UTC), "ui-light today", "Today, 15:00: call"),
        (date(2026, 11, 25), "ui-light", "Tomorrow: call"),
    ],
)
def test_the_light_says_in_words_what_its_colour_says(due, look, said):
    light = cells.next_step(due, "" if due is None else "call")
    assert f'class="{look}"' in light
    assert f">{said}<" in light


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Dr. Hanna Feldkamp", "HF"), ("Lena", "L"), ("Bruhn & Söhne KG", "BK"), ("", "?"), ("…", "…")],
)
def test_people_have_initials(name, letters):
    assert cells.initials(name) == letters


def test_everything_from_outside_is_escaped():
    bad = "<b>&"
    for made in (cells.phase("lead", bad), cells.avatar(bad), cells.light("", bad), cells.next_step(None, bad)):
        assert bad not in made
        assert "&lt;b&gt;" in made


@pytest.mark.parametrize(("points", "look"), [(62, "ui-score"), (38, "ui-score"), (37, "ui-score low")])
def test_a_score_near_its_threshold_stands_out(points, look):
    assert f'class="{look}"' in cells.score(points, 50)


def test_a_bar_stays_inside_its_track():
    assert 'width="100%"' in cells.bar(180)
    assert 'class="f " width="0%"' in cells.bar(-5)


def test_beyond_the_usual_days_the_figure_is_strong():
    assert 'class="strong">9<' in cells.days(9, 7)
    assert 'class="soft">5<' in cells.days(5, 7)


def test_every_icon_asked_for_is_on_the_list():
    listed = set((Path(settings.BASE_DIR) / "static/icons.txt").read_text().split())
    asked = {icon for icon, _word in cells.PHASES.values()}
    for template in (Path(settings.BASE_DIR) / "templates").rglob("*.html"):
        asked |= set(re.findall(r'{%\s*icon "([\w-]+)"', template.read_text()))
    assert asked <= listed
