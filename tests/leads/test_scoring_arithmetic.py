from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from leads.scoring.arithmetic import TENTH, decay, falls_below, power, shares, tenths

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
values = st.floats(-1000, 1000, allow_nan=False)


def test_points_are_worth_half_after_one_half_life():
    assert decay(NOW - timedelta(days=30), NOW, 30) == 0.5


def test_what_is_a_thousand_half_lives_old_is_worth_nothing():
    assert power(-1000) > 0 == power(-1000.1)


@given(st.lists(values, max_size=20))
def test_rounded_shares_sum_exactly_to_the_rounded_total(parts):
    total = tenths(sum(parts))
    assert sum(shares(parts, total), Decimal(0)) == total


@given(st.lists(values, max_size=20))
def test_no_share_is_a_tenth_away_from_what_it_rounds(parts):
    for part, share in zip(parts, shares(parts, tenths(sum(parts))), strict=True):
        assert abs(float(share) - part) < 0.1 + 1e-6


@pytest.mark.django_db
@given(st.one_of(values, st.integers(-9999, 9999).map(lambda n: n / 20)))
def test_python_and_the_database_round_alike(value):
    with connection.cursor() as cursor:
        cursor.execute("SELECT round(%s::float8::numeric, 1)", [value])
        assert cursor.fetchone()[0] == tenths(value)


@given(st.integers(-50, 49), st.floats(0.1, 500), st.integers(1, 365))
def test_the_day_of_falling_below_is_the_day_it_is_shown(fit, engagement, half_life):
    moment = falls_below(fit, engagement, 50, half_life, NOW)
    if moment is None:
        assert tenths(fit + engagement) < 50 or fit >= 50
        return
    before, after = (fit + engagement * decay(NOW, moment + timedelta(minutes=m), half_life) for m in (-5, 5))
    assert tenths(before) >= 50 - TENTH / 10
    assert tenths(after) <= 50


def test_a_fit_that_reaches_the_threshold_alone_never_falls_below():
    assert falls_below(50, 10, 50, 30, NOW) is None
