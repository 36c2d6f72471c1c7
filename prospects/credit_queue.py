"""The credit queue: what waits for a decision, longest first; and what was decided."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat, Trim
from django.utils.translation import gettext_lazy as _

from crm.core import columns
from crm.core.lists import Empty, ListPage, Preset
from prospects.models import CreditCheck
from prospects.models.credit import State

PERSON = Trim(Concat("contact__first_name", Value(" "), "contact__last_name"))
NUMBER = Concat(Value("CR-"), Cast(F("pk") + 1000, CharField()))


class CreditQueue(ListPage):
    name = "credit"
    title = _("Credit queue")
    model = CreditCheck
    search = _("Search by name or number")
    sort = "asked"
    columns = (
        columns.Title(
            key="who", label=_("Who"), field="subject_name", sub="cr_number", url="credit:detail", sort="subject_name"
        ),
        columns.Choice(key="state", label=_("State"), field="state", choices=State, sort="state"),
        columns.Money(
            key="amount", label=_("Amount asked for"), field="amount", currency="currency", sort="amount",
            first_down=True,
        ),
        columns.Text(key="note", label=_("What credit should know"), field="request_note"),
        columns.Owner(key="by", label=_("Asked by"), field="requested_by"),
        columns.When(key="asked", label=_("Waits since"), field="requested_at", sort="requested_at", first_down=False),
        columns.When(key="until", label=_("Valid until"), field="valid_until", sort="valid_until"),
    )  # fmt: skip
    views = (
        Preset("waiting", _("Waiting"), lambda rows, _user: rows.waiting()),
        Preset("valid", _("Valid"), lambda rows, _user: rows.valid(), sort="until"),
        Preset("all", _("All"), sort="-asked"),
    )
    empty = Empty(
        _("Nothing waits for credit"),
        _("Prospects and opportunities ask for credit checks here. Whoever decides neither asked nor sells."),
        "shield-check",
    )

    def queryset(self, user: Any) -> QuerySet[Any]:
        name = Coalesce("company__name", PERSON)
        return super().queryset(user).annotate(subject_name=name, cr_number=NUMBER)

    def find(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        return rows.filter(subject_name__icontains=text) | rows.filter(cr_number__iexact=text.strip())
