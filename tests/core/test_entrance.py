import pytest
from django.template.loader import render_to_string
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_a_wrong_password_is_said_once_and_the_address_is_kept(client, rep):
    rep.set_password("right-and-long")
    rep.save()
    answer = client.post(reverse("account_login"), {"login": rep.email, "password": "wrong"}).content.decode()
    assert answer.count("are not correct") == 1
    assert f'value="{rep.email}"' in answer


@pytest.mark.parametrize(("demo", "buttons"), [(True, 4), (False, 0)])
def test_one_click_sign_ins_stand_only_in_a_demo(client, settings, demo, buttons):
    settings.CRM_DEMO = demo
    assert client.get(reverse("account_login")).content.count(b'name="role"') == buttons


def test_nobody_signs_up(client):
    assert b'type="password"' not in client.get(reverse("account_signup")).content


@pytest.mark.parametrize("name", ["account_reset_password", "account_login"])
def test_the_doors_are_in_our_look(client, name):
    assert b"ui-plain" in client.get(reverse(name)).content


@pytest.mark.parametrize("name", ["account_change_password", "mfa_index"])
def test_the_rooms_behind_have_the_shell(client_for, rep, name):
    answer = client_for(rep).get(reverse(name), follow=True)
    assert answer.status_code == 200
    assert b"ui-card" in answer.content or b"ui-account" in answer.content


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "409", "429", "500"])
def test_an_error_page_needs_nothing_and_says_what_is_kept(code):
    page = render_to_string(f"{code}.html")
    assert "What is kept" in page
    assert "What to do" in page


def test_a_page_that_is_not_there_helps(client):
    answer = client.get("/nothing/here/")
    assert answer.status_code == 404
    assert b"not yours to see" in answer.content
