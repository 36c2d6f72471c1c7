import factory
from factory.django import DjangoModelFactory

from team.models import Role, Team, User


class TeamFactory(DjangoModelFactory):
    class Meta:
        model = Team

    name = factory.Sequence(lambda n: f"Team {n}")


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"user{n}@example.com")
    first_name = "Robin"
    last_name = factory.Sequence(lambda n: f"Rep {n}")
    roles = [Role.REP]
    team = factory.SubFactory(TeamFactory)
