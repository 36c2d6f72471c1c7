import json

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from crm.core import htmx


def make_request(**headers):
    request = RequestFactory().get("/", headers=headers)
    request.htmx = HtmxDetails(request)
    request._messages = CookieStorage(request)
    return request


FRAGMENT = {"HX-Request": "true"}


def answer_to(request, response=None):
    def view(request):
        htmx.toast(request, "Lead saved.", undo="/leads/1/undo/")
        return response or HttpResponse("part")

    return htmx.Toasts(view)(request)


def test_a_fragment_carries_its_toasts_along():
    said = json.loads(answer_to(make_request(**FRAGMENT))["HX-Trigger"])["toasts"]
    assert said == [{"text": "Lead saved.", "level": "success", "undo": "/leads/1/undo/"}]


@pytest.mark.parametrize("headers", [{}, FRAGMENT | {"HX-History-Restore-Request": "true"}])
def test_a_whole_page_shows_them_itself(headers):
    assert "HX-Trigger" not in answer_to(make_request(**headers))


def test_somebody_who_is_sent_on_sees_them_there():
    request = make_request(**FRAGMENT)
    answer = answer_to(request, htmx.redirect(request, "/leads/"))
    assert answer["HX-Redirect"] == "/leads/"
    assert "HX-Trigger" not in answer
    assert len(request._messages) == 1


def test_a_form_without_script_gets_a_real_redirect():
    assert htmx.redirect(make_request(), "/leads/").status_code == 302


def test_events_of_one_answer_do_not_push_each_other_out():
    answer = htmx.trigger(htmx.trigger(HttpResponse(), "counted"), "closed", {"id": 1})
    assert json.loads(answer["HX-Trigger"]) == {"counted": True, "closed": {"id": 1}}
