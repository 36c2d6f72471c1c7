"""The subject of a credit check: the company, or the contact if there is none. What prospects and deals share."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet


class CreditSubject:
    """Mixed into records with `company` and `contact`: the checks that count for them."""

    company_id: int | None
    contact_id: int

    @property
    def credit_checks(self) -> Any:
        from prospects.models import CreditCheck

        return CreditCheck.objects.filter(self.subject_condition)

    @property
    def subject_condition(self) -> Q:
        return Q(company_id=self.company_id) if self.company_id else Q(company=None, contact_id=self.contact_id)

    @cached_property
    def valid_credit_check(self) -> Any:
        return self.credit_checks.valid().order_by("-valid_until", "-pk").first()

    @cached_property
    def waiting_credit_check(self) -> Any:
        return self.credit_checks.filter(state="requested").order_by("-pk").first()

    def remember_checks(self, checks: Iterable[Any]) -> None:
        """Take these as all checks of the subject, so that the gates need not ask for them."""
        known = list(checks)
        self.valid_credit_check = next((check for check in known if check.counts_today), None)
        self.waiting_credit_check = next((check for check in known if check.state == "requested"), None)

    def evidence_rows(self) -> Iterable[QuerySet[Any]]:
        return (self.credit_checks.filter(state__in=("requested", "passed")),)
