from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from crm.core import clock, moments

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)  # a Tuesday, 10:30 in Berlin


@pytest.fixture(autouse=True)
def berlin():
    with clock.at(NOW), timezone.override(ZoneInfo("Europe/Berlin")):
        yield


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2026, 11, 24, 7, 51, tzinfo=UTC), "08:51"),
        (datetime(2026, 11, 23, 23, 30, tzinfo=UTC), "00:30"),  # yesterday in UTC, today in Berlin
        (datetime(2026, 11, 23, 12, 0, tzinfo=UTC), "yesterday"),
        (date(2026, 11, 25), "tomorrow"),
        (date(2026, 11, 20), "Fri 20 Nov"),
        (date(2026, 10, 2), "2 Oct"),
        (date(2027, 1, 11), "11 Jan"),
        (date(2025, 3, 3), "3 Mar 2025"),
    ],
)
def test_a_day_is_said_as_people_say_it(moment, said):
    assert moments.relative(moment) == said


def test_the_exact_moment_names_its_zone():
    assert moments.exact(NOW) == "24 Nov 2026, 10:30 CET"


def test_a_timeline_has_headlines():
    said = [moments.heading(date(2026, 11, day)) for day in (24, 23, 20)]
    assert said == ["Today, Tue 24 Nov", "Yesterday, Mon 23 Nov", "Friday, 20 Nov"]
