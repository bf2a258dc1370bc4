"""What an article's fields are called in front matter, columns and keys, and what they may hold."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dateutil import parser as dates

FIELD_NAMES: dict[str, tuple[str, ...]] = {
    "article_id": ("article_id", "id"),
    "title": ("title", "headline"),
    "text": ("text", "body", "content", "article"),
    "outlet": ("outlet", "source", "publisher", "newspaper", "site", "sitename"),
    "author": ("author", "byline", "authors"),
    "date": ("date", "published", "publication_date", "published_time", "pubdate"),
    "url": ("url", "link", "source_url", "canonical_url"),
    "language": ("language", "lang"),
}
"""For each field, the names under which it is recognised (case does not matter); the first that holds a value wins."""

_DEFAULTS = (datetime.datetime(2001, 1, 1), datetime.datetime(2002, 2, 2))
"""What a date leaves open is filled in from these: where they make a difference, it was not told."""


@dataclass
class Draft:
    """One article as it stood in its file, before cleaning.

    ``paragraphs`` are the body's paragraphs; ``title_inside`` says that the file does not tell the title, which may be
    the first of them; ``row`` counts from 1 in files that hold several articles; ``removed`` are pairs of a text left
    out on the way here and the reason.
    """

    paragraphs: list[str]
    title: str = ""
    article_id: str | None = None
    outlet: str | None = None
    author: str | None = None
    date: str | None = None
    url: str | None = None
    language: str | None = None
    row: int | None = None
    title_inside: bool = False
    removed: list[tuple[str, str]] = field(default_factory=list)


def read_fields(record: Mapping[str, Any]) -> dict[str, str]:
    """Pick the known fields out of a record, under whichever of their names they stand; values become strings.

    >>> read_fields({"Headline": "Talks end", "published_time": "14 September 2023"})
    {'title': 'Talks end', 'date': '2023-09-14'}
    """
    by_name = {str(name).strip().lower(): value for name, value in record.items()}
    found = {}
    for name, aliases in FIELD_NAMES.items():
        read = as_body if name == "text" else as_text
        values = (read(by_name.get(alias)) for alias in aliases)
        if value := next((value for value in values if value), ""):
            found[name] = value
    if "date" in found:
        found["date"] = iso_date(found["date"]) or ""
    return {name: value for name, value in found.items() if value}


def as_text(value: Any) -> str:
    """A plain value as a string; the parts of a list are joined with commas; anything else is empty."""
    if isinstance(value, (list, tuple)):
        return ", ".join(filter(None, (as_text(part) for part in value if not isinstance(part, (list, tuple)))))
    if isinstance(value, str):
        return whole_characters(value).strip()
    if isinstance(value, (int, float, datetime.date)) and not isinstance(value, bool) and value == value:
        return str(value)
    return ""


def as_body(value: Any) -> str:
    """An article's text: a string, or a list of its paragraphs; anything else is no text."""
    if isinstance(value, (list, tuple)) and all(isinstance(part, str) for part in value):
        value = "\n\n".join(value)
    return whole_characters(value).strip() if isinstance(value, str) else ""


def whole_characters(text: str) -> str:
    """The text with halves of characters (surrogates, as broken JSON holds them) put together or marked as unknown."""
    if text.isascii() or not any("\ud800" <= char <= "\udfff" for char in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def iso_date(value: str) -> str | None:
    """A date as YYYY-MM-DD, or None where the value does not tell year, month and day.

    >>> iso_date("September 14, 2023"), iso_date("September 14"), iso_date("soon")
    ('2023-09-14', None, None)
    """
    try:
        found = {dates.parse(value, default=default).date() for default in _DEFAULTS}
    except (ValueError, OverflowError, TypeError):
        return None
    return found.pop().isoformat() if len(found) == 1 else None
