"""Every page asks who you are, but for the few that are there to find that out."""

import re

import pytest
from django.urls import URLPattern, get_resolver

SAMPLES = {"int": "1", "str": "x", "slug": "x", "path": "x", "uuid": "00000000-0000-0000-0000-000000000000"}
OPEN = re.compile(
    r"^/(accounts/(login|logout|password|confirm-email|inactive|reauthenticate|signup|2fa)|admin/login|demo)"
)


def addresses(patterns, prefix="/"):
    for entry in patterns:
        route = prefix + str(entry.pattern).lstrip("^/")
        if isinstance(entry, URLPattern):
            yield re.sub(r"<(?:(\w+):)?\w+>", lambda found: SAMPLES.get(found[1] or "str", "x"), route)
        else:
            yield from addresses(entry.url_patterns, route)


ADDRESSES = sorted({a for a in addresses(get_resolver().url_patterns) if not re.search(r"[()\\$]", a)})


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_gets_anywhere_without_signing_in(client, method):
    assert len(ADDRESSES) > 50
    closed = [address for address in ADDRESSES if not OPEN.match(address)]
    answers = {address: getattr(client, method)(address) for address in closed}
    let_in = {a: r.status_code for a, r in answers.items() if r.status_code != 302 or "/login/" not in r.url}
    assert let_in == {}
