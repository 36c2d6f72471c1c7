from decimal import Decimal

import pytest
from django.utils import translation

from crm.core import numbers
from crm.core.money import money


@pytest.mark.parametrize(
    ("language", "paper", "round_sum", "share"),
    [("en", "1,234.56\u00a0€", "1,235\u00a0€", "61%"), ("de", "1.234,56\u00a0€", "1.235\u00a0€", "61\u00a0%")],
)
def test_amounts_and_shares_are_written_as_the_language_does(language, paper, round_sum, share):
    with translation.override(language):
        assert money(Decimal("1234.56"), "EUR") == paper
        assert numbers.amount(Decimal("1234.56"), "EUR") == round_sum
        assert numbers.percent(0.614) == share


def test_halves_are_rounded_away_from_zero():
    assert numbers.number(Decimal("2.5")) == "3"
    assert numbers.number(Decimal("0.125"), 2) == "0.13"


def test_the_unknown_is_empty_and_zero_is_not():
    assert numbers.number(None) == numbers.amount(None, "EUR") == numbers.percent(None) == ""
    assert numbers.amount(Decimal(0), "EUR") == "0\u00a0€"


def test_points_carry_their_sign():
    assert [numbers.signed(points) for points in (18, 0, -3)] == ["+18", "0", "−3"]
