"""From the polarity of a sentence to three probabilities: what the two baselines share."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.sentiment.targets import Target

_PLAIN_QUOTES = str.maketrans("‘’‛ʼ“”„", "''''\"\"\"")


def plain_quotes(text: str) -> str:
    """A copy of equal length with straight quotes: VADER reads "don’t like" as praise, "don't like" as blame."""
    return text.translate(_PLAIN_QUOTES)


def probabilities(polarity: float, threshold: float) -> tuple[float, float, float]:
    """Probabilities of negative, neutral, positive for a polarity between -1 and 1.

    A symmetric ordered logit: positive and neutral are about equally probable at the threshold, negative and neutral at
    its opposite; a polarity of 0 has a score of 0.

    >>> [round(p, 2) for p in probabilities(0.0, 0.1)]
    [0.12, 0.76, 0.12]
    """
    scale = threshold / 2
    negative = 1 / (1 + math.exp(min((polarity + threshold) / scale, 500)))
    positive = 1 / (1 + math.exp(min((threshold - polarity) / scale, 500)))
    return negative, 1 - negative - positive, positive


@dataclass(frozen=True)
class SentenceScorer:
    """A scorer that gives each target the polarity of the whole sentence in which it stands, whoever that is about.

    Attributes:
        name: How it is chosen and recorded.
        about: What readers are told of it.
        polarity: From a sentence to a number between -1 and 1.
        threshold: The polarity from which a sentence is positive; below its opposite it is negative.
    """

    name: str
    about: str
    polarity: Callable[[str], float]
    threshold: float

    def score(self, targets: Sequence[Target]) -> np.ndarray:
        """See :class:`analysis.sentiment.Scorer`; equal sentences are read once."""
        polarities = {target.sentence: 0.0 for target in targets}
        for sentence in polarities:
            polarities[sentence] = self.polarity(plain_quotes(sentence))
        rows = [probabilities(polarities[target.sentence], self.threshold) for target in targets]
        return np.array(rows, dtype=float).reshape(len(targets), 3)
