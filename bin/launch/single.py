"""One launcher at a time per checkout; while it runs, `manage.py` finds its servers through `var/running.env`."""

from __future__ import annotations

import fcntl
import os
from typing import IO

from launch import VAR
from launch.console import Trouble

LOCK = VAR / "running.lock"
NOTES = VAR / "running.env"
held: list[IO[str]] = []  # an open file keeps its lock until the process ends, however it ends


def claim(url: str) -> None:
    VAR.mkdir(exist_ok=True)
    handle = LOCK.open("a+")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        handle.seek(0)
        raise Trouble(f"The CRM already runs from this folder: {handle.read().strip()}") from None
    handle.truncate(0)
    handle.write(url)
    handle.flush()
    held.append(handle)


def leave_notes(settings: dict[str, str]) -> None:
    text = "".join(f"{name}={value}\n" for name, value in settings.items())
    with os.fdopen(os.open(NOTES, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as handle:
        handle.write(text)


def remove_notes() -> None:
    if held:
        NOTES.unlink(missing_ok=True)
