"""The Python environment: `.venv`, installed from a lock file whose every package is pinned by its hash."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys

from launch import ROOT, VENV
from launch.console import Trouble, say, step
from launch.programs import missing_wheels
from launch.pythons import PREFERRED, find_python, find_uv, version_of

PYTHON = VENV / "bin" / "python"
WHEELS_LOCK = ROOT / "requirements-wheels.lock"
ENTERED = "CRM_LAUNCHED"  # holds our process id once the environment is ready: exec keeps the id


def enter(lock: str) -> None:
    """Make the environment ready and go on inside it."""
    if os.environ.pop(ENTERED, "") == str(os.getpid()):
        return
    try:
        ready(lock)
    except Trouble as trouble:
        say(f"\n{trouble}")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    os.environ[ENTERED] = str(os.getpid())
    os.execv(PYTHON, [str(PYTHON), *sys.argv])


def ready(lock: str) -> None:
    if version_of(PYTHON) not in PREFERRED:
        create()
    install(lock, (ROOT / lock).read_text(encoding="utf-8"))
    wheels = missing_wheels()
    if wheels:
        install("+".join(sorted(wheels)), only(wheels, WHEELS_LOCK.read_text(encoding="utf-8")))


def create() -> None:
    python, uv = find_python(), find_uv()
    with step(f"Python {version_of(python)} environment"):
        shutil.rmtree(VENV, ignore_errors=True)
        making = [uv, "venv", "--quiet", "--python", python, str(VENV)] if uv else [python, "-m", "venv", str(VENV)]
        if subprocess.run(making, check=False).returncode:
            shutil.rmtree(VENV, ignore_errors=True)
            raise Trouble(f"{python} cannot make an environment. On Debian: apt-get install python3-venv")


def install(name: str, requirements: str) -> None:
    """Install once: the stamp says which requirements the environment already holds."""
    digest = hashlib.sha256(requirements.encode()).hexdigest()
    stamp = VENV / "installed" / f"{name}.sha256"
    if stamp.exists() and stamp.read_text() == digest:
        return
    stamp.parent.mkdir(exist_ok=True)
    listing = stamp.with_suffix(".txt")
    listing.write_text(requirements, encoding="utf-8")
    with step(f"Packages of {name}"):
        run_installer(["--quiet", "--require-hashes", "--requirement", str(listing)])
    stamp.write_text(digest)


def run_installer(arguments: list[str]) -> None:
    uv = find_uv()
    if uv:
        command = [uv, "pip", "install", "--python", str(PYTHON), "--compile-bytecode", *arguments]
    else:
        ensure_pip()
        command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", *arguments]
    if subprocess.run(command, check=False).returncode:
        raise Trouble("The packages could not be installed; the lines above say why. Nothing else was changed.")


def ensure_pip() -> None:
    """An environment made by uv has no pip."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    if subprocess.run([str(PYTHON), "-m", "pip", "--version"], check=False, **quiet).returncode:
        subprocess.run([str(PYTHON), "-m", "ensurepip"], check=False, **quiet)


def only(names: list[str], lock: str) -> str:
    """The lines of a lock file that pin the given packages: an entry goes on while its lines are indented."""
    kept: list[str] = []
    keeping = False
    for line in lock.splitlines():
        if not line.startswith((" ", "#")):
            keeping = line.split("==")[0].strip() in names
        if keeping:
            kept.append(line)
    return "\n".join(kept) + "\n"
