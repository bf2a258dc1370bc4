"""What an article's fields are called in front matter, columns and keys, and what they may hold."""

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


@dataclass
class Draft:
    """One article as it stood in its file, before cleaning.

    ``paragraphs`` are the body's paragraphs; ``row`` counts from 1 in files that hold several articles; ``removed`` are
    pairs of a text left out on the way here and the reason.
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
    removed: list[tuple[str, str]] = field(default_factory=list)


def read_fields(record: Mapping[str, Any]) -> dict[str, str]:
    """Pick the known fields out of a record, under whichever of their names they stand; values become strings.

    >>> read_fields({"Headline": "Talks end", "published_time": "14 September 2023"})
    {'title': 'Talks end', 'date': '2023-09-14'}
    """
    by_name = {str(name).strip().lower(): value for name, value in record.items()}
    found = {}
    for name, aliases in FIELD_NAMES.items():
        values = (as_text(by_name.get(alias)) for alias in aliases)
        if value := next((value for value in values if value), ""):
            found[name] = value
    if "date" in found:
        found["date"] = iso_date(found["date"]) or ""
    return {name: value for name, value in found.items() if value}


def as_text(value: Any) -> str:
    """A value as a string: lists joined with commas, missing values empty."""
    if value is None or value != value:
        return ""
    if isinstance(value, (list, tuple)):
        return ", ".join(filter(None, map(as_text, value)))
    return str(value).strip()


def iso_date(value: str) -> str | None:
    """A date as YYYY-MM-DD, or None where the value is not a date.

    >>> iso_date("September 14, 2023"), iso_date("soon")
    ('2023-09-14', None)
    """
    try:
        return dates.parse(value).date().isoformat()
    except (ValueError, OverflowError, TypeError):
        return None
