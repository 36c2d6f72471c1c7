"""Telling the worker that rows are waiting. The rows are the truth: a lost nudge costs a few seconds, never a row."""

from __future__ import annotations

import logging
from functools import partial
from time import monotonic
from typing import Any

from django.db import transaction
from kombu.exceptions import KombuError

log = logging.getLogger(__name__)

SILENCE = 10.0  # seconds in which nobody waits again for a broker that has just not answered
_silent_until = 0.0


def nudge(task: Any, *args: Any) -> None:
    """Send the task once the present transaction is committed; a broker that is down fails nobody's request."""
    transaction.on_commit(partial(_send, task, args))


def _send(task: Any, args: tuple[Any, ...]) -> None:
    global _silent_until
    if monotonic() < _silent_until:
        return
    try:
        task.delay(*args)
    except (KombuError, OSError) as error:
        _silent_until = monotonic() + SILENCE
        log.warning("The broker does not answer; the sweep will find what waits. %s", error)
