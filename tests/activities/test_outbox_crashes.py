"""A real worker on a real broker talks to a mail server of ours, and is killed while it does."""

import subprocess
import sys
from contextlib import closing

import pytest
from django.core import mail
from django.db import connection, transaction

from activities import outbox
from activities.models import OutboxMessage
from activities.tasks import deliver_mail
from crm.celery import app
from tests.activities.smtp import MailServer
from tests.worker import LiveWorker, environment, eventually

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def mail_server():
    with MailServer() as server:
        yield server


@pytest.fixture
def worker(mail_server, monkeypatch, tmp_path):
    """Like `live_worker`, with its mail going to our server."""
    monkeypatch.setenv("EMAIL_URL", f"smtp://127.0.0.1:{mail_server.port}")
    app.control.purge()
    worker = LiveWorker(tmp_path / "worker.log")
    worker.start()
    yield worker
    worker.stop()
    app.control.purge()


def post(key):
    return outbox.post(key=key, to="lena@example.com", subject=key, body="Call Svenja Albers.")


def sent():
    return OutboxMessage.objects.exclude(sent_at=None)


def test_the_worker_sends_what_was_posted(worker, mail_server):
    message = post("reminder:1")
    eventually(sent)
    assert mail_server.message_ids == [message.message_id]


def test_killed_while_sending_costs_one_more_copy_with_the_same_message_id(worker, mail_server):
    mail_server.hold()
    message = post("reminder:1")
    eventually(lambda: mail_server.received == 1)  # the server has the mail, the worker not yet its answer
    worker.kill()
    mail_server.go_on()
    assert not sent().exists()
    worker.start()
    eventually(lambda: outbox_is_free(message))
    deliver_mail.delay([message.pk])
    eventually(sent)
    assert set(mail_server.message_ids) == {message.message_id}
    assert mail_server.received <= 2


def test_two_deliveries_of_one_nudge_send_one_mail(worker, mail_server):
    message = post("reminder:1")
    for _copy in range(5):
        deliver_mail.delay([message.pk])
    eventually(sent)
    last = post("reminder:2")
    eventually(lambda: sent().count() == 2)
    assert mail_server.message_ids == [message.message_id, last.message_id]


def test_what_another_worker_holds_is_left_to_it(mail_server):
    message = post("reminder:1")
    with closing(connection.copy()) as other, other.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT 1 FROM activities_outboxmessage WHERE id = %s FOR UPDATE", [message.pk])
        assert outbox.deliver([message.pk]) == 0
        assert outbox.sweep() == 0


def outbox_is_free(message):
    """PostgreSQL has noticed that the killed worker is gone and has released its lock."""
    with transaction.atomic():
        return outbox.waiting().select_for_update(skip_locked=True).filter(pk=message.pk).exists()


def test_with_the_broker_down_posting_succeeds_and_the_sweep_sends():
    command = "from activities import outbox; outbox.post(key='a', to='a@example.com', subject='A', body='A')"
    dead = environment() | {"REDIS_URL": "redis://127.0.0.1:1/0", "DJANGO_SETTINGS_MODULE": "crm.settings"}
    subprocess.run([sys.executable, "manage.py", "shell", "--command", command], env=dead, check=True, timeout=60)
    assert outbox.sweep() == 1
    assert [message.subject for message in mail.outbox] == ["A"]
