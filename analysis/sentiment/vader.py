"""VADER as a scorer: the compound score of the sentence, whoever it is about. A baseline."""

import functools

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from analysis.sentiment.polarity import SentenceScorer

THRESHOLD = 0.18
"""Compound score from which a sentence is positive; chosen on NewsMTSC's training part by training/baselines.py."""


def vader_scorer() -> SentenceScorer:
    """VADER (Hutto & Gilbert, ICWSM 2014)."""
    about = (
        "VADER adds up the emotional words of the whole sentence, with rules for negation and emphasis. "
        "It does not know which actor a judgement is about: all actors of a sentence get the same score."
    )
    return SentenceScorer("vader", about, polarity, THRESHOLD)


def polarity(sentence: str) -> float:
    """VADER's compound score of a sentence, -1 to 1."""
    return float(_analyser().polarity_scores(sentence)["compound"])


@functools.cache
def _analyser() -> SentimentIntensityAnalyzer:
    return SentimentIntensityAnalyzer()
