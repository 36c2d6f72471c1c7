"""The one way mail leaves: a row in the transaction of its cause, sent by a worker at least once.

A worker holds the row's lock while it talks to the mail server and marks the row in the same transaction. Killed in
between, the row is unmarked and goes out again: at most one more copy a crash, always the same Message-ID, so that
mailboxes can show it once.
"""

from __future__ import annotations

from datetime import timedelta
from email.utils import parseaddr
from hashlib import sha256
from smtplib import SMTPRecipientsRefused
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import QuerySet

from activities.models import OutboxMessage
from crm.core import clock
from crm.core.nudges import nudge

ATTEMPTS = 10  # the last about 17 hours after the first
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
PATIENCE = 25.0  # seconds a sweep works, so that it ends before the next begins


def post(*, key: str, to: str, subject: str, body: str, html: str = "", contact: Any = None) -> OutboxMessage:
    """Have a mail sent once this transaction is committed. The same `key` again is the same mail and sends nothing."""
    from activities.tasks import deliver_mail

    mail = {"to": to, "subject": " ".join(subject.split())[:255], "body": body, "html": html, "contact": contact}
    message, fresh = OutboxMessage.objects.get_or_create(key=key, defaults={"message_id": message_id(key), **mail})
    if fresh:
        nudge(deliver_mail, [message.pk])
    return message


def message_id(key: str) -> str:
    """The same for the same effect, however often it is sent: `<3f2a…@example.com>`."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{sha256(key.encode()).hexdigest()[:32]}@{domain}>"


def waiting() -> QuerySet[OutboxMessage]:
    """What should have left by now and has not, the longest waiting first."""
    return OutboxMessage.objects.filter(sent_at=None, dead_at=None, due_at__lte=clock.now()).order_by("due_at", "pk")


def dead() -> QuerySet[OutboxMessage]:
    """What was given up: somebody has to look at it."""
    return OutboxMessage.objects.exclude(dead_at=None).order_by("-dead_at")


def deliver(ids: list[int]) -> int:
    """Send these messages, leaving out what another worker holds or has sent. Returns how many were tried."""
    return sum(_deliver_next(waiting().filter(pk=pk)) for pk in ids)


def sweep(patience: float = PATIENCE) -> int:
    """Send what the queue lost and what is due again. Returns how many were tried."""
    begun, tried = monotonic(), 0
    while monotonic() - begun < patience and _deliver_next(waiting()):
        tried += 1
    return tried


@transaction.atomic
def try_again(message: OutboxMessage) -> None:
    """A message that was given up gets all its attempts anew."""
    OutboxMessage.objects.filter(pk=message.pk, sent_at=None).update(attempts=0, dead_at=None, due_at=clock.now())


@transaction.atomic
def _deliver_next(candidates: QuerySet[OutboxMessage]) -> bool:
    message = candidates.select_for_update(skip_locked=True, of=("self",)).first()
    if message is None:
        return False
    message.attempts += 1
    try:
        _mail(message).send()
    except Exception as error:  # whatever a mail server, or the message itself, may bring up
        _fail(message, error)
    else:
        message.sent_at, message.error = clock.now(), ""
    message.save(update_fields=["attempts", "sent_at", "due_at", "dead_at", "error"])
    return True


def _mail(message: OutboxMessage) -> EmailMultiAlternatives:
    headers = {"Message-ID": message.message_id}
    mail = EmailMultiAlternatives(message.subject, message.body, to=[message.to], headers=headers)
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    return mail


def _fail(message: OutboxMessage, error: Exception) -> None:
    message.error = f"{type(error).__name__}: {error}"[:2000]
    if message.attempts >= ATTEMPTS or _is_final(error):
        message.dead_at = clock.now()
    else:
        message.due_at = clock.now() + pause_after(message.attempts)


def pause_after(attempts: int) -> timedelta:
    """1, 2, 4, 8 … minutes, at most six hours."""
    return min(FIRST_PAUSE * 2 ** (attempts - 1), LONGEST_PAUSE)


def _is_final(error: Exception) -> bool:
    """The server knows that nobody lives at this address."""
    refused = error.recipients.values() if isinstance(error, SMTPRecipientsRefused) else ()
    return bool(refused) and all(code >= 500 for code, _text in refused)
