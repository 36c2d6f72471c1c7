"""Steps taken from a page: the record must still be where its reader saw it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from lifecycle.doors import advance
from lifecycle.locking import locked
from lifecycle.models import Transition
from lifecycle.refusals import Refused


class Moved(Refused):
    """The record took other steps since it was seen: `since` holds them."""

    def __init__(self, since: list[Transition]) -> None:
        self.since = since
        super().__init__(_("This record has moved since you opened the page. Nothing was changed."))


def last_seq(record: Any) -> int:
    """The number of the record's last transition."""
    numbers = Transition.objects.of(record).order_by("-seq").values_list("seq", flat=True)
    return numbers.first() or 0


@transaction.atomic
def advance_seen(record: Any, step: str, *, seen: int | None, by: Any, **given: Any) -> Any:
    """As `advance`, for somebody who saw the record at transition `seen`; the second of two clicks changes nothing.

    Raises Moved if other steps were taken since.
    """
    record = locked(record)
    since = list(Transition.objects.of(record).filter(seq__gt=seen).select_related("by")) if seen is not None else []
    if not since:
        return advance(record, step, by=by, **given)
    first = min(since, key=lambda each: each.seq)
    if (first.step, first.by_id) == (step, by.pk):
        return record
    raise Moved(since)
