"""`bin/run`: servers, database, pages, worker and beat, until Ctrl-C."""

from __future__ import annotations

import argparse
import os
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import environ
import psycopg

from launch import ROOT, VAR, VENV
from launch.account import data_home, unprivileged
from launch.assets import ensure_assets
from launch.console import Trouble, bold, say, step
from launch.keys import keys
from launch.ports import taken
from launch.processes import Children, interrupt_on_every_signal
from launch.servers import start_servers
from launch.single import claim, leave_notes, remove_notes

PYTHON = str(VENV / "bin" / "python")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="bin/run", description="Start the CRM on this machine.")
    parser.add_argument("--empty", action="store_true", help="do not fill an empty database with demo data")
    options = parser.parse_args(arguments)
    interrupt_on_every_signal()
    environ.Env.read_env(ROOT / ".env")
    children = Children()
    try:
        run(children, demo=not options.empty)
    except KeyboardInterrupt:
        say("\nStopping …")
        return 0
    except Trouble as trouble:
        say(f"\n{trouble}")
        return 1
    finally:
        children.stop()
        remove_notes()
    return 0


def run(children: Children, *, demo: bool) -> None:
    host, port = os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000"))
    url = f"http://{'localhost' if host in ('127.0.0.1', '0.0.0.0') else host}:{port}/"
    claim(url)
    if taken(host, port):
        raise Trouble(f"Port {port} is taken by another program. Choose one: PORT={port + 1} bin/run")
    ensure_assets()
    account = unprivileged()
    home, made = data_home(account), keys(VAR)
    env = os.environ | start_servers(home, account, made, children)
    env |= {"DJANGO_SETTINGS_MODULE": "crm.settings", "EMBEDDED": "1", "PYTHONPATH": str(ROOT / "bin")}
    env["SECRET_KEY"] = os.environ.get("SECRET_KEY") or made["secret_key"]
    prepare_database(env, demo=demo)
    env["DEMO"] = str(int(has_demo_users(env["DATABASE_URL"])))
    leave_notes({name: env[name] for name in ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "EMBEDDED", "DEMO")})
    with step("Pages, worker, timetable"):
        start_programs(children, env, f"{host}:{port}")
        wait_for(url, children)
    welcome(url, demo=env["DEMO"] == "1")
    watch(children)


def prepare_database(env: dict[str, str], *, demo: bool) -> None:
    say("  Database …")
    command = [PYTHON, str(Path(__file__).with_name("prepare.py")), *(["--demo"] if demo else [])]
    hasty = env | {"PGOPTIONS": "-c synchronous_commit=off"}  # what a crash would lose is made again
    if subprocess.run(command, cwd=ROOT, env=hasty, check=False).returncode:
        raise Trouble("The database could not be made ready; the lines above say why.")


def has_demo_users(url: str) -> bool:
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT 1 FROM team_user WHERE is_demo LIMIT 1").fetchone() is not None


def start_programs(children: Children, env: dict[str, str], address: str) -> None:
    gunicorn = ["gunicorn", "crm.wsgi", "--bind", address, "--worker-class", "gthread", "--workers", "2", "--threads"]
    gunicorn += ["4", "--graceful-timeout", "20", "--no-control-socket"]
    celery = ["celery", "--app", "crm", "--quiet"]
    worker = [*celery, "worker", "--concurrency", "2", "--loglevel", "INFO", "--without-gossip", "--without-mingle"]
    beat = [*celery, "beat", "--loglevel", "INFO", "--schedule", str(VAR / "beat"), "--pidfile", ""]
    for name, command in {"pages": gunicorn, "worker": worker, "beat": beat}.items():
        log = VAR / "log" / f"{name}.log"
        children.start(name, [PYTHON, "-m", *command], log=log, cwd=ROOT, env=env)


def wait_for(url: str, children: Children) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        complain_if_ended(children)
        try:
            with urllib.request.urlopen(f"{url}healthz", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise Trouble("The pages do not answer; var/log/pages.log may say why.")


def complain_if_ended(children: Children) -> None:
    ended = children.first_ended()
    if ended:
        raise Trouble(f"{ended.name} stopped by itself, so everything stops. Its last words:\n{ended.last_words()}")


def welcome(url: str, *, demo: bool) -> None:
    say()
    say(f"  The CRM is ready: {bold(url)}")
    if demo:
        say("  Sign in with one click, as any role. Mail is written to var/log/worker.log, not sent.")
    else:
        say("  First admin: .venv/bin/python manage.py createsuperuser (in another terminal, while this runs)")
    say("  Ctrl-C stops everything; the data stays.")
    say()


def watch(children: Children) -> None:
    while True:
        complain_if_ended(children)
        time.sleep(0.5)
