"""Who takes part in a prospect or an opportunity, and in which role."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from lifecycle.doors import press_on
from lifecycle.locking import locked
from prospects.models import Participant
from team.models import User
from team.permissions import may_write


@transaction.atomic
def take_part(record: Any, contact: Any, role: str, *, by: Any) -> Participant:
    """Add a participant, or change the role of one; a known decision maker may move the record on."""
    record = locked(record)
    if not may_write(by, record):
        raise PermissionDenied
    place = {record.kind: record, "contact": contact}
    participant, _new = Participant.objects.update_or_create(**place, defaults={"role": role})
    press_on(record, by=User.objects.machine("lifecycle"))
    return participant
