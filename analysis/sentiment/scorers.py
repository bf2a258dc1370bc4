"""The shape that all scorers share, and how one is chosen by name."""

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import Protocol

import numpy as np
import pandas as pd

from analysis.errors import ParameterError
from analysis.sentiment.target import target_fast_scorer, target_scorer
from analysis.sentiment.targets import Target, build_targets
from analysis.sentiment.textblob import textblob_scorer
from analysis.sentiment.vader import vader_scorer
from analysis.tables import PROBABILITIES, SENTIMENTS


class Scorer(Protocol):
    """Anything that gives targets probabilities of a negative, neutral and positive portrayal."""

    name: str
    """How it is chosen and recorded."""
    about: str
    """One sentence for readers: what it reads and what its scores rest on."""

    def score(self, targets: Sequence[Target]) -> np.ndarray:
        """Probabilities of negative, neutral, positive: shape (number of targets, 3); each row sums to 1.

        A row does not depend on the other targets of the call.
        """
        ...


SCORERS: dict[str, Callable[[], Scorer]] = {
    "target": target_scorer,
    "target-fast": target_fast_scorer,
    "textblob": textblob_scorer,
    "vader": vader_scorer,
}
"""The scorers by name; calling one loads it."""
DEFAULT_SCORER = "target"
"""The scorer that command and notebooks use unless told otherwise: the most accurate one on labelled news."""


def get_scorer(name: str) -> Scorer:
    """Load a scorer.

    Args:
        name: A key of :data:`SCORERS`.

    Raises:
        ParameterError: There is none of that name.

    Example:
        >>> get_scorer("vader").score([Target("Moscow praised the deal.", 0, 6)]).round(2).tolist()
        [[0.0, 0.03, 0.97]]
    """
    check_scorer(name)
    return SCORERS[name]()


def check_scorer(name: object) -> None:
    """Check that there is a scorer of a name, without loading it.

    Raises:
        ParameterError: There is none.
    """
    if not isinstance(name, str) or name not in SCORERS:
        near = get_close_matches(str(name), SCORERS, n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise ParameterError(f"There is no scorer named {name!r}.{hint} Choose one of: {', '.join(SCORERS)}.")


def score_mentions(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    mentions: pd.DataFrame,
    scorer: Scorer,
    around: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Fill in the columns of sentiment.

    Args:
        articles: The ``articles`` table.
        sentences: The ``sentences`` table.
        mentions: The mentions to be scored.
        scorer: The scorer.
        around: All mentions that are known, of whatever actor; a scorer may use what stands beside its target.

    Returns:
        A copy of ``mentions`` with ``p_negative``, ``p_neutral``, ``p_positive``, ``sentiment`` (the most probable),
        ``sentiment_score`` (``p_positive - p_negative``) and ``scorer``.
    """
    scored = mentions.copy()
    if scored.empty:
        return scored
    probabilities = scorer.score(build_targets(articles, sentences, mentions, around))
    scored[list(PROBABILITIES)] = probabilities
    scored["sentiment"] = np.array(SENTIMENTS)[probabilities.argmax(axis=1)]
    scored["sentiment_score"] = probabilities[:, 2] - probabilities[:, 0]
    return scored.assign(scorer=scorer.name)
