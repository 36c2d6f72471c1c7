"""Whom the demo company met: made-up people at made-up companies, each once."""

from __future__ import annotations

from random import Random
from typing import Any

from contacts.creating import create_company, create_contact
from contacts.models import Company, Contact
from crm.demo import names
from crm.demo.staff import ABROAD, NORTH, SOUTH, Staff
from team.models import Role, User

SOUTHERN = {"AT", "CH"} | {
    "Nürnberg",
    "Augsburg",
    "Ulm",
    "Stuttgart",
    "Freiburg",
    "Würzburg",
    "Regensburg",
    "Rosenheim",
}
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e", "è": "e", "É": "E", "ø": "o", "å": "a"})


class Town:
    """Draws people and companies; the same seed draws the same ones."""

    def __init__(self, rng: Random, staff: Staff) -> None:
        self.rng, self.staff = rng, staff
        self.taken: set[str] = set()
        self.drawn = 0

    def company(self, *, modest: bool, owner: User | None = None) -> Company:
        """A new company and its place; `modest` ones score little, so that their leads stay leads for a while."""
        country, city = self.place()
        owner = owner or self.owner_for(country, city)
        industries = names.MODEST if modest else tuple(names.TRADES)
        industry = self.rng.choice(industries)
        name, stem = self._company_name(country, industry)
        size = {"employees": round(self.rng.lognormvariate(4.4, 1)) + 4, "industry": industry}
        place = {"country": country, "city": city, "attributes": {"lines": self.rng.randint(1, 9)}}
        return create_company(by=owner, owner=owner, name=name, domain=f"{stem}.example", **size, **place)

    def contact(self, company: Company | None, *, owner: User, modest: bool = False, decides: bool = False) -> Contact:
        country = str(company.country) if company else "DE"
        german = country in names.HERE
        salutation, first, last = self._person(country)
        role = self._role("de" if german else "en", modest, decides)
        mail = f"{_plain(first)}.{_plain(last)}@{company.domain if company else 'post.example'}"
        spoken = {"language": "de" if german else "en", "address_form": self._address(), "salutation": salutation}
        place = {"country": country, "city": company.city if company else "", "phone": self._phone(country)}
        return create_contact(
            by=owner, owner=owner, email=mail, company=company, first_name=first, last_name=last,
            title="Dr." if self.rng.random() < 0.05 else "", job_title=role, **spoken, **place,
        )  # fmt: skip

    def place(self) -> tuple[str, str]:
        weights = names.HERE | {country: weight / 2 for country, weight in names.ABROAD.items()}
        country = self.rng.choices(list(weights), list(weights.values()))[0]
        return country, self.rng.choice(names.pick(names.TOWNS[country]))

    def owner_for(self, country: str, city: str) -> User:
        team = ABROAD if country in names.ABROAD else SOUTH if {country, city} & SOUTHERN else NORTH
        reps = self.staff.having(Role.REP, team)
        return self.rng.choices(reps, [2 if rep == self.staff.first(Role.REP) else 1 for rep in reps])[0]

    def _company_name(self, country: str, industry: str) -> tuple[str, str]:
        stems = names.STEMS if country in names.HERE else names.ABROAD_STEMS
        while True:
            trade = self.rng.choice(names.TRADES[industry][country not in names.HERE])
            head = self.rng.choice(stems.split())
            if (stem := _plain(f"{head}-{trade}")) not in self.taken:
                self.taken.add(stem)
                return f"{head} {trade} {self.rng.choice(names.FORMS[country])}", stem

    def _person(self, country: str) -> tuple[str, str, str]:
        tongue = "de" if country in names.HERE else country
        while True:
            salutation = self.rng.choice(("ms", "mr"))
            firsts = names.WOMEN if salutation == "ms" else names.MEN
            first, last = self.rng.choice(firsts[tongue].split()), self.rng.choice(names.pick(names.LAST[tongue]))
            if (whole := f"{first} {last}") not in self.taken:
                self.taken.add(whole)
                return salutation, first, last

    def _role(self, tongue: str, modest: bool, decides: bool) -> str:
        if decides:
            return names.DECIDERS[tongue]
        return self.rng.choice(names.ROLES[tongue][3:] if modest else names.ROLES[tongue])

    def _address(self) -> str:
        return "familiar" if self.rng.random() < 0.12 else "formal"

    def _phone(self, country: str) -> str:
        self.drawn += 1
        number = names.PHONES.get(country, "")
        return number.format(self.drawn % (100 if country == "US" else 1000)) if self.rng.random() < 0.85 else ""


def _plain(text: str) -> Any:
    """As in an address: Wiśniewski → wisniewski."""
    from unicodedata import normalize

    folded = normalize("NFKD", text.translate(UMLAUTS)).encode("ascii", "ignore").decode().lower()
    return "".join(letter if letter.isalnum() or letter == "-" else "" for letter in folded)
