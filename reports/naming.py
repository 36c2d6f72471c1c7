"""Names for people of whom only an address is known, read together and not one by one."""

from collections.abc import Iterable
from typing import Any

from django.db.models import prefetch_related_objects


def name_everybody(contacts: Iterable[Any]) -> None:
    """One query if somebody has no name, else none."""
    prefetch_related_objects([each for each in contacts if not (each.first_name or each.last_name)], "emails")
