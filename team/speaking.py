"""Words for somebody who has not asked just now: a worker writes in the reader's language and time zone."""

from collections.abc import Iterator
from contextlib import contextmanager
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone, translation

from team.models import User


@contextmanager
def speaking_to(user: User) -> Iterator[None]:
    with translation.override(user.language), timezone.override(ZoneInfo(user.time_zone)):
        yield


def link(path: str) -> str:
    """The full address of one of our pages, for mails."""
    return settings.SITE_URL.rstrip("/") + path
