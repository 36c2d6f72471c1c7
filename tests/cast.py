"""The people of the tests: who owns, who shares the team, who leads it, and who must see or do nothing."""

import pytest

from team.models import Role
from tests.factories.team import TeamFactory, UserFactory


@pytest.fixture
def team(db):
    return TeamFactory(name="North")


@pytest.fixture
def rep(team):
    return UserFactory(email="rep@example.com", first_name="Lena", last_name="Vogt", team=team)


@pytest.fixture
def teammate(team):
    return UserFactory(email="teammate@example.com", first_name="Jonas", last_name="Reuter", team=team)


@pytest.fixture
def manager(team):
    return UserFactory(
        email="manager@example.com", first_name="Maren", last_name="Iversen", team=team, roles=[Role.MANAGER]
    )


@pytest.fixture
def stranger(db):
    return UserFactory(email="stranger@example.com", first_name="Sam", last_name="South")


@pytest.fixture
def credit_officer(db):
    return UserFactory(
        email="credit@example.com", first_name="Miriam", last_name="Adler", team=None, roles=[Role.CREDIT_OFFICER]
    )


@pytest.fixture
def admin(db):
    return UserFactory(email="admin@example.com", first_name="Ada", last_name="Admin", roles=[Role.ADMIN])


@pytest.fixture
def client_for(client):
    """`client_for(rep)`: a browser signed in as that person."""

    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in
