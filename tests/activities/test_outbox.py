from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.db import transaction

from activities import outbox
from activities.models import OutboxMessage
from crm.core import clock, nudges

pytestmark = pytest.mark.django_db


def post(key="reminder:1", **mail_facts):
    facts = {"to": "lena@example.com", "subject": "Due: call", "body": "Call Svenja Albers."} | mail_facts
    return outbox.post(key=key, **facts)


def broken_by(monkeypatch, error):
    def send(self, *args, **kwargs):
        raise error

    monkeypatch.setattr("django.core.mail.EmailMessage.send", send)


def test_a_posted_mail_leaves_with_its_own_message_id():
    message = post(html="<p>Call</p>")
    assert outbox.deliver([message.pk]) == 1
    [sent] = mail.outbox
    assert (sent.to, sent.extra_headers["Message-ID"]) == (["lena@example.com"], message.message_id)
    assert sent.alternatives[0].content == "<p>Call</p>"


def test_the_message_id_depends_on_the_key_alone():
    assert outbox.message_id("a") == outbox.message_id("a") != outbox.message_id("b")
    assert outbox.message_id("a").endswith("@localhost>")


def test_posting_the_same_key_again_is_the_same_mail():
    assert post() == post(subject="Another")
    assert outbox.sweep() == 1
    assert outbox.sweep() == 0
    assert len(mail.outbox) == 1


def test_a_rolled_back_cause_sends_nothing():
    with transaction.atomic():
        post()
        transaction.set_rollback(True)
    assert outbox.sweep() == 0


def test_line_breaks_in_a_subject_are_harmless():
    post(subject="Due:\r\nBcc: everybody@example.com")
    outbox.sweep()
    assert mail.outbox[0].subject == "Due: Bcc: everybody@example.com"


def test_a_failure_is_tried_again_later_and_later(monkeypatch):
    broken_by(monkeypatch, SMTPServerDisconnected("gone"))
    message = post()
    outbox.sweep()
    message.refresh_from_db()
    assert (message.attempts, message.error) == (1, "SMTPServerDisconnected: gone")
    assert timedelta(seconds=50) < message.due_at - clock.now() <= timedelta(minutes=1)
    assert outbox.sweep() == 0


def test_the_pauses_double_up_to_six_hours():
    minutes = [outbox.pause_after(n).total_seconds() / 60 for n in (1, 2, 3, 9, 10, 40)]
    assert minutes == [1, 2, 4, 256, 360, 360]


def test_after_all_attempts_a_message_is_given_up_and_visible(monkeypatch):
    broken_by(monkeypatch, OSError("no route"))
    message = post()
    OutboxMessage.objects.update(attempts=outbox.ATTEMPTS - 1)
    outbox.sweep()
    assert list(outbox.dead()) == [message]
    assert outbox.sweep() == 0


def test_an_address_where_nobody_lives_is_given_up_at_once(monkeypatch):
    broken_by(monkeypatch, SMTPRecipientsRefused({"lena@example.com": (550, b"no such user")}))
    message = post()
    outbox.sweep()
    assert outbox.dead().get() == message


def test_a_mailbox_that_is_busy_is_tried_again(monkeypatch):
    broken_by(monkeypatch, SMTPRecipientsRefused({"lena@example.com": (451, b"greylisted")}))
    post()
    outbox.sweep()
    assert not outbox.dead().exists()


def test_a_dead_message_can_be_tried_again(monkeypatch):
    message = post()
    OutboxMessage.objects.update(attempts=10, dead_at=clock.now())
    outbox.try_again(message)
    assert outbox.sweep() == 1
    assert len(mail.outbox) == 1


def test_a_broker_that_is_down_fails_nobody(monkeypatch, settings, django_capture_on_commit_callbacks):
    asked = []

    def delay(*args):
        asked.append(args)
        raise OSError("connection refused")

    monkeypatch.setattr(nudges, "_silent_until", 0.0)
    monkeypatch.setattr("activities.tasks.deliver_mail.delay", delay)
    with django_capture_on_commit_callbacks(execute=True):
        first, _second = post("a"), post("b")
    assert asked == [([first.pk],)]  # the second did not wait for it again
    assert outbox.sweep() == 2
