from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from typing import Iterator

COLOUR = sys.stdout.isatty() and "NO_COLOR" not in os.environ


class Trouble(Exception):
    """Something only the person at the keyboard can put right; the message says how."""


def say(text: str = "") -> None:
    print(text, flush=True)


def bold(text: str) -> str:
    return f"\033[1m{text}\033[0m" if COLOUR else text


@contextmanager
def step(doing: str) -> Iterator[None]:
    """One line per step of the set-up, with the time it took."""
    print(f"  {doing} …", end="", flush=True)
    began = time.monotonic()
    try:
        yield
    except BaseException:
        print(flush=True)
        raise
    print(f" {time.monotonic() - began:.1f} s", flush=True)
