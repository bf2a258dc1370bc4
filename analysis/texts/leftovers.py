"""What comes along when a page is pasted: byline and leftovers, told apart from the article."""

import functools
import re
from typing import NamedTuple

from analysis.files import read_yaml, resource
from analysis.texts.fields import Draft, iso_date

_NAME = r"[^\W\d_][\w.’'-]*(?: [^\W\d_][\w.’'-]*){1,5}"
_NAMES = rf"{_NAME}(?:(?:,| and| &) {_NAME})*"
_PARTICLES = {"de", "da", "van", "von", "der", "den", "bin", "al", "el", "la", "le", "du", "di", "and"}
_BYLINE = re.compile(
    rf"(?:[Bb]y|BY|Written by|Reporting by|Story by|Author:|Text:) ?(?P<author>{_NAMES})(?P<rest>(?:\s*[|·•,–—-].*)?)"
)
_NAME_ALONE = re.compile(_NAMES)
_LONGEST = 400
"""A longer paragraph is prose."""
_LONGEST_BYLINE = 120
_LONGEST_NAME = 60
_BYLINE_WITHIN = 4
"""A byline stands among the first paragraphs; below them "By ..." is prose."""


class _Leftover(NamedTuple):
    reason: str
    ends: bool
    sentences: bool
    pattern: re.Pattern


@functools.cache
def _leftovers() -> tuple[_Leftover, ...]:
    """The patterns of ``leftovers.yaml``; the lines that end an article first."""
    entries = sorted(read_yaml(resource("leftovers.yaml")), key=lambda entry: not entry.get("ends", False))
    return tuple(
        _Leftover(
            entry["reason"],
            entry.get("ends", False),
            entry.get("sentences", False),
            re.compile("|".join(f"(?:{p})" for p in entry["patterns"]), re.IGNORECASE),
        )
        for entry in entries
    )


def _leftover(paragraph: str) -> _Leftover | None:
    if len(paragraph) > _LONGEST:
        return None
    is_prose = paragraph.endswith(".")
    candidates = (leftover for leftover in _leftovers() if leftover.sentences or not is_prose)
    return next((leftover for leftover in candidates if leftover.pattern.fullmatch(paragraph)), None)


def remove_leftovers(draft: Draft) -> Draft:
    """Take bylines and leftovers out of a draft; each goes into ``removed`` with the reason, in the order of the page.

    A byline fills ``author`` (and ``date``) where the file itself did not.
    """
    paragraphs = draft.paragraphs
    reasons = _leftover_reasons(paragraphs)
    body = [number for number in range(len(paragraphs)) if number not in reasons]
    while (number := next((n for n in body[:_BYLINE_WITHIN] if _byline(paragraphs[n])), None)) is not None:
        match = _byline(paragraphs[number])
        draft.author = draft.author or match["author"].strip()
        draft.date = draft.date or iso_date(match["rest"].strip(" |·•,–—-"))
        reasons[number] = "byline"
        body.remove(number)
    while len(body) > 2 and _is_name_alone(paragraphs[body[-1]]):
        draft.author = draft.author or paragraphs[body[-1]]
        reasons[body.pop()] = "byline"
    draft.removed += [(paragraphs[number], reasons[number]) for number in sorted(reasons)]
    draft.paragraphs = [paragraphs[number] for number in body]
    return draft


def _leftover_reasons(paragraphs: list[str]) -> dict[int, str]:
    """The reason for each paragraph that is a leftover, or stands below one that ends the article."""
    reasons = {}
    for number, paragraph in enumerate(paragraphs):
        leftover = _leftover(paragraph)
        if leftover is None:
            continue
        reasons[number] = leftover.reason
        below = range(number + 1, len(paragraphs))
        if leftover.ends and number >= len(paragraphs) / 2 and _little_prose([paragraphs[n] for n in below]):
            return reasons | dict.fromkeys(below, f"below: {leftover.reason}")
    return reasons


def _little_prose(paragraphs: list[str]) -> bool:
    """Whether what follows can be left out: comments and lists, not the larger part of an article."""
    return sum(len(paragraph) > 400 for paragraph in paragraphs) <= 2


def _byline(paragraph: str) -> re.Match | None:
    match = _BYLINE.fullmatch(paragraph) if len(paragraph) <= _LONGEST_BYLINE else None
    return match if match and _are_names(match["author"]) and not paragraph.endswith(".") else None


def _is_name_alone(paragraph: str) -> bool:
    """A name alone in the last line is the author's."""
    return len(paragraph) <= _LONGEST_NAME and bool(_NAME_ALONE.fullmatch(paragraph)) and _are_names(paragraph)


def _are_names(text: str) -> bool:
    words = [word for word in re.split(r"[ ,&]+", text) if word not in _PARTICLES]
    return len(words) >= 2 and all(word[0].isupper() for word in words)
