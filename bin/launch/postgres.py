"""A private PostgreSQL on a loopback port, behind a password, with its data in our own folder."""

from __future__ import annotations

import signal
import subprocess
import time
from pathlib import Path

import psycopg

from launch.account import Account, identity, owned
from launch.binaries import environment, find_binaries
from launch.console import Trouble
from launch.ports import LOOPBACK, free_port
from launch.processes import Child, Children

DATABASE = USER = "crm"
EXTENSIONS = ["pg_trgm", "btree_gist", "unaccent"]
LOCALES = [  # names sort as people expect where the server knows ICU
    ["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=und"],
    ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
    ["--locale=C.UTF-8"],
    ["--locale=C"],
]
FORGETFUL = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]


class Postgres:
    def __init__(self, home: Path, account: Account | None, password: str) -> None:
        self.home, self.account, self.password = home, account, password
        self.data, self.port = home / "postgres", 0
        marker = self.data / "PG_VERSION"
        self.binaries = find_binaries(home, account, int(marker.read_text()) if marker.exists() else None)

    @property
    def url(self) -> str:
        return self.url_of(DATABASE)

    def url_of(self, database: str) -> str:
        return f"postgres://{USER}:{self.password}@{LOOPBACK}:{self.port}/{database}"

    def start(self, children: Children, *, throwaway: bool = False) -> None:
        """Start and wait. A throwaway one loses its data in a crash, and is the faster for it."""
        if not (self.data / "PG_VERSION").exists():
            self.create()
        if (self.data / "postmaster.pid").exists():
            self.run("pg_ctl", "stop", "-D", str(self.data), "-m", "fast")  # left behind by a launcher that was killed
        self.port = free_port()
        settings = [f"port={self.port}", f"listen_addresses={LOOPBACK}", "unix_socket_directories="]
        settings += FORGETFUL if throwaway else []
        child = children.start(
            "PostgreSQL",
            [str(self.binaries / "postgres"), "-D", str(self.data), *(f"--{setting}" for setting in settings)],
            log=self.home / "postgres.log",
            cwd=self.home,
            env=environment(self.binaries),
            account=self.account,
            serves_others=True,
            farewell=signal.SIGINT,  # "fast": ends the sessions, keeps the data
        )
        self.prepare(child)

    def create(self) -> None:
        password_file = owned(self.home, self.account) / "password"
        password_file.touch(mode=0o644 if self.account else 0o600)
        password_file.write_text(self.password)
        base = ["initdb", "-D", str(self.data), "-U", USER, "--encoding=UTF8", "--no-sync", "--no-instructions"]
        base += ["--auth=scram-sha-256", f"--pwfile={password_file}"]
        done = None
        for locale in LOCALES:
            done = self.run(*base, *locale)
            if done.returncode == 0:
                break
        else:
            raise Trouble(f"PostgreSQL could not lay out its data:\n{done.stderr if done else ''}")
        password_file.unlink()

    def run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.binaries / program), *arguments],
            cwd=self.home,
            env=environment(self.binaries),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            **identity(self.account),
        )

    def prepare(self, child: Child) -> None:
        """Wait until the server answers; make the database if there is none."""
        deadline = time.monotonic() + 60
        while True:
            try:
                connection = psycopg.connect(self.url_of("postgres"), autocommit=True, connect_timeout=2)
                break
            except psycopg.OperationalError:
                if child.ended() or time.monotonic() > deadline:
                    raise Trouble(f"PostgreSQL does not start:\n{child.last_words()}") from None
                time.sleep(0.05)
        with connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(f"CREATE DATABASE {DATABASE}")
            known = "SELECT count(*) FROM pg_available_extensions WHERE name = ANY(%s)"
            row = connection.execute(known, [EXTENSIONS]).fetchone()
        connection.close()
        if row != (len(EXTENSIONS),):
            raise Trouble(
                f"PostgreSQL lacks {', '.join(EXTENSIONS)}: install its contrib package (postgresql-contrib)."
            )
