"""One person's story: who takes part, and what is known when something happens."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from random import Random
from typing import Any

from contacts.models import Company, Contact
from crm.demo.catalogue import MACHINES
from crm.demo.people import Town
from crm.demo.plots import Plot
from leads.models import Lead
from opportunities.models import Opportunity, Product
from prospects.models import Prospect
from team.models import Role, User

COLLEAGUES = 0.35  # how often we know somebody else there
EXTRAS = {"PL-200": 3, "PL-400": 3, "PL-800": 4, "HG-10": 1}  # how many further lines go with a machine


class Story:
    """Its records are asked for afresh each time, because they move by themselves."""

    company: Company | None
    contact: Contact
    last: datetime  # when its last beat happens
    ahead: datetime | None = None  # when the next beat happens

    def __init__(self, plot: Plot, rng: Random, town: Town, stock: dict[str, Product], present: datetime) -> None:
        self.plot, self.rng, self.town, self.stock, self.present = plot, rng, town, stock, present
        self.owner: User = town.owner_for(*town.place())
        staff = town.staff
        self.officer = rng.choice(staff.having(Role.CREDIT_OFFICER))
        self.manager = staff.having(Role.MANAGER, str(self.owner.team))[0]
        self.sold = Decimal(0)
        self.choose_products()

    def appear(self) -> None:
        """The people of the story come into the world: a company for most, and whom we talk to."""
        alone = self.plot.modest and self.rng.random() < 0.2
        self.company = None if alone else self.town.company(modest=self.plot.modest, owner=self.owner)
        owner = None if self.plot.unowned else self.owner
        self.contact = self.town.contact(self.company, owner=self.owner, modest=self.plot.modest)
        if owner is None:
            Contact.objects.filter(pk=self.contact.pk).update(owner=None)
            self.contact.refresh_from_db()
        if self.company and self.rng.random() < COLLEAGUES:
            self.town.contact(self.company, owner=self.owner)

    def decider(self) -> Contact:
        """Most buyers have somebody above them."""
        if self.company is None or self.rng.random() < 0.6:
            return self.contact
        return self.town.contact(self.company, owner=self.owner, decides=True)

    def choose_products(self) -> None:
        machine = self.rng.choices(MACHINES, (4, 5, 2, 2))[0]
        more = self.rng.sample([sku for sku in self.stock if sku not in MACHINES], EXTRAS[machine])
        pieces = self.rng.choice((1, 1, 1, 2, 2, 3))
        counts = {machine: pieces} | {sku: self.rng.randint(1, 3) for sku in more}
        self.basket = [(self.stock[sku], Decimal(count)) for sku, count in counts.items()]
        self.value = sum((product.price * count for product, count in self.basket), Decimal(0))

    @property
    def language(self) -> str:
        return str(self.contact.language)

    @property
    def lead(self) -> Lead:
        return Lead.objects.filter(contact=self.contact).latest("pk")  # type: ignore[no-any-return]

    @property
    def prospect(self) -> Prospect:
        return Prospect.objects.filter(contact=self.contact).latest("pk")  # type: ignore[no-any-return]

    @property
    def deal(self) -> Opportunity:
        return Opportunity.objects.filter(contact=self.contact).latest("pk")  # type: ignore[no-any-return]

    @property
    def record(self) -> Any:
        """The furthest live record, or None when all is over."""
        for model in (Opportunity, Prospect, Lead):
            if found := model.objects.filter(contact=self.contact).live().first():
                return found
        return None

    @property
    def quote(self) -> Any:
        return self.deal.current_quote

    @property
    def waiting_check(self) -> Any:
        return self.record.waiting_credit_check

    @property
    def planned_demo(self) -> Any:
        return self.prospect.planned_demo
