"""Why a lead scores what it scores."""

from __future__ import annotations

from typing import Any

from leads.scoring.now import score_of


def proof_of(lead: Any) -> dict[str, Any]:
    """What is kept with an automatic promotion: score and scorecard."""
    score = score_of(lead)
    return {"scorecard": score.version, "score": str(score.total)} if score else {}
