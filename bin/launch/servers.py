"""The database and the broker: given by the environment, else private ones of our own."""

from __future__ import annotations

import os
from pathlib import Path

from launch.account import Account
from launch.broker import Broker
from launch.console import step
from launch.postgres import Postgres
from launch.processes import Children


def start_servers(
    home: Path, account: Account | None, keys: dict[str, str], children: Children, *, throwaway: bool = False
) -> dict[str, str]:
    """DATABASE_URL and REDIS_URL, both answering."""
    addresses = {name: os.environ[name] for name in ("DATABASE_URL", "REDIS_URL") if os.environ.get(name)}
    if "DATABASE_URL" not in addresses:
        with step("PostgreSQL"):
            database = Postgres(home, account, keys["database"])
            database.start(children, throwaway=throwaway)
        addresses["DATABASE_URL"] = database.url
    if "REDIS_URL" not in addresses:
        with step("Broker"):
            broker = Broker(home, account, keys["broker"])
            broker.start(children, throwaway=throwaway)
        addresses["REDIS_URL"] = broker.url
    return addresses
