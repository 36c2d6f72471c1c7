"""From the text of a cell to a fact, in the ways people write it."""

from datetime import date
from decimal import Decimal

import pytest

from contacts.importing import values
from contacts.importing.notation import Notation, day_order_in, decimal_sign_in, order_of
from contacts.importing.problems import BadCell, Doubt
from contacts.importing.targets import Options

POINT, COMMA = Notation("."), Notation(",")


def convert(reader, cell, words=None, notation=POINT):
    return reader(Options(words=words or {}), notation)(cell)


@pytest.mark.parametrize(
    ("text", "notation", "number"),
    [
        ("1234.56", POINT, "1234.56"),
        ("1,234.56", POINT, "1234.56"),
        ("2.684.031,32 €", COMMA, "2684031.32"),
        ("1’234’567.5", POINT, "1234567.5"),
        ("−5", POINT, "-5"),
        ("50 %", COMMA, "50"),
        ("1,23E+3", COMMA, "1230"),
    ],
)
def test_numbers_are_read_as_they_are_written(text, notation, number):
    assert notation.number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["12,34,5", "abc", "1.2.3", "-", "", "1e9999", "١٢,٣"])
def test_what_is_no_number_says_so(text):
    with pytest.raises(BadCell):
        POINT.number(text)


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("2026-11-24", "dmy", date(2026, 11, 24)),
        ("24.11.2026", "mdy", date(2026, 11, 24)),
        ("24.11.26", "dmy", date(2026, 11, 24)),
        ("11/24/2026", "mdy", date(2026, 11, 24)),
        ("24/11/2026 08:30", "dmy", date(2026, 11, 24)),
        ("01.02.68", "dmy", date(1968, 2, 1)),
        ("46022", "dmy", date(2025, 12, 31)),
    ],
)
def test_dates_are_read_as_they_are_written(text, order, day):
    assert Notation(dates=order).day(text) == day


@pytest.mark.parametrize("text", ["31.02.2026", "11/24/2026", "soon", "0000-01-01", "24-11/2026"])
def test_what_is_no_date_says_so(text):
    with pytest.raises(BadCell):
        Notation(dates="dmy").day(text)


def test_the_decimal_sign_is_found_by_the_first_number_that_tells():
    assert decimal_sign_in(["1,234", "", "12,5"]) == ","
    assert decimal_sign_in(["1.234.567"]) == ","
    assert decimal_sign_in(["1.234,5"]) == ","
    assert decimal_sign_in(["0.125"]) == "."
    assert decimal_sign_in(["1,234", "7"]) == ""


def test_the_order_of_day_and_month_is_found_by_the_first_date_that_tells():
    assert day_order_in(["01/02/2026", "01/24/2026"]) == "mdy"
    assert day_order_in(["01/02/2026", "24/01/2026"]) == "dmy"
    assert day_order_in(["01/02/2026"]) == ""
    assert [order_of(text) for text in ("TT.MM.JJJJ", "mm/dd/yy", "YYYY-MM-DD")] == ["dmy", "mdy", "ymd"]


@pytest.mark.parametrize("name", ["Germany", "deutschland", "DE", "de", "DEU", "Deutschland"])
def test_countries_are_known_by_code_and_by_name_in_both_languages(name):
    assert convert(values.country, name) == "DE"


@pytest.mark.parametrize("number", ["+49 (0)30 6538360", "0049 30 6538360", "030/6538360", "030 - 65 38 360"])
def test_telephone_numbers_become_international(number):
    assert convert(values.phone, number) == "+49306538360"


@pytest.mark.parametrize(
    ("reader", "cell"),
    [
        (values.country, "Atlantis"),
        (values.phone, "4,93E+11"),
        (values.phone, "call me"),
        (values.email, "nobody@"),
        (values.email, f"{'x' * 250}@example.com"),
        (values.domain, "no domain"),
        (values.vat_id, "?"),
    ],
)
def test_a_doubtful_value_is_left_out(reader, cell):
    with pytest.raises(Doubt):
        convert(reader, cell)


@pytest.mark.parametrize(
    ("reader", "cell"),
    [
        (values.text(3), "four"),
        (values.identifier(120), "1,23E+11"),
        (values.yes_no, "perhaps"),
        (values.whole_number(100), "101"),
        (values.whole_number(100), "1.5"),
        (values.amount, "-1"),
        (values.one_of({"ms": ["Frau"]}), "Katze"),
    ],
)
def test_a_wrong_value_spoils_its_row(reader, cell):
    with pytest.raises(BadCell):
        convert(reader, cell)


def test_yes_and_no_follow_the_words_of_the_mapping():
    assert convert(values.yes_no, "Ja") is True
    assert convert(values.yes_no, "on", {"on": "true"}) is True
    assert convert(values.yes_no, "anything", {"on": "true"}) is False
    assert convert(values.yes_no, "off", {"off": "false"}) is False


def test_internet_addresses_become_domains():
    for cell in ("https://www.Nordlicht.example/team", "nordlicht.example", "www.nordlicht.example:443"):
        assert convert(values.domain, cell) == "nordlicht.example"


def test_words_of_the_mapping_come_before_ours():
    assert convert(values.one_of({"ms": ["Frau"], "mr": []}), "Dame", {"dame": "ms"}) == "ms"
    assert convert(values.country, "Bayern", {"bayern": "DE"}) == "DE"
