"""What sentiment a sentence takes toward an actor: one scorer a module, behind one small protocol."""

from analysis.sentiment.scorers import DEFAULT_SCORER, SCORERS, Scorer, get_scorer, score_mentions
from analysis.sentiment.targets import Target, build_targets

__all__ = ["DEFAULT_SCORER", "SCORERS", "Scorer", "Target", "build_targets", "get_scorer", "score_mentions"]
