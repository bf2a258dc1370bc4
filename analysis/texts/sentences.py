"""Sentences: split inside paragraphs; the title and each heading are sentences of their own."""

import re
from collections.abc import Iterator

import nupunkt
import pandas as pd

from analysis.tables import table

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\n)[^\n]+)*")
_HEADING_WORDS = 14
_LONGEST_SENTENCE = 5000
"""Characters after which a sentence that finds no end is cut at a space."""
_ENDS_A_SENTENCE = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")
_OPENS_SPEECH = re.compile(r"[\"“‘«—–-]")


def split_sentences(articles: pd.DataFrame) -> pd.DataFrame:
    """Split the texts of articles into sentences.

    Sentence boundaries are found by nupunkt (an implementation of Punkt, Kiss & Strunk 2006, with a model trained on
    legal and general English) inside each paragraph, so that a title or a heading is never glued to what follows.

    Args:
        articles: The ``articles`` table, at least ``article_id``, ``title`` and ``text``.

    Returns:
        The ``sentences`` table: ``sentence`` counts from 0 in each article; ``start`` and ``end`` are offsets in its
        ``text``; ``part`` is title, heading, lead (the first paragraph below the title) or body.
    """
    rows = (
        {"article_id": article.article_id, "sentence": number, "start": start, "end": end, "part": part}
        for article in articles.itertuples()
        for number, (start, end, part) in enumerate(
            sentence_spans(article.text, has_title=isinstance(article.title, str))
        )
    )
    return table("sentences", rows)


def sentence_spans(text: str, has_title: bool) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, part) of each sentence of one text; see :func:`split_sentences`."""
    lead_seen = False
    for number, paragraph in enumerate(_PARAGRAPH.finditer(text)):
        part = _part(paragraph[0], first=number == 0, has_title=has_title, lead_seen=lead_seen)
        lead_seen |= part == "lead"
        spans = [(0, len(paragraph[0]))] if part in ("title", "heading") else nupunkt.sent_spans(paragraph[0])
        for start, end in (piece for span in spans for piece in _cut(paragraph[0], *span)):
            content = paragraph[0][start:end]
            inner_start = paragraph.start() + start + len(content) - len(content.lstrip())
            inner_end = paragraph.start() + start + len(content.rstrip())
            if inner_end > inner_start:
                yield inner_start, inner_end, part


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A span, cut at spaces where it is longer than any sentence."""
    while end - start > _LONGEST_SENTENCE:
        space = text.rfind(" ", start + 1, start + _LONGEST_SENTENCE)
        stop = space if space > start else start + _LONGEST_SENTENCE
        yield start, stop
        start = stop
    yield start, end


def _part(paragraph: str, first: bool, has_title: bool, lead_seen: bool) -> str:
    if first and has_title:
        return "title"
    if is_heading(paragraph):
        return "heading"
    return "body" if lead_seen else "lead"


def is_heading(paragraph: str) -> bool:
    """Whether a paragraph reads like a heading: one short line that ends without a full stop and opens no speech.

    >>> is_heading("What Moscow wants in return"), is_heading("He said no.")
    (True, False)
    """
    short = "\n" not in paragraph and len(paragraph.split()) <= _HEADING_WORDS
    asks = paragraph.endswith("?")
    return short and (asks or not _ENDS_A_SENTENCE.search(paragraph)) and not _OPENS_SPEECH.match(paragraph)
