"""Browsers of several people at once, each signed in."""

import pytest
from django.conf import settings
from django.test import Client


@pytest.fixture
def browse(browser, live_server):
    """`browse(rep)`: a page in that person's own browser; an error in its console fails the test."""
    complaints, contexts = [], []

    def open_for(user, **terms):
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        context = browser.new_context(base_url=live_server.url, viewport={"width": 1440, "height": 900}, **terms)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_for
    for context in contexts:
        context.close()
    assert complaints == []
