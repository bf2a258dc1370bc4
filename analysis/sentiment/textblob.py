"""TextBlob as a scorer: the polarity of the sentence, whoever it is about. A baseline."""

from collections.abc import Sequence

import numpy as np
from textblob import TextBlob

from analysis.sentiment.polarity import score_sentences
from analysis.sentiment.targets import Target

THRESHOLD = 0.06
"""Polarity from which a sentence is positive; chosen on the training part of NewsMTSC by training/baselines.py."""


class TextBlobScorer:
    """TextBlob's pattern analyser (De Smedt & Daelemans 2012); needs no downloaded corpus."""

    name = "textblob"
    about = (
        "TextBlob looks up the adjectives and adverbs of the whole sentence in a word list. "
        "It does not know which actor a judgement is about: all actors of a sentence get the same score."
    )

    def score(self, targets: Sequence[Target]) -> np.ndarray:
        """See :class:`analysis.sentiment.Scorer`."""
        return score_sentences(targets, polarity, THRESHOLD)


def polarity(sentence: str) -> float:
    """TextBlob's polarity of a sentence, -1 to 1."""
    return float(TextBlob(sentence).sentiment.polarity)
