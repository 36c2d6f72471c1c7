"""Asking for credit, deciding on it, and what a decision sets in motion."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from lifecycle.doors import advance, enter
from lifecycle.locking import lock_row
from prospects.models import CreditCheck
from prospects.permissions import may_request_credit
from team.models import User


@transaction.atomic
def request_credit(record: Any, *, by: Any, amount: Decimal | None = None, note: str = "") -> CreditCheck:
    """Ask credit to check the record's company, or its contact without one; a request that waits is not doubled."""
    for model, pk in record.subject_rows():
        lock_row(model, pk)
    waiting = record.credit_checks.waiting().first()
    if waiting is not None:
        return waiting  # type: ignore[no-any-return]
    check = CreditCheck(
        company_id=record.company_id,
        contact_id=None if record.company_id else record.contact_id,
        amount=amount if amount is not None else record.expected_value,
        currency=record.currency,
        requested_by=by,
        request_note=note,
    )
    if not may_request_credit(by, check):
        raise PermissionDenied
    return enter(check, by=by)  # type: ignore[no-any-return]


@transaction.atomic
def approve(
    check: CreditCheck, *, by: Any, limit: Decimal, valid_until: date, grounds: str = "", prepayment_only: bool = False
) -> CreditCheck:
    """Pass the check; one that was valid until now is replaced by it."""
    for model, pk in check.subject_rows():
        lock_row(model, pk)
    machine = User.objects.machine("lifecycle")
    for older in _of_same_subject(check).filter(state="passed"):
        advance(older, "replace", by=machine)
    return advance(  # type: ignore[no-any-return]
        check, "approve", by=by, limit=limit, valid_until=valid_until, grounds=grounds,
        prepayment_only=prepayment_only, decided_by=by,
    )  # fmt: skip


def refuse(check: CreditCheck, *, by: Any, grounds: str) -> CreditCheck:
    """Refuse: a person's decision, with grounds."""
    return advance(check, "refuse", by=by, grounds=grounds, decided_by=by)  # type: ignore[no-any-return]


def _of_same_subject(check: CreditCheck) -> Any:
    if check.company_id:
        return CreditCheck.objects.filter(company_id=check.company_id)
    return CreditCheck.objects.filter(company=None, contact_id=check.contact_id)  # type: ignore[misc]
