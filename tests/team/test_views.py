import pytest
from django.urls import reverse

from team.models import Role, User
from tests.factories.team import UserFactory

pytestmark = pytest.mark.django_db
PROFILE, PREFERENCES, DEMO = (reverse(f"team:{name}") for name in ("profile", "preferences", "demo_sign_in"))


@pytest.fixture
def demo_rep(settings):
    settings.CRM_DEMO = True
    user = UserFactory(is_demo=True, roles=[Role.REP])
    user.set_unusable_password()
    user.save()
    return user


def facts(**more):
    return {
        "first_name": "Lena",
        "last_name": "Vogt",
        "language": "en",
        "theme": "dark",
        "time_zone": "Asia/Tokyo",
    } | more


def test_everybody_changes_their_own_profile(rep, client_for):
    client_for(rep).post(PROFILE, facts())
    rep.refresh_from_db()
    assert (rep.theme, rep.time_zone) == ("dark", "Asia/Tokyo")


def test_a_zone_that_does_not_exist_is_refused_and_nothing_lost(rep, client_for):
    answer = client_for(rep).post(PROFILE, facts(time_zone="Mars/Base", last_name="Voigt"))
    assert answer.status_code == 422
    assert 'value="Voigt"' in answer.content.decode()
    rep.refresh_from_db()
    assert rep.last_name == "Vogt"


def test_roles_are_not_ones_own_to_change(rep, client_for):
    client_for(rep).post(PROFILE, facts(roles="admin", is_superuser="1", is_demo="1", team=""))
    rep.refresh_from_db()
    assert (rep.roles, rep.is_superuser, rep.is_demo) == (["rep"], False, False)


@pytest.mark.parametrize(("name", "value"), [("theme", "dark"), ("language", "de")])
def test_the_profile_menu_switches_one_thing(rep, client_for, name, value):
    answer = client_for(rep).post(PREFERENCES, {name: value, "next": "/tasks/"})
    rep.refresh_from_db()
    assert (getattr(rep, name), answer.headers["Location"]) == (value, "/tasks/")


def test_switching_is_not_done_by_looking(rep, client_for):
    assert client_for(rep).get(PREFERENCES, {"theme": "dark"}).status_code == 405


def test_an_unknown_theme_changes_nothing(rep, client_for):
    client_for(rep).post(PREFERENCES, {"theme": "neon", "language": "de"})
    assert User.objects.get(pk=rep.pk).theme == "system"


@pytest.mark.parametrize("page", [PROFILE, PREFERENCES])
def test_strangers_sign_in_first(client, page):
    assert client.post(page).status_code == 302


def test_one_click_signs_in_a_demo_user(client, demo_rep):
    answer = client.post(DEMO, {"role": "rep"})
    assert answer.headers["Location"] == "/"
    assert client.session["_auth_user_id"] == str(demo_rep.pk)


@pytest.mark.parametrize("role", ["manager", "root", ""])
def test_a_role_without_demo_user_is_not_found(client, demo_rep, role):
    assert client.post(DEMO, {"role": role}).status_code == 404


def test_a_real_user_is_never_signed_in_by_a_click(client, rep, settings):
    settings.CRM_DEMO = True
    assert client.post(DEMO, {"role": "rep"}).status_code == 404


def test_without_demo_there_is_no_such_page(client, demo_rep, settings):
    settings.CRM_DEMO = False
    assert client.post(DEMO, {"role": "rep"}).status_code == 404


def test_signing_in_by_looking_is_refused(client, demo_rep):
    assert client.get(DEMO, {"role": "rep"}).status_code == 405
