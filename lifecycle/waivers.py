"""Letting a gate go: by somebody entitled, for one record, with a reason."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction

from lifecycle.doors import press_on
from lifecycle.gates import Gate
from lifecycle.locking import locked
from lifecycle.models import Waiver


def may_waive(user: Any, record: Any, gate: Gate) -> bool:
    role = record.rules.gate(gate).waived_by
    return bool(role) and user.has_role(role) and (gate.by_owner or record.owner_id != user.pk)


@transaction.atomic
def waive(record: Any, gate: Gate, *, by: Any, reason: str) -> Waiver:
    """Let one gate go, and take the steps that this makes ready.

    Raises PermissionDenied for anybody whom the record's policy does not name.
    """
    record = locked(record)
    if not may_waive(by, record, gate):
        raise PermissionDenied
    waiver = Waiver.objects.create(kind=record.kind, record_id=record.pk, gate=gate.key, by=by, reason=reason.strip())
    record.forget_judgements()
    press_on(record, by=get_user_model()._default_manager.machine("lifecycle"))
    return waiver
