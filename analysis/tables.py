"""The columns of every table: the same in memory, in Parquet and in CSV.

A table is made by :func:`table`, which puts the columns in order and gives each its type, so that an empty table and a
full one look alike. Texts that are not known are missing values, never empty strings made up on the way.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

COLUMNS: dict[str, dict[str, str]] = {
    "articles": {
        "article_id": "str",
        "title": "str",
        "text": "str",
        "outlet": "str",
        "author": "str",
        "date": "str",
        "url": "str",
        "language": "str",
        "source_file": "str",
        "sha256": "str",
        "n_sentences": "int64",
        "duplicate_of": "str",
    },
    "rejected": {"source_file": "str", "row": "Int64", "reason": "str"},
    "removed": {"article_id": "str", "text": "str", "reason": "str"},
    "sentences": {"article_id": "str", "sentence": "int64", "start": "int64", "end": "int64", "part": "str"},
    "mentions": {
        "mention_id": "str",
        "article_id": "str",
        "sentence": "int64",
        "start": "int64",
        "end": "int64",
        "text": "str",
        "actor": "str",
        "kind": "str",
        "antecedent": "str",
        "confidence": "float64",
        "voice": "str",
        "voice_form": "str",
        "speaker": "str",
        "speaker_actor": "str",
        "sentiment": "str",
        "p_negative": "float64",
        "p_neutral": "float64",
        "p_positive": "float64",
        "sentiment_score": "float64",
        "scorer": "str",
    },
    "frames": {
        "article_id": "str",
        "sentence": "int64",
        "actor": "str",
        "scheme": "str",
        "frame": "str",
        "score": "float64",
        "evidence": "str",
        "voice": "str",
        "speaker": "str",
        "method": "str",
    },
    "actors": {
        "actor": "str",
        "n_mentions": "int64",
        "n_sentences": "int64",
        "n_articles": "int64",
        "n_alone": "int64",
        "n_negative": "int64",
        "n_neutral": "int64",
        "n_positive": "int64",
        "share_negative": "float64",
        "share_neutral": "float64",
        "share_positive": "float64",
        "low_negative": "float64",
        "high_negative": "float64",
        "low_neutral": "float64",
        "high_neutral": "float64",
        "low_positive": "float64",
        "high_positive": "float64",
        "sentiment_score": "float64",
        "low": "float64",
        "high": "float64",
        "interval": "str",
    },
    "actor_frames": {
        "actor": "str",
        "scheme": "str",
        "frame": "str",
        "n_sentences": "int64",
        "n_title": "int64",
        "n_lead": "int64",
        "n_body": "int64",
        "share": "float64",
        "low": "float64",
        "high": "float64",
        "interval": "str",
    },
}
"""Column names and pandas types of each table, in order."""

SENTIMENTS = ("negative", "neutral", "positive")
"""The three labels, in the order of the columns ``p_negative``, ``p_neutral``, ``p_positive``."""
PROBABILITIES = tuple(f"p_{sentiment}" for sentiment in SENTIMENTS)


def table(name: str, rows: Iterable[Mapping[str, Any]] | pd.DataFrame) -> pd.DataFrame:
    """Build one of the tables above.

    Args:
        name: A key of :data:`COLUMNS`.
        rows: One mapping a row, or a frame; columns that are left out become missing values.

    Returns:
        A frame with exactly the columns of that table, in their order, with their types.

    >>> table("rejected", [{"source_file": "a.txt", "reason": "empty"}]).columns.tolist()
    ['source_file', 'row', 'reason']
    """
    columns = COLUMNS[name]
    frame = rows if isinstance(rows, pd.DataFrame) else pd.DataFrame(list(rows))
    return frame.reindex(columns=list(columns)).astype(columns).reset_index(drop=True)
