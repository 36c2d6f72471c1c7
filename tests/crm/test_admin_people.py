"""Users and teams in Django admin."""

import pytest
from django.urls import reverse

from team.models import User
from tests.factories.team import UserFactory

LIST = reverse("admin:team_user_changelist")


def form(user, **changes):
    names = ("email", "first_name", "last_name", "language", "time_zone", "theme", "roles")
    kept = {name: getattr(user, name) for name in names} | {"is_active": "on"}
    return {name: value for name, value in (kept | changes).items() if value is not None}


def change(client, user, **changes):
    answer = client.post(reverse("admin:team_user_change", args=[user.pk]), form(user, **changes))
    user.refresh_from_db()
    return answer


@pytest.fixture
def client(admin, client_for):
    return client_for(admin)


def test_roles_are_check_boxes(client, rep):
    change(client, rep, roles=["manager", "credit_officer"])
    assert rep.roles == ["manager", "credit_officer"]


def test_an_unknown_role_is_refused(client, rep):
    assert change(client, rep, roles=["emperor"]).status_code == 200
    assert rep.roles == ["rep"]


def test_who_leaves_is_deactivated_and_stays(client, rep):
    change(client, rep, is_active=None)
    assert not rep.is_active


def test_the_last_administrator_stays_one(client, admin):
    assert b"Appoint another one first." in change(client, admin, roles=["rep"]).content
    assert b"Appoint another one first." in change(client, admin, is_active=None).content
    assert admin.has_role("admin")


def test_a_second_administrator_may_step_back(client, admin):
    UserFactory(roles=["admin"])
    change(client, admin, roles=["rep"])
    assert admin.roles == ["rep"]


def test_nobody_becomes_superuser_here(client, rep):
    change(client, rep, is_superuser="on", is_staff="on", is_machine="on")
    assert (rep.is_superuser, rep.is_staff, rep.is_machine) == (False, False, False)


def test_machines_are_not_shown(client, db):
    machine = User.objects.machine("clock")
    assert machine.email not in client.get(LIST).content.decode()
    assert client.get(reverse("admin:team_user_change", args=[machine.pk])).status_code == 302


def test_a_new_user_signs_in_with_the_given_password(client, db):
    password = {"usable_password": "true", "password1": "sun-and-moon-77", "password2": "sun-and-moon-77"}
    new = {"email": "New@Example.com", "first_name": "Nele", "language": "de", "roles": ["rep"], **password}
    client.post(reverse("admin:team_user_add"), new)
    user = User.objects.get(email="new@example.com")
    assert (user.roles, user.language, user.check_password("sun-and-moon-77")) == (["rep"], "de", True)


def test_a_new_user_may_come_without_a_password(client, db):
    client.post(
        reverse("admin:team_user_add"),
        {"email": "new@example.com", "language": "en", "roles": ["rep"], "usable_password": "false"},
    )
    assert not User.objects.get(email="new@example.com").has_usable_password()


def test_an_administrator_has_every_right_of_ours_but_deleting(admin, rep):
    assert admin.has_perm("leads.change_lead")
    assert not admin.has_perm("leads.delete_lead")
    assert not admin.has_perm("auth.change_group")
    assert not rep.has_perm("leads.change_lead")
