"""Frames of actors: the frames of the sentences in which an actor takes part, with the words that show them."""

from pathlib import Path

import pandas as pd

from analysis.framing.lexicon import Lexicon
from analysis.framing.scheme import Scheme, load_scheme
from analysis.tables import table

PRESENT = 0.5
"""A frame counts as present in a sentence from this score on."""


def find_frames(
    articles: pd.DataFrame, sentences: pd.DataFrame, mentions: pd.DataFrame, scheme: str | Path | Scheme = "generic"
) -> pd.DataFrame:
    """Find the frames of the sentences that concern an actor.

    A frame belongs to the sentence; it is an actor's where the actor is mentioned in it. Method: a word list with
    weights, word forms and negation (see :mod:`analysis.framing.lexicon`).

    Args:
        articles: The ``articles`` table.
        sentences: The ``sentences`` table.
        mentions: The ``mentions`` table.
        scheme: A scheme, its name, or the path of one's own.

    Returns:
        The ``frames`` table: one row a frame, sentence and actor; ``evidence`` holds the words found, separated by
        "; "; rows with a ``score`` below :data:`PRESENT` are weak traces.
    """
    lexicon = Lexicon(scheme if isinstance(scheme, Scheme) else load_scheme(scheme))
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    actors = mentions.groupby(["article_id", "sentence"])["actor"].unique()
    rows = []
    for sentence in sentences.itertuples():
        present = actors.get((sentence.article_id, sentence.sentence))
        if present is None:
            continue
        found = lexicon.frames(texts[sentence.article_id][sentence.start : sentence.end])
        for actor in present:
            for frame, (score, words) in found.items():
                rows.append(
                    {
                        "article_id": sentence.article_id,
                        "sentence": sentence.sentence,
                        "actor": actor,
                        "scheme": lexicon.scheme.name,
                        "frame": frame,
                        "score": round(score, 4),
                        "evidence": "; ".join(words),
                        "method": "lexicon",
                    }
                )
    return table("frames", rows)
