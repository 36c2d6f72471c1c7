from datetime import UTC, date, datetime, time

import pytest

from activities.timing import due_moment, first_reminder, second_reminder
from activities.working_days import at_local, is_working_day, working_day_from, working_days_after

BERLIN = "Europe/Berlin"


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 20), True),  # a Friday
        (date(2026, 11, 21), False),  # Saturday
        (date(2026, 12, 25), False),  # Christmas, a Friday
        (date(2027, 3, 29), False),  # Easter Monday
    ],
)
def test_working_days_leave_out_weekends_and_holidays(day, works):
    assert is_working_day(day) is works


def test_two_working_days_after_christmas_eve_skip_the_feast():
    assert working_days_after(date(2026, 12, 24), 2) == date(2026, 12, 29)


def test_a_saturday_moves_to_monday_and_a_monday_stays():
    assert working_day_from(date(2026, 11, 21)) == working_day_from(date(2026, 11, 23)) == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "noon"),
    [
        (date(2027, 3, 27), utc(2027, 3, 27, 11)),
        (date(2027, 3, 28), utc(2027, 3, 28, 10)),  # summer time begins in this night
        (date(2027, 10, 30), utc(2027, 10, 30, 10)),
        (date(2027, 10, 31), utc(2027, 10, 31, 11)),  # and ends in this one
    ],
)
def test_a_day_is_due_at_its_noon_whatever_summer_time_does(day, noon):
    assert due_moment(day, BERLIN) == (noon, True)


def test_a_day_is_the_same_day_for_colleagues_in_other_zones():
    due_at, _all_day = due_moment(date(2026, 11, 20), BERLIN)
    assert {at_local(date(2026, 11, 20), time(12), zone).date() for zone in ("Asia/Tokyo", BERLIN)} == {due_at.date()}


def test_an_hour_that_summer_time_skips_moves_behind_the_gap():
    assert at_local(date(2027, 3, 28), time(2, 30), BERLIN) == utc(2027, 3, 28, 1, 30)  # 03:30 in Berlin


def test_the_first_of_two_equal_hours_is_meant():
    assert at_local(date(2027, 10, 31), time(2, 30), BERLIN) == utc(2027, 10, 31, 0, 30)


@pytest.mark.parametrize("day", [date(2027, 3, 26), date(2027, 3, 28), date(2027, 10, 31)])
def test_the_reminder_of_a_day_comes_at_eight_in_its_morning(day):
    due_at, all_day = due_moment(day, BERLIN)
    assert first_reminder(due_at, all_day=all_day, zone=BERLIN) == at_local(day, time(8), BERLIN)


def test_an_appointment_is_announced_ten_minutes_before():
    due_at, all_day = due_moment(utc(2026, 11, 20, 14), BERLIN)
    assert first_reminder(due_at, all_day=all_day, zone=BERLIN) == utc(2026, 11, 20, 13, 50)


def test_the_second_reminder_comes_in_the_next_working_morning():
    friday = utc(2027, 3, 26, 11)
    assert second_reminder(friday, BERLIN) == utc(2027, 3, 30, 6)  # after the weekend, Easter and the change of clocks
