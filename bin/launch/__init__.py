"""What `bin/run` and `bin/test` share: standard library only, and any Python from 3.8 on up to `environment.enter`."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"
VENV = ROOT / ".venv"
