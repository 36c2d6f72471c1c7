"""Admin-defined facts: each type checks, stores, asks for and shows its values."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from contacts.attributes import attribute_fields, clean, shown, shown_all
from contacts.models import AttributeDefinition


def of_type(type_, **more):
    return AttributeDefinition(of="contact", key="it", label="It", type=type_, **more)


TYPES = ["text", "integer", "decimal", "date", "yes_no", "choice"]
COLOURS = of_type("choice", choices=["red", "green"])


@pytest.mark.parametrize(
    ("definition", "value", "stored"),
    [
        (of_type("text"), "  a b ", "a b"),
        (of_type("integer"), "300", 300),
        (of_type("integer"), "3.0", 3),
        (of_type("integer"), -(2**63), -(2**63)),
        (of_type("decimal"), "12.50", "12.5"),
        (of_type("decimal"), "-0.00", "0"),
        (of_type("decimal"), "1E+3", "1000"),
        (of_type("date"), date(2026, 11, 24), "2026-11-24"),
        (of_type("date"), "2026-11-24", "2026-11-24"),
        (of_type("yes_no"), True, True),
        (of_type("yes_no"), "No", False),
        (COLOURS, "red", "red"),
    ],
)
def test_a_value_is_stored_in_one_form(definition, value, stored):
    found = clean(definition, value)
    assert (found, type(found)) == (stored, type(stored))


@pytest.mark.parametrize(
    ("definition", "value"),
    [
        (of_type("text"), "x" * 1001),
        (of_type("text"), "a\0b"),
        (of_type("integer"), "3.5"),
        (of_type("integer"), 2**63),
        (of_type("integer"), "nan"),
        (of_type("decimal"), "Infinity"),
        (of_type("decimal"), "1e400"),
        (of_type("decimal"), "1,5"),
        (of_type("date"), "24.11.2026"),
        (of_type("yes_no"), "perhaps"),
        (COLOURS, "blue"),
    ],
)
def test_a_wrong_value_is_refused(definition, value):
    with pytest.raises(ValidationError):
        clean(definition, value)


@pytest.mark.parametrize("type_", TYPES)
def test_blank_is_unknown_whatever_the_type(type_):
    assert clean(of_type(type_), " ") is None
    assert shown(of_type(type_), None) == ""


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12), max_value=10**12))
def test_decimals_are_kept_exactly(value):
    stored = clean(of_type("decimal"), value)
    assert type(value)(stored) == value
    assert clean(of_type("decimal"), stored) == stored


def test_values_are_shown_in_the_language_of_the_reader():
    with translation.override("de"):
        assert shown(of_type("decimal"), "1234.5") == "1.234,5"
    assert shown(of_type("yes_no"), True) == "yes"
    assert shown(of_type("date"), "2026-11-24") == "24 Nov 2026"


@pytest.mark.django_db
def test_a_form_asks_for_every_attribute_of_its_kind(django_assert_num_queries):
    for position, type_ in enumerate(TYPES):
        AttributeDefinition.objects.create(key=type_, label=type_, type=type_, position=position, choices=["a"])
    with django_assert_num_queries(1):
        fields = attribute_fields("contact")
    assert list(fields) == [f"attributes.{type_}" for type_ in TYPES]
    assert not any(field.required for field in fields.values())
    assert [text for _definition, text in shown_all("contact", {"integer": 5})][1] == "5"
