from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from crm.core import clock, moments
from crm.core.money import AmountField, CurrencyField
from lifecycle.records import Guarded
from lifecycle.steps import step
from prospects.permissions import is_machine, may_decide_credit, may_withdraw_request
from prospects.querysets import CreditCheckQuerySet


class State(models.TextChoices):
    REQUESTED = "requested", _("Waiting for credit")
    PASSED = "passed", _("Passed")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    REVOKED = "revoked", _("Revoked")
    REPLACED = "replaced", _("Replaced")
    EXPIRED = "expired", _("Expired")


class Validity(Func):
    """The days on which a check counts, both ends included."""

    function = "DATERANGE"
    output_field = DateRangeField()


def one_valid_check(field: str) -> ExclusionConstraint:
    days = Validity("valid_from", "valid_until", RangeBoundary(inclusive_lower=True, inclusive_upper=True))
    return ExclusionConstraint(
        name=f"one_valid_check_per_{field}",
        expressions=[(F(field), RangeOperators.EQUAL), (days, RangeOperators.OVERLAPS)],
        condition=Q(state="passed"),
    )


class CreditCheck(Guarded):
    """Our decision on the credit of a company, or of a contact without one; it serves all their prospects."""

    kind = "credit_check"
    pages = "credit"
    state = FSMField(_("state"), choices=State.choices, default=State.REQUESTED, protected=True, editable=False)
    company = models.ForeignKey(
        "contacts.Company",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="credit_checks",
        verbose_name=_("company"),
    )
    contact = models.ForeignKey(
        "contacts.Contact",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="credit_checks",
        verbose_name=_("contact"),
    )
    amount = AmountField(_("amount asked for"), null=True, blank=True)
    currency = CurrencyField(_("currency"))
    requested_by = models.ForeignKey("team.User", models.PROTECT, related_name="+", verbose_name=_("asked by"))
    requested_at = models.DateTimeField(_("asked at"), default=clock.now)
    request_note = models.TextField(_("what credit should know"), blank=True, default="")
    limit = AmountField(_("limit"), null=True, blank=True)
    prepayment_only = models.BooleanField(_("prepayment only"), default=False)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    decided_by = models.ForeignKey(
        "team.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    grounds = models.TextField(_("grounds"), blank=True, default="")

    objects = CreditCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("credit check")
        verbose_name_plural = _("credit checks")
        constraints = [
            models.CheckConstraint(
                condition=Q(company__isnull=True) ^ Q(contact__isnull=True), name="credit_check_one_subject"
            ),
            models.CheckConstraint(
                condition=~Q(state="passed")
                | Q(limit__isnull=False, valid_from__isnull=False, valid_until__isnull=False, decided_by__isnull=False),
                name="passed_check_is_complete",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | Q(decided_by__isnull=False) & ~Q(grounds=""),
                name="refused_by_a_person_with_grounds",
            ),
            models.UniqueConstraint(fields=["company"], condition=Q(state="requested"), name="one_request_per_company"),
            models.UniqueConstraint(fields=["contact"], condition=Q(state="requested"), name="one_request_per_contact"),
            one_valid_check("company"),
            one_valid_check("contact"),
        ]
        indexes = [
            models.Index(fields=["requested_at"], condition=Q(state="requested"), name="credit_queue"),
            models.Index(fields=["valid_until"], condition=Q(state="passed"), name="credit_running_out"),
        ]

    def __str__(self) -> str:
        return self.number

    @step(state, State.REQUESTED, State.PASSED, label=_("Pass"), may=may_decide_credit, icon="shield-check",
          needs=["limit", "valid_until", "grounds", "prepayment_only"])  # fmt: skip
    def approve(
        self, *, limit: Decimal, valid_until: date, grounds: str, prepayment_only: bool, decided_by: Any
    ) -> None:
        self.limit, self.valid_until, self.prepayment_only = limit, valid_until, prepayment_only
        self.valid_from = clock.today()
        self._decide(decided_by, grounds)

    @step(state, State.REQUESTED, State.REFUSED, label=_("Refuse"), may=may_decide_credit, icon="shield-x",
          needs=["grounds"])  # fmt: skip
    def refuse(self, *, grounds: str, decided_by: Any) -> None:
        self._decide(decided_by, grounds)

    @step(state, State.REQUESTED, State.WITHDRAWN, label=_("Withdraw request"), may=may_withdraw_request, icon="x")
    def withdraw(self) -> None: ...

    @step(state, State.PASSED, State.REVOKED, label=_("Revoke"), may=may_decide_credit, icon="shield-x", needs=["note"])
    def revoke(self) -> None: ...

    @step(state, State.PASSED, State.REPLACED, label=_("Replace"), may=is_machine)
    def replace(self) -> None: ...

    @step(state, State.PASSED, State.EXPIRED, label=_("Expire"), may=is_machine)
    def expire(self) -> None: ...

    def _decide(self, by: Any, grounds: str) -> None:
        self.decided_by, self.decided_at, self.grounds = by, clock.now(), grounds

    @property
    def number(self) -> str:
        return f"CR-{1000 + self.pk}"

    @property
    def subject(self) -> Any:
        return self.company or self.contact

    @property
    def counts_today(self) -> bool:
        """Passed, begun and not over; `CreditCheckQuerySet.valid` says the same in SQL."""
        if self.state != State.PASSED or self.valid_from is None or self.valid_until is None:
            return False
        return self.valid_from <= clock.today() <= self.valid_until

    @property
    def sentence(self) -> str:
        """The check in a line, without what only credit may see."""
        if self.state == State.PASSED:
            words = _("{number} passed for prepayment") if self.prepayment_only else _("{number} passed")
            until = _("valid until {day}").format(day=moments.exact(self.valid_until))  # type: ignore[arg-type]  # passed
            return f"{words.format(number=self.number)}, {until}"
        if self.state == State.REQUESTED:
            day = moments.day(self.requested_at)
            return _("{number} is with credit since {day}").format(number=self.number, day=day)
        return f"{self.number}: {self.get_state_display()}"

    def prospects(self) -> Any:
        """The prospects this check serves."""
        return self._served(self.subject.prospects)

    def opportunities(self) -> Any:
        """The opportunities this check serves."""
        return self._served(self.subject.opportunities)

    def served(self) -> list[Any]:
        return [self.prospects(), self.opportunities()]

    def _served(self, records: Any) -> Any:
        return records.all() if self.company_id else records.filter(company=None)

    def serves_record_of(self, user: Any) -> bool:
        return any(records.live().filter(owner=user).exists() for records in self.served())

    def evidence_rows(self) -> Iterable[QuerySet[Any]]:
        return ()
