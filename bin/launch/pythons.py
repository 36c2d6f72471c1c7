"""Finding a Python that can run the CRM."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from launch import VAR
from launch.console import Trouble
from launch.programs import answer

PREFERRED = ("3.13", "3.14", "3.12")
PROBE = "import sys, ssl, venv; print('%d.%d' % sys.version_info[:2])"


def find_python() -> str:
    for version in PREFERRED:
        for candidate in candidates(version):
            if version_of(candidate) == version:
                return str(candidate)
    return fetch_python()


def version_of(python: str | Path) -> str:
    return answer(str(python), "-c", PROBE)


def candidates(version: str) -> list[str | Path]:
    home = Path.home()
    return [
        sys.executable,
        f"python{version}",
        *sorted(home.glob(f".pyenv/versions/{version}.*/bin/python"), reverse=True),
        *sorted(home.glob(f".local/share/uv/python/cpython-{version}.*/bin/python3"), reverse=True),
        Path(f"/opt/homebrew/bin/python{version}"),
        Path(f"/usr/local/bin/python{version}"),
    ]


def find_uv() -> str | None:
    """uv, if it is on PATH and works; it installs in seconds what takes pip half a minute."""
    found = shutil.which("uv")
    return found if found and answer(found, "--version") else None


def fetch_python() -> str:
    uv = find_uv() or uv_through_pip()
    if uv:
        subprocess.run([uv, "python", "install", PREFERRED[0]], check=False)
        found = answer(uv, "python", "find", PREFERRED[0])
        if version_of(found) in PREFERRED:
            return found
    raise Trouble(
        "The CRM needs Python 3.12 or newer, and there is none on this machine.\n"
        "Install it with your system's packages (for example: apt-get install python3.13 python3.13-venv,\n"
        "dnf install python3.13, brew install python@3.13), then run this command again."
    )


def uv_through_pip() -> str | None:
    target = VAR / "uv"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(target), "uv"]
    subprocess.run(pip, check=False)
    uv = target / "bin" / "uv"
    return str(uv) if answer(str(uv), "--version") else None
