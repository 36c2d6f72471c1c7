"""A real Celery worker on the test's database and the real broker."""

import os
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path
from urllib.parse import quote

from django.db import connection

from crm.celery import app


class LiveWorker:
    """Runs in a process of its own; can be killed without warning and started again."""

    def __init__(self, log: Path):
        self.log = log
        self.name = f"test-{uuid.uuid4().hex}@localhost"
        self.process = None

    def start(self):
        command = [
            sys.executable,
            "-m",
            "celery",
            "--app",
            "crm",
            "worker",
            "--concurrency",
            "2",
            "--hostname",
            self.name,
        ]
        command += ["--loglevel", "INFO", "--without-gossip", "--without-mingle"]
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                command, stdout=output, stderr=output, env=environment(), start_new_session=True
            )
        deadline = time.monotonic() + 60
        while not app.control.ping(destination=[self.name], timeout=0.3, limit=1):
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < deadline, self.log.read_text()

    def kill(self):
        """As a power cut would: kill -9, with everything it has started."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=30)


def environment():
    address = connection.settings_dict
    who = f"{quote(address['USER'])}:{quote(address['PASSWORD'])}@" if address["USER"] else ""
    where = f"{quote(address['HOST'], safe='')}:{address['PORT']}" if address["HOST"] else ""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "CRM_PROCESS": "worker",
        "DATABASE_URL": f"postgres://{who}{where}/{address['NAME']}",
    }


def eventually(condition, seconds=20):
    """What the condition returns as soon as that is true; for what another process does in its own time."""
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, f"not so within {seconds} s"
        time.sleep(0.05)
    return found
