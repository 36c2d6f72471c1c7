"""`bin/test`: style, types, import contract, migrations, then every test against real servers of its own."""

from __future__ import annotations

import os
import subprocess

from launch import ROOT, VENV
from launch.account import remove, scratch_home, unprivileged
from launch.assets import ensure_assets
from launch.console import Trouble, bold, say
from launch.debian import browser, ensure_packages
from launch.keys import keys
from launch.processes import Children, interrupt_on_every_signal
from launch.servers import start_servers
from launch.translations import compile_translations

CHECKS = {
    "style": ["ruff", "check", "--quiet"],
    "format": ["ruff", "format", "--check", "--quiet"],
    "templates": ["djlint", "templates", "--lint", "--quiet"],
    "types": ["mypy"],
    "import contract": ["lint-imports"],
    "settings": ["python", "manage.py", "check"],
    "migrations": ["python", "manage.py", "makemigrations", "--check", "--dry-run"],
}


def main(arguments: list[str]) -> int:
    """With arguments they go to pytest and nothing else is checked; `--fast` is all tests without the checks."""
    interrupt_on_every_signal()
    children, home = Children(), None
    try:
        ensure_packages()
        ensure_assets()
        compile_translations()
        account = unprivileged()
        home = scratch_home(account)
        env = environment(start_servers(home, account, keys(home), children, throwaway=True))
        failed = [] if arguments else failed_checks(env)
        return verdict(failed, run_pytest([a for a in arguments if a != "--fast"], env))
    except Trouble as trouble:
        say(f"\n{trouble}")
        return 1
    except KeyboardInterrupt:
        return 130
    finally:
        children.stop()
        if home:
            remove(home)


def environment(addresses: dict[str, str]) -> dict[str, str]:
    own = {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "CHROMIUM": browser() or "",
        "PATH": f"{VENV / 'bin'}{os.pathsep}{os.environ['PATH']}",
    }
    return os.environ | addresses | own


def failed_checks(env: dict[str, str]) -> list[str]:
    return [name for name, command in CHECKS.items() if not passes(name, command, env)]


def passes(name: str, command: list[str], env: dict[str, str]) -> bool:
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    say(f"  {name}: {'ok' if done.returncode == 0 else bold('FAILED')}")
    if done.returncode:
        say(done.stdout + done.stderr)
    return done.returncode == 0


def run_pytest(arguments: list[str], env: dict[str, str]) -> int:
    """As many tests at a time as there are cores; a chosen few run one after the other, with their output."""
    parallel = [] if any(not argument.startswith("-") for argument in arguments) else ["-n", "auto"]
    return subprocess.run(["pytest", *parallel, *arguments], cwd=ROOT, env=env, check=False).returncode


def verdict(failed: list[str], pytest_status: int) -> int:
    if failed:
        say(f"Failed before the tests: {', '.join(failed)}")
    return pytest_status or int(bool(failed))
