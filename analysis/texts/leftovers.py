"""What comes along when a page is pasted: byline and leftovers, told apart from the article."""

import functools
import re
from typing import NamedTuple

from analysis.files import read_yaml, resource
from analysis.texts.fields import Draft, iso_date

_NAME = r"[A-Z][\w.’'-]*(?: (?:(?:de|da|van|von|der|den|bin|al|el|la|le|du|di) )*[A-Z][\w.’'-]*){1,3}"
_NAMES = rf"{_NAME}(?:(?:,| and| &) {_NAME})*"
_BYLINE = re.compile(
    rf"(?:[Bb]y|BY|Written by|Reporting by|Story by|Author:|Text:) ?(?P<author>{_NAMES}|[A-Z ]{{5,40}}?)"
    r"(?P<rest>(?:\s*[|·•,–—-].*)?)"
)
_NAME_ALONE = re.compile(_NAMES)
_LONGEST = 400
"""A longer paragraph is prose."""
_BYLINE_WITHIN = 4
"""A byline stands among the first paragraphs; below them "By ..." is prose."""


class _Leftover(NamedTuple):
    reason: str
    ends: bool
    pattern: re.Pattern


@functools.cache
def _leftovers() -> tuple[_Leftover, ...]:
    """The patterns of ``leftovers.yaml``; the lines that end an article first."""
    entries = sorted(read_yaml(resource("leftovers.yaml")), key=lambda entry: not entry.get("ends", False))
    return tuple(
        _Leftover(
            entry["reason"],
            entry.get("ends", False),
            re.compile("|".join(f"(?:{p})" for p in entry["patterns"]), re.IGNORECASE),
        )
        for entry in entries
    )


def _leftover(paragraph: str) -> _Leftover | None:
    if len(paragraph) > _LONGEST:
        return None
    return next((leftover for leftover in _leftovers() if leftover.pattern.fullmatch(paragraph)), None)


def remove_leftovers(draft: Draft) -> Draft:
    """Take byline and leftovers out of a draft; each goes into ``removed`` with the reason.

    The byline fills ``author`` (and ``date``) where the file itself did not.
    """
    _take_byline(draft)
    kept: list[str] = []
    for number, paragraph in enumerate(draft.paragraphs):
        leftover = _leftover(paragraph)
        if leftover is None:
            kept.append(paragraph)
            continue
        draft.removed.append((paragraph, leftover.reason))
        if leftover.ends and number >= len(draft.paragraphs) / 2 and _little_prose(draft.paragraphs[number + 1 :]):
            draft.removed += [(rest, f"below: {leftover.reason}") for rest in draft.paragraphs[number + 1 :]]
            break
    draft.paragraphs = kept
    _take_name_at_end(draft)
    return draft


def _little_prose(paragraphs: list[str]) -> bool:
    """Whether what follows can be left out: comments and lists, not the larger part of an article."""
    return sum(len(paragraph) > 400 for paragraph in paragraphs) <= 2


def _take_byline(draft: Draft) -> None:
    for number, paragraph in enumerate(draft.paragraphs[:_BYLINE_WITHIN]):
        match = _BYLINE.fullmatch(paragraph)
        if match and len(paragraph) <= 120:
            draft.author = draft.author or match["author"].strip()
            draft.date = draft.date or iso_date(match["rest"].strip(" |·•,–—-"))
            draft.removed.append((draft.paragraphs.pop(number), "byline"))
            return


def _take_name_at_end(draft: Draft) -> None:
    """A name alone in the last line is the author's, unless it is known already to be another's."""
    if len(draft.paragraphs) > 2 and _NAME_ALONE.fullmatch(draft.paragraphs[-1]) and len(draft.paragraphs[-1]) <= 60:
        draft.author = draft.author or draft.paragraphs[-1]
        draft.removed.append((draft.paragraphs.pop(), "byline"))
