"""Three teams and everybody who signs in by one click."""

from __future__ import annotations

from dataclasses import dataclass

from team.models import Role, Team, User

NORTH, SOUTH, ABROAD = "North", "South", "International"

PEOPLE = [  # the first of each role is who the one-click sign-in shows
    ("Lena", "Vogt", NORTH, Role.REP, "en"),
    ("Maren", "Iversen", NORTH, Role.MANAGER, "en"),
    ("Miriam", "Adler", "", Role.CREDIT_OFFICER, "en"),
    ("Tobias", "Lang", "", Role.ADMIN, "en"),
    ("Jonas", "Reuter", NORTH, Role.REP, "de"),
    ("Femke", "Boysen", NORTH, Role.REP, "de"),
    ("Paul", "Aigner", SOUTH, Role.REP, "de"),
    ("Selin", "Kaya", SOUTH, Role.REP, "de"),
    ("Korbinian", "Huber", SOUTH, Role.MANAGER, "de"),
    ("Grace", "Whitfield", ABROAD, Role.REP, "en"),
    ("Mateo", "Ferri", ABROAD, Role.REP, "en"),
    ("Ingrid", "Solberg", ABROAD, Role.MANAGER, "en"),
    ("Bernd", "Kessler", "", Role.CREDIT_OFFICER, "de"),
]


@dataclass(frozen=True)
class Staff:
    users: list[User]

    def first(self, role: str) -> User:
        return self.having(role)[0]

    def having(self, role: str, team: str = "") -> list[User]:
        return [user for user in self.users if role in user.roles and team in ("", str(user.team))]


def hire() -> Staff:
    teams = {name: Team.objects.create(name=name) for name in (NORTH, SOUTH, ABROAD)}
    return Staff([_hire(teams.get(team), *person) for *person, team in ((f, n, r, la, t) for f, n, t, r, la in PEOPLE)])


def _hire(team: Team | None, first_name: str, last_name: str, role: str, language: str) -> User:
    address = f"{first_name}.{last_name}@demo.example".lower()
    more = {"first_name": first_name, "last_name": last_name, "team": team, "roles": [role], "language": language}
    return User.objects.create_user(address, None, is_demo=True, **more)
