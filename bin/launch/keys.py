"""The private servers' passwords and the pages' secret key: made once, kept in `var/keys.json`."""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path

NAMES = ("secret_key", "database", "broker")


def keys(folder: Path) -> dict[str, str]:
    file = folder / "keys.json"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        made = {name: secrets.token_urlsafe(48) for name in NAMES}
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
            json.dump(made, handle)
    return dict(json.loads(file.read_text()))
