from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from crm.core import money
from crm.core.forms import AmountField, DayInput


@pytest.mark.parametrize(
    ("language", "typed", "amount"),
    [
        ("en", "1,234.56", "1234.56"),
        ("en", "1234.5", "1234.5"),
        ("de", "1.234,56 €", "1234.56"),
        ("de", "28.400", "28400"),
        ("de", "1 234,56 EUR", "1234.56"),
    ],
)
def test_an_amount_is_read_as_the_language_writes_it(language, typed, amount):
    with translation.override(language):
        assert AmountField().clean(typed) == Decimal(amount)


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("en", "1.234,56"),
        ("de", "1,234.56"),
        ("en", "12,34"),
        ("en", "much"),
        ("en", "-5"),
        ("en", "NaN"),
        ("en", "1.234"),
        ("en", "100 USD"),
        ("en", "1EUR2"),
    ],
)
def test_an_amount_that_could_mean_something_else_is_asked_about(language, typed):
    with translation.override(language), pytest.raises(ValidationError):
        AmountField().clean(typed)


def test_a_wrong_amount_is_answered_with_an_example():
    with translation.override("de"), pytest.raises(ValidationError, match="1234,56"):
        AmountField().clean("viel")


def test_an_amount_is_shown_as_it_may_be_typed():
    with translation.override("de"):
        field = AmountField()
        assert field.clean(field.prepare_value(Decimal("1234.50"))) == Decimal("1234.50")


def test_an_amount_of_a_record_is_asked_for_in_the_readers_language():
    with translation.override("de"):
        assert money.AmountField().formfield().clean("1.234,56") == Decimal("1234.56")


def test_a_day_goes_to_the_browsers_calendar_in_iso():
    assert 'type="date"' in DayInput().render("day", "2026-11-24")
