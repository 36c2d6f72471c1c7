"""What every test may ask for: the cast, a real worker, a real browser. A missing service is an error, never a skip."""

import os
import re
import shutil

import pytest
from django.apps import apps
from django.db import connection
from django.db.models.signals import post_migrate
from django.utils import translation

from crm.celery import app
from lifecycle import shipped
from tests.worker import LiveWorker

pytest_plugins = ["tests.cast"]

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the browser's driver runs an event loop in the thread of the test
REFUSALS = re.compile(r"Failed to load resource: .* status of (403|404|409|422|429) ")  # answers, not accidents
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
QUIET += ["--disable-component-update", "--disable-sync"]


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture(scope="session", autouse=True)
def shipped_rows_survive():
    """A transactional test empties all tables at its end; what the migrations shipped comes back with the edges."""
    post_migrate.connect(_ship, sender=apps.get_app_config("lifecycle"), dispatch_uid="tests.shipped")


def _ship(**_):
    shipped.write(apps.get_model)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """A worker killed with -9 leaves its session behind for a moment; it must not keep the database from going."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture
def live_worker(transactional_db, tmp_path):
    """A running worker that works off what the test commits; `kill()` and `start()` it as you like."""
    app.control.purge()
    worker = LiveWorker(tmp_path / "worker.log")
    worker.start()
    yield worker
    worker.stop()
    app.control.purge()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert chromium, "The journeys need Chromium; bin/test installs it."
    return {**browser_type_launch_args, "executable_path": chromium, "args": QUIET}


@pytest.fixture
def page(page):
    """A page that may not complain: any error in its console fails the test, refused styles and scripts included."""
    complaints = []

    def listen(message):
        if message.type == "error" and not REFUSALS.match(message.text):
            complaints.append(message.text)

    page.on("console", listen)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert complaints == []
