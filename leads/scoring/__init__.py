"""Scoring: exact, explainable to the point, and cheap, because nothing is recomputed as time passes.

facts and events → rules (a Scorecard) → one Score a lead → shown, explained, and, at the threshold, promoted.
"""

from leads.scoring.explain import Explanation, explain, proof_of
from leads.scoring.now import ScoreNow, score_of

__all__ = ["Explanation", "ScoreNow", "explain", "proof_of", "score_of"]
