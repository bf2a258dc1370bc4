"""TextBlob as a scorer: the polarity of the sentence, whoever it is about. A baseline."""

from textblob import TextBlob

from analysis.sentiment.polarity import SentenceScorer

THRESHOLD = 0.06
"""Polarity from which a sentence is positive; chosen on the training part of NewsMTSC by training/baselines.py."""


def textblob_scorer() -> SentenceScorer:
    """TextBlob's pattern analyser (De Smedt & Daelemans 2012); needs no downloaded corpus."""
    about = (
        "TextBlob looks up the adjectives and adverbs of the whole sentence in a word list. "
        "It does not know which actor a judgement is about: all actors of a sentence get the same score."
    )
    return SentenceScorer("textblob", about, polarity, THRESHOLD)


def polarity(sentence: str) -> float:
    """TextBlob's polarity of a sentence, -1 to 1."""
    return float(TextBlob(sentence).sentiment.polarity)
