"""The figures of one article as JSON: what a notebook leaves for the index, and for whoever reads it later."""

import json
import math
from typing import Any

import analysis
from analysis.pipeline import Analysis


def results(analysed: Analysis) -> dict[str, Any]:
    """The figures of one article, ready for JSON: missing values are null.

    Returns:
        ``version``, ``article`` (id, title, outlet, date, checksum, number of sentences), ``scorer``, ``scheme``,
        ``actors`` and ``frames`` (rows of the tables ``actors`` and ``actor_frames``).
    """
    article = analysed.articles.iloc[0]
    columns = ["article_id", "title", "outlet", "author", "date", "url", "source_file", "sha256", "n_sentences"]
    return {
        "version": analysis.__version__,
        "article": _plain(article[columns].to_dict()),
        "scorer": analysed.scorer.name,
        "scheme": analysed.scheme.name,
        "actors": [_plain(row) for row in analysed.actors.to_dict("records")],
        "frames": [_plain(row) for row in analysed.actor_frames.to_dict("records")],
    }


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    missing = {name: None for name, value in row.items() if isinstance(value, float) and math.isnan(value)}
    return json.loads(json.dumps(row | missing, default=lambda value: value.item()))
