"""Mentions: where a text names an actor."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

import pandas as pd

from analysis.actors.catalogue import Catalogue, load_catalogue
from analysis.actors.context import load_context
from analysis.actors.matcher import Match, Matcher, fold, in_capitals
from analysis.actors.surnames import Surnames
from analysis.tables import table

Span = tuple[int, int]
_ABBREVIATION = re.compile(r"(?<![\w-])[A-Z]{3,6}(?![\w-])")


class MentionFinder:
    """Finds the name-like mentions of a catalogue's actors; made once, used on many texts."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._matcher = Matcher(catalogue)
        self._context = load_context()
        self._surnames = Surnames(catalogue, self._context)

    def find(self, text: str, sentences: Sequence[Span], year: int | None = None) -> list[Match]:
        """The mentions of all actors in one text, from left to right; none overlaps another, none leaves its sentence.

        Args:
            text: The text.
            sentences: Start and end of each sentence.
            year: The year of the text, if known: people count only while in office.
        """
        folded = fold(text)
        found = [(match, end) for start, end in sentences for match in self._matcher.find(folded, start, end)]
        spans = [(start, end, in_capitals(folded[start:end])) for start, end in sentences]
        names = [match for match, _ in found]
        surnames = list(self._surnames.find(folded, spans, names, year))
        towns = self._context.towns_elsewhere(names, folded)
        namesakes = self._context.namesakes(names, folded)
        kept = []
        for match, end in found:
            word = folded[match.start : match.end].casefold()
            person = match.entry.person
            elsewhere = self._context.is_elsewhere(match, towns, folded)
            namesake = word in namesakes and self._context.may_be_person(match, folded)
            standing = match.entry.actor and (person is None or person.in_office(year))
            if standing and not elsewhere and not namesake and self._context.is_the_actor(match, folded, end):
                kept.append(match)
        kept += surnames
        kept += _abbreviated(kept, folded)
        other = self._context.other_abbreviations(names, folded)
        named = {match.entry.actor for match in kept if not match.entry.shared}
        kept = [
            match
            for match in kept
            if folded[match.start : match.end] not in other and (not match.entry.shared or match.entry.actor in named)
        ]
        return sorted(kept, key=lambda match: match.start)


def _abbreviated(matches: list[Match], folded: str) -> list[Match]:
    """Abbreviations of institutions named in full before: after "National Intelligence Service" also "NIS"."""
    full = {}
    for match in sorted((m for m in matches if m.entry.kind == "organisation"), key=lambda m: -m.start):
        initials = "".join(word[0] for word in folded[match.start : match.end].split() if word[0].isupper())
        full[initials] = match
    taken = {position for match in matches for position in range(match.start, match.end)}
    return [
        Match(short.start(), short.end(), full[short[0]].entry)
        for short in _ABBREVIATION.finditer(folded)
        if short[0] in full and short.start() > full[short[0]].end and short.start() not in taken
    ]


def find_mentions(
    articles: pd.DataFrame, sentences: pd.DataFrame, actors: Iterable[str], catalogue: Catalogue | None = None
) -> pd.DataFrame:
    """Find the name-like mentions of actors: names, demonyms, places, persons, organisations.

    All actors of the catalogue are looked for, so that a longer name of another is never taken for a shorter one
    of this; those in ``actors`` are returned.

    Args:
        articles: The ``articles`` table.
        sentences: The ``sentences`` table of these articles.
        actors: Canonical names of the actors wanted.
        catalogue: The catalogue; that of the package by default.

    Returns:
        The ``mentions`` table, sentiment and voice not filled in.
    """
    finder = MentionFinder(catalogue or load_catalogue())
    wanted = set(actors)
    by_article = dict(tuple(sentences.groupby("article_id", sort=False)))
    rows = []
    for article in articles.itertuples():
        own = by_article.get(article.article_id)
        if own is None:
            continue
        spans = list(zip(own["start"], own["end"], strict=True))
        for match in finder.find(article.text, spans, _year(article.date)):
            if match.entry.actor in wanted:
                rows.append(_row(article, spans, match))
    return table("mentions", rows)


def _row(article: tuple, spans: list[Span], match: Match) -> dict:
    return {
        "mention_id": f"{article.article_id}:{match.start}-{match.end}",
        "article_id": article.article_id,
        "sentence": bisect_right(spans, match.start, key=lambda span: span[0]) - 1,
        "start": match.start,
        "end": match.end,
        "text": article.text[match.start : match.end],
        "actor": match.entry.actor,
        "kind": match.entry.kind,
    }


def _year(date: object) -> int | None:
    return int(date[:4]) if isinstance(date, str) and date[:4].isdigit() else None
