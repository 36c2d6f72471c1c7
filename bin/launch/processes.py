"""Starting programs and ending every one of them."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from launch.account import Account, identity

GRACE = 25  # seconds for the task at hand; the whole stop stays under thirty


def die_with_parent() -> None:
    """Linux ends this child when the launcher is killed without a chance to clean up."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


@dataclass
class Child:
    """A program in a session of its own: Ctrl-C at the terminal reaches the launcher alone."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path
    farewell: signal.Signals
    serves_others: bool

    def ended(self) -> bool:
        return self.process.poll() is not None

    def ask_to_stop(self) -> None:
        if not self.ended():
            self.process.send_signal(self.farewell)

    def kill(self) -> None:
        """The whole session: a killed parent may leave children behind."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def last_words(self, lines: int = 15) -> str:
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])


class Children(list[Child]):
    """Every program we started, known from the moment it runs."""

    def start(
        self,
        name: str,
        command: list[str],
        *,
        log: Path,
        cwd: Path,
        env: dict[str, str],
        account: Account | None = None,
        farewell: signal.Signals = signal.SIGTERM,
        serves_others: bool = False,
        feed: str = "",
    ) -> Child:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as output:
            process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE if feed else subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=cwd,
                env=env,
                start_new_session=True,
                preexec_fn=die_with_parent,
                **identity(account),
            )
        child = Child(name, process, log, farewell, serves_others)
        self.append(child)
        if feed and process.stdin:
            process.stdin.write(feed.encode())
            process.stdin.close()
        return child

    def first_ended(self) -> Child | None:
        return next((child for child in self if child.ended()), None)

    def stop(self) -> None:
        """The programs first, then the servers they talk to."""
        stop([child for child in self if not child.serves_others], GRACE)
        stop([child for child in self if child.serves_others], 4)
        self.clear()


def stop(children: list[Child], grace: float) -> None:
    """Ask all, wait for all, then insist; another Ctrl-C insists at once."""
    hurry = Hurry()
    for child in children:
        child.ask_to_stop()
    deadline = time.monotonic() + grace
    while not all(child.ended() for child in children) and time.monotonic() < deadline and not hurry.asked:
        time.sleep(0.05)
    for child in children:
        child.kill()


class Hurry:
    """From now on signals no longer interrupt; they only say that somebody cannot wait."""

    def __init__(self) -> None:
        self.asked = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.note)

    def note(self, number: int, frame: FrameType | None) -> None:
        self.asked = True


def interrupt_on_every_signal() -> None:
    """SIGTERM and a closed terminal end the launcher as Ctrl-C does."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupt)
