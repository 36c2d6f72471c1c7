"""Every form, every field, every value that nobody means: never an error of ours, never typed in vain."""

import logging

import pytest
from django.db import connection, transaction

from tests.factories.world import make_world
from tests.hostile.unchanged import digest

pytestmark = pytest.mark.django_db
TEXTS = ["\0", "a\0b", "x" * 10_000, "🦊" * 50, "\u202egnp.exe", "<script>alert(1)</script>", "{{ 7*7 }}{% x %}"]
FIGURES = ["NaN", "1e400", "-1", "٣", "²", "0.001", "999999999999.99", "9999999999999", str(2**64), "9" * 5000]
MOMENTS = ["0001-01-01", "9999-12-31", "2026-02-31", "2026-03-29", "02:30", "24:00"]
ODDS = ["", "=1+1", "a@b.de\nBcc: x@y.de", "(0)"]
DAYS = ("day", "due", "date", "until", "by", "close", "call", "since", "time")
NUMBERS = (
    "version", "seen", "days", "minutes", "lines", "quantity", "price", "discount", "rate", "value", "budget", "limit",
    "employees", "revenue", "seats", "interest", "owner", "host", "reason", "contact", "product",
)  # fmt: skip
LINE = {"line-0-text": "Gauge", "line-0-quantity": "1", "line-0-unit_price": "100", "line-0-discount": "0"}
NEXT = {"subject": "Call again", "day": "2027-01-05", "time": "02:30", "kind": "call"}
FORMS = {
    "contacts:create": {"first_name": "Ute", "last_name": "Wolff", "email": "u@w.example", "phone": "+49 421 1234567",
                        "company": "Neu AG", "job_title": "Head", "owner": ""},
    "contacts:edit": {"first_name": "Ute", "phone": "+49 421 1234567", "country": "DE", "company": "Neu AG",
                      "attributes.seats": "5", "attributes.since": "2020-01-05", "version": "1", "owner": ""},
    "contacts:add_email": {"email": "u@w.example"},
    "contact_log": {"kind": "call", "direction": "in", "body": "Hello", "then_kind": "call", "then_due": "2027-01-05",
                    "key": "k"},
    "companies:create": {"name": "Neu AG", "domain": "neu.example", "city": "Kiel", "owner": ""},
    "companies:edit": {"name": "Neu AG", "employees": "5", "revenue": "1000", "version": "1", "owner": ""},
    "leads:create": {"last_name": "Wolff", "interest": "Gauge", "source": "Fair", "first_call": "2027-01-05"},
    "leads:edit": {"interest": "Gauge", "source": "Fair", "version": "1", "owner": ""},
    "leads:step": {"reason": "1", "note": "No", "seen": "1"},
    "tasks:new": {"who": "Osterkamp", "owner": "", "why": "x", "version": "1"} | NEXT,
    "tasks:finish": {"outcome": "reached", "note": "x", "then": "plan", "version": "1"} | NEXT,
    "tasks:postpone": {"days": "3", "version": "1"},
    "prospects:edit": {"need": "Gauge", "budget": "1000", "needed_by": "2027-01-05", "expected_value": "1000",
                       "expected_close": "2027-01-05", "version": "1"},
    "prospects:step": {"until": "2027-01-05", "note": "x", "seen": "1"},
    "prospects:plan_demo": {"day": "2027-01-05", "time": "02:30", "minutes": "30", "place": "Kiel", "host": ""},
    "prospects:demo": {"went": "hold", "wants_to_go_on": "on", "interest": "3", "notes": "x"},
    "prospects:add_participant": {"contact": "", "email": "u@w.example", "role": "user"},
    "opportunities:edit": {"title": "Gauge", "expected_value": "1000", "expected_close": "2027-01-05", "version": "1"},
    "quotes:edit": {"valid_until": "2099-01-05", "note": "x", "version": "1", "lines": "1", "line-0-product": "",
                    "line-0-tax_rate": "19", "do": "save"} | LINE,
    "team:profile": {"first_name": "Ute", "language": "en", "time_zone": "Europe/Berlin", "theme": "light"},
    "team:preferences": {"theme": "dark", "language": "de", "next": "/"},
}  # fmt: skip
DECISION = {"limit": "1000", "valid_until": "2099-01-05", "grounds": "Known"}
ROUTES = [*FORMS, "credit:approve"]


@pytest.fixture(autouse=True)
def silence():
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def world(rep):
    return make_world(rep)


def answered(client, address, data):
    """The answer, what is said after it, and whether all constraints hold; then all is as it was before."""
    with transaction.atomic():
        answer = client.post(address, data)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        if answer.status_code == 302:
            assert client.get(answer.url).status_code == 200, (address, data)
        changed = answer.status_code != 302 and digest()
        transaction.set_rollback(True)
    return answer, changed


def values_for(field):
    if field.endswith(DAYS):
        return MOMENTS
    return FIGURES if field.endswith(NUMBERS) else TEXTS + ODDS


@pytest.mark.parametrize("route", ROUTES)
def test_no_value_breaks_a_form_or_is_lost(client, world, rep, credit_officer, route):
    client.force_login(credit_officer if route.startswith("credit") else rep)
    address, whole, before = world.address(route), FORMS.get(route, DECISION), digest()
    for field in [*whole, "nobody_asked"]:
        for value in values_for(field):
            answer, after = answered(client, address, whole | {field: value})
            assert answer.status_code in (200, 302, 409, 422), (field, value[:30], answer.status_code)
            if answer.status_code != 302:
                assert after == before, (field, value[:30])
