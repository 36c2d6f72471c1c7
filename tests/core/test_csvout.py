from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.core import csvout


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", "\u00a0=", "\ufeff=", "＝", " \u00a0\u202f@"])
def test_a_cell_that_could_be_a_formula_is_disarmed(start):
    assert csvout.safe(f"{start}cmd|' /C calc'!A0").startswith("'")


@pytest.mark.parametrize("text", ["Katrin", "a=b", "5-3", "", "Müller & Söhne"])
def test_ordinary_text_stays_as_it_is(text):
    assert csvout.safe(text) == text


@pytest.mark.parametrize("number", [Decimal("-12.50"), -3, 0])
def test_numbers_stay_numbers_even_below_zero(number):
    assert csvout.safe(number) == number


def test_unknown_is_empty():
    assert csvout.safe(None) == ""


@given(st.text())
def test_no_text_whatever_begins_with_a_formula_sign(text):
    assert not str(csvout.safe(text)).lstrip().startswith(csvout.STARTS_A_FORMULA)


def test_lines_come_one_by_one():
    lines = csvout.lines(["Name"], iter([["A, B"], ["=1"]]))
    assert list(lines) == ["Name\r\n", '"A, B"\r\n', "'=1\r\n"]
