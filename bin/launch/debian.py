"""What the tests need beyond Python: gettext and a browser, from Debian's packages where they are missing."""

from __future__ import annotations

import os
import shutil
import subprocess

from launch.console import Trouble, step
from launch.programs import answer

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def browser() -> str | None:
    return next((found for name in BROWSERS if (found := shutil.which(name)) and answer(found, "--version")), None)


def missing_packages() -> list[str]:
    missing = [] if shutil.which("msgfmt") and shutil.which("xgettext") else ["gettext"]
    return missing if browser() else [*missing, "chromium", "fonts-liberation"]


def ensure_packages() -> None:
    missing = missing_packages()
    if not missing:
        return
    names = " ".join(missing)
    becoming_root = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    if not shutil.which("apt-get") or (becoming_root and not shutil.which("sudo")):
        raise Trouble(f"The tests need {names}. Install them with your system's packages, then run this again.")
    with step(f"Packages of the system: {names}"):
        get = [*becoming_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet", "--quiet"]
        subprocess.run([*get, "update"], stdout=subprocess.DEVNULL, check=False)
        install = [*get, "install", "--yes", "--no-install-recommends", *missing]
        done = subprocess.run(install, stdout=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise Trouble(f"These could not be installed; do it by hand: apt-get install {names}")
