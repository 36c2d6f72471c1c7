"""What a lead scores at this moment."""

from __future__ import annotations

from typing import Any


def score_of(lead: Any) -> Any:
    return None
