"""PostgreSQL refuses to run as root, so under root its server and data belong to somebody with fewer rights."""

from __future__ import annotations

import hashlib
import os
import pwd
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from launch import ROOT, VAR
from launch.console import say

UNPRIVILEGED = ("postgres", "nobody")


@dataclass(frozen=True)
class Account:
    name: str
    uid: int
    gid: int


def identity(account: Account | None) -> dict[str, Any]:
    """What `subprocess` needs to run a program as this account."""
    return {"user": account.uid, "group": account.gid, "extra_groups": []} if account else {}


def unprivileged() -> Account | None:
    """Who runs the servers; None means: whoever we are, for that is not root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = next(known[name] for name in UNPRIVILEGED if name in known)
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def data_home(account: Account | None) -> Path:
    """`var/`, or, where the account cannot get there, a folder in /var/lib that belongs to this checkout."""
    home = VAR / "servers"
    if account and not reachable(ROOT):
        home = Path("/var/lib") / f"crm-{hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]}"
        say(f"  Data: {home} (the checkout lies in a closed folder)")
    return owned(home, account)


def scratch_home(account: Account | None) -> Path:
    """A folder for one run of the tests."""
    return owned(Path(tempfile.mkdtemp(prefix="crm-test-")), account)


def owned(folder: Path, account: Account | None) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    if account:
        os.chown(folder, account.uid, account.gid)
        folder.chmod(0o755)
    return folder


def reachable(folder: Path) -> bool:
    """May anybody at all pass through this folder and those above it?"""
    return all(parent.stat().st_mode & 0o001 for parent in (folder, *folder.parents))


def remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
