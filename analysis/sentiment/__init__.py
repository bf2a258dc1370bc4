"""What sentiment a sentence takes toward an actor: one scorer a module, behind one small protocol."""

from analysis.sentiment.accuracy import Accuracy, accuracy, stored_figures
from analysis.sentiment.scorers import DEFAULT_SCORER, SCORERS, Scorer, check_scorer, get_scorer, score_mentions
from analysis.sentiment.targets import Target, build_targets

__all__ = [
    "DEFAULT_SCORER",
    "SCORERS",
    "Accuracy",
    "Scorer",
    "Target",
    "accuracy",
    "build_targets",
    "check_scorer",
    "get_scorer",
    "score_mentions",
    "stored_figures",
]
