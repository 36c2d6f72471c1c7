"""Every page, the refusing ones too, arrives with the headers that keep a browser from being used against its user."""

import pytest
from django.urls import reverse

from tests.factories.world import make_world
from tests.test_rights_matrix import OURS, ROWS, silence  # noqa: F401  a fixture

pytestmark = pytest.mark.django_db
WANTED = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def wrong_with(answer):
    policy = answer.headers.get("Content-Security-Policy", "")
    missing = [name for name, value in WANTED.items() if answer.headers.get(name) != value]
    strict = policy.startswith("default-src 'none'") and "frame-ancestors 'none'" in policy and "unsafe" not in policy
    return missing if strict else [*missing, "Content-Security-Policy"]


def test_every_page_and_every_refusal_has_them(client, rep):
    world = make_world(rep)
    client.force_login(rep)
    pages = [world.address(route) for route in OURS if ROWS[route][0][0] in "o34"]
    pages += ["/nowhere/", "/leads/999999/", "/admin/", reverse("account_change_password")]
    assert {page: wrong for page in pages if (wrong := wrong_with(client.get(page)))} == {}


def test_the_way_in_has_them_too(client):
    pages = [reverse(name) for name in ("account_login", "account_signup", "account_reset_password")]
    assert {page: wrong for page in pages if (wrong := wrong_with(client.get(page)))} == {}


def test_a_form_without_its_token_is_refused_with_them(rep):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(rep)
    answer = client.post("/contacts/new/", {"last_name": "Wolff"})
    assert (answer.status_code, wrong_with(answer)) == (403, [])


def test_cookies_are_for_our_pages_alone(client, rep, settings):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    rep.set_password("a long enough password")
    rep.save()
    client.get("/accounts/login/", secure=True)
    client.post("/accounts/login/", {"login": rep.email, "password": "a long enough password"}, secure=True)
    session = client.cookies["sessionid"]
    assert (session["secure"], session["httponly"], session["samesite"]) == (True, True, "Lax")
    assert (client.cookies["csrftoken"]["secure"], client.cookies["csrftoken"]["samesite"]) == (True, "Lax")
