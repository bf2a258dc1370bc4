"""Files in any supported format become clean articles, and what could not be used is told."""

from analysis.texts.load import Loaded, find_path, load_article, load_articles, stage_articles
from analysis.texts.sentences import sentence_spans, split_sentences

__all__ = [
    "Loaded",
    "find_path",
    "load_article",
    "load_articles",
    "sentence_spans",
    "split_sentences",
    "stage_articles",
]
