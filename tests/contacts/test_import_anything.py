"""Whatever the bytes are: an answer in words, never a raw exception, and the same again changes nothing."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from contacts.importing.problems import Refused

COLUMNS = {
    "a": "contact.last_name",
    "b": "contact.email",
    "c": {"to": "contact.attributes.number", "type": "decimal"},
    "d": {"to": "contact.attributes.day", "type": "date"},
    "e": "contact.phone",
    "f": "company.domain",
    "g": "lead.source",
}
cells = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["a@b.example", "1.234,5", "31.12.26", "+49 30 6538360", "www.x.example", "'=1", '"', "\0"]),
)
lines = st.lists(st.lists(cells, min_size=7, max_size=7).map(",".join), max_size=6).map("\n".join)
quiet = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def attempt(importer, data):
    try:
        return importer(data, COLUMNS)
    except Refused:
        return None


@pytest.mark.django_db
@quiet
@given(data=st.binary(max_size=300))
@example(data=b"\xff\xfea")
@example(data=b'sep=""\na')
def test_any_bytes_are_answered_in_words(importer, data):
    attempt(importer, data)


@pytest.mark.django_db
@quiet
@given(body=lines)
@example(body='x,a@b.example,1e30,46022,0,,"\ny,,,,,,z')
@example(body="x\u2028y,,,,,,\ud800".encode("utf-8", "ignore").decode())
def test_any_rows_are_imported_or_reported_and_change_nothing_twice(importer, body):
    text = ("a,b,c,d,e,f,g\n" + body).encode("utf-8", "ignore")
    first = attempt(importer, text)
    again = attempt(importer, text)
    if first and again:
        assert (again.created.total(), again.changed.total()) == (0, 0)
        assert again.same.total() == first.created.total() + first.changed.total() + first.same.total()
