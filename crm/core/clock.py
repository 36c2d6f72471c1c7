"""The one clock: everything that asks for the time asks here, and SQL receives it as a parameter."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime

from django.utils import timezone

_moved: ContextVar[datetime | None] = ContextVar("moved_clock", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC; the moved one inside `at()`."""
    return _moved.get() or datetime.now(UTC)


def today() -> date:
    """The present day in the current user's time zone (`timezone.activate`)."""
    return timezone.localdate(now())


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Move the clock of this context: for tests, and for a demo that has lived through two years."""
    token = _moved.set(moment)
    try:
        yield
    finally:
        _moved.reset(token)
