"""Surnames: one counts only where the text has introduced its bearer, for there are many Kims, Wangs and Lis.

A bearer is introduced by a full name, or by an office before the surname ("President Putin"), anywhere in the text, so
that a headline may use the surname before the text below it introduces the name. Bearers who are not in the catalogue
("Kim Kardashian", "Professor Kim") are noted too: a bare surname means the last bearer introduced before it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from analysis.actors.catalogue import Catalogue, Person
from analysis.actors.context import Context
from analysis.actors.matcher import Entry, Match, fold

_GIVEN_BEFORE = re.compile(r"(?<![\w-])([A-Z][a-z]+(?:-[A-Z]?[a-z]+)?|(?:[A-Z]\.[ -]?)+) $")
_GIVEN_AFTER = re.compile(r" ([A-Z][a-z]+(?:[ -][A-Za-z][a-z]+)?)(?![\w])")
_LOOK_BACK = 60


class Bearer(NamedTuple):
    """Somebody introduced in the text: where, and the actor that they stand for (None: nobody in the catalogue)."""

    start: int
    end: int
    entry: Entry | None


@dataclass(frozen=True)
class _Bare:
    start: int
    end: int
    surname: str


class Surnames:
    """The surnames of a catalogue's people."""

    def __init__(self, catalogue: Catalogue, context: Context) -> None:
        self._context = context
        self._people: dict[str, list[tuple[str, Person]]] = defaultdict(list)
        for actor in catalogue.actors.values():
            for person in actor.people:
                self._people[fold(person.surname)].append((actor.name, person))
        names = sorted(self._people, key=len, reverse=True)
        self._pattern = (
            re.compile(rf"(?<![\w])({'|'.join(map(re.escape, [*names, *map(str.upper, names)]))})(?!\w|'(?!s\b)\w)")
            if names
            else None
        )
        self._by_capitals = {name.upper(): name for name in names}

    def find(
        self, folded: str, spans: Iterable[tuple[int, int, bool]], matches: list[Match], year: int | None
    ) -> Iterator[Match]:
        """Yield the bare surnames that mean somebody of the catalogue.

        Args:
            folded: The whole text, folded.
            spans: Start, end and whether in capitals, of each sentence.
            matches: The names found so far; surnames inside them are passed over.
            year: The year of the text, if known: who was not in office then stands for nobody.
        """
        if self._pattern is None:
            return
        bearers: dict[str, list[Bearer]] = defaultdict(list)
        for match in matches:
            surname = folded[match.start : match.end].split()[-1]
            if match.entry.kind == "blocked" and surname in self._people:
                bearers[surname].append(Bearer(match.start, match.end, None))
            if match.entry.person:
                known = match.entry if match.entry.person.in_office(year) else None
                bearers[fold(match.entry.person.surname)].append(Bearer(match.start, match.end, known))
        bare = []
        for found in self._occurrences(folded, spans, matches):
            bearer = self._introduced(folded, found, matches, year)
            if bearer:
                bearers[found.surname].append(bearer)
            if not bearer or bearer.entry:
                bare.append(found)
        for found in bare:
            entry = self._meaning(found, sorted(bearers[found.surname]), year)
            if entry:
                yield Match(found.start, found.end, entry)

    def _occurrences(
        self, folded: str, spans: Iterable[tuple[int, int, bool]], matches: list[Match]
    ) -> Iterator[_Bare]:
        taken = {position for match in matches for position in range(match.start, match.end)}
        for start, end, capitals in spans:
            for match in self._pattern.finditer(folded, start, end):
                surname = match[0] if match[0] in self._people else self._by_capitals[match[0]]
                written_in_capitals = match[0] not in self._people
                speaks = folded.startswith(":", match.end())
                if match.start() in taken or (written_in_capitals and not (capitals or speaks)):
                    continue
                if self._context.may_be_surname(surname, folded, match.span(), start, written_in_capitals):
                    yield _Bare(match.start(), match.end(), surname)

    def _introduced(self, folded: str, found: _Bare, matches: list[Match], year: int | None) -> Bearer | None:
        """Whether somebody is introduced here: by an office before the surname, or by a given name beside it."""
        before = folded[max(0, found.start - _LOOK_BACK) : found.start]
        title = self._context.office_before(before)
        if title:
            actor = _actor_before(folded, matches, found.start - len(title))
            return Bearer(found.start, found.end, self._official(found.surname, title.strip(), actor, year))
        if self._context.courtesy_before(before):
            return None
        given = _GIVEN_BEFORE.search(before)
        starts_sentence = bool(given) and re.search(r"(?:^|[.!?:\"”]\s*)$", before[: given.start()]) is not None
        if (
            given
            and not self._context.is_no_given_name(given[1], starts_sentence)
            and not _ends_at(matches, found.start - 1)
        ):
            return Bearer(found.start, found.end, None)
        after = _GIVEN_AFTER.match(folded, found.end)
        if after and self._comes_first(found.surname) and not self._in_title_case(folded, found):
            known = self._context.is_no_given_name(after[1].split()[0], False) or _starts_at(matches, found.end + 1)
            return None if known else Bearer(found.start, found.end, None)
        return None

    def _official(self, surname: str, title: str, actor: str | None, year: int | None) -> Entry | None:
        """The one actor for which somebody of this surname holds the office (any, where the text names the actor)."""
        people = [(name, person) for name, person in self._people[surname] if person.in_office(year)]
        holders = [(name, person) for name, person in people if self._context.holds(person, title)]
        chosen = [pair for pair in (people if actor else holders) if actor in (None, pair[0])]
        return Entry(chosen[0][0], "person", chosen[0][1]) if len({name for name, _ in chosen}) == 1 else None

    def _meaning(self, found: _Bare, bearers: list[Bearer], year: int | None) -> Entry | None:
        if not bearers:
            alone = [
                (name, person)
                for name, person in self._people[found.surname]
                if person.alone and person.in_office(year)
            ]
            return Entry(alone[0][0], "person", alone[0][1]) if alone else None
        before = [bearer for bearer in bearers if bearer.start <= found.start]
        return (before[-1] if before else bearers[0]).entry

    def _comes_first(self, surname: str) -> bool:
        return any(person.name.split()[0] == person.surname for _, person in self._people[surname])

    @staticmethod
    def _in_title_case(folded: str, found: _Bare) -> bool:
        """Whether the words around are capitalised as in a headline, where a capital tells nothing."""
        line_start = folded.rfind("\n", 0, found.start) + 1
        line_end = folded.find("\n", found.end)
        around = folded[
            max(line_start, found.start - 80) : found.end + 80 if line_end < 0 else min(line_end, found.end + 80)
        ]
        words = re.findall(r"[A-Za-z]{4,}", around)
        return sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _actor_before(folded: str, matches: list[Match], position: int) -> str | None:
    """The actor named directly before a position: "Russian" or "Russia's" before an office."""
    near = (match for match in matches if 0 < position - match.end <= 3)
    return next((match.entry.actor for match in near if folded[match.end : position] in (" ", "'s ")), None)


def _ends_at(matches: list[Match], position: int) -> bool:
    return any(match.end == position for match in matches)


def _starts_at(matches: list[Match], position: int) -> bool:
    return any(match.start == position for match in matches)
