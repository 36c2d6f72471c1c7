import pytest
from django.http import HttpResponse
from django.urls import path

from crm.core import navigation
from crm.core.navigation import Link

urlpatterns = [path("x/", lambda request: HttpResponse(), name="there")]


@pytest.mark.urls("tests.core.test_navigation")
def test_links_that_lead_nowhere_are_left_out():
    found = list(navigation.existing((Link("there", "There", "home"), Link("nowhere:list", "Nowhere", "home"))))
    assert [(link.name, link.url) for link in found] == [("there", "/x/")]


@pytest.mark.parametrize(
    ("path", "name"), [("/", "today"), ("/leads/", "leads:list"), ("/leads/board/", "leads:board"), ("/other/", "")]
)
def test_the_current_link_is_the_nearest_one_above(path, name):
    links = [Link("today", "", "", url="/"), Link("leads:list", "", "", url="/leads/")]
    links.append(Link("leads:board", "", "", url="/leads/board/"))
    assert navigation.current(links, path) == name


@pytest.mark.django_db
def test_figures_are_fetched_after_the_page_and_may_be_reused_for_a_while(client_for, rep, monkeypatch):
    monkeypatch.setattr(navigation, "_counts", {"leads:list": (lambda user: 1234, True)})
    answer = client_for(rep).get("/nav/counts/")
    assert '<span class="n wait" id="count-leads-list" hx-swap-oob="true">1,234</span>' in answer.content.decode()
    assert "private" in answer["Cache-Control"]
    assert "Cookie" in answer["Vary"]


@pytest.mark.django_db
def test_figures_are_for_those_who_are_signed_in(client):
    assert client.get("/nav/counts/").status_code == 302
