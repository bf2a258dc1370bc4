"""Find names in a text: one pass, longest match first, upper and lower case as written (or in a line of capitals)."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from analysis.actors.catalogue import Catalogue, Person

_WORD = re.compile(r"(?<!\w)\w+")
_SAME_LENGTH = str.maketrans("‘’‛ʼ′`“”„‐‑‒–—―\n\u00a0", "''''''\"\"\"------  ")
_CAPITAL_SHARE = 0.8
_UNMISTAKABLE = 5
"""A name this long is told by its letters, also where it alone stands in capitals ("GUO JIAKUN:", "RUSSIA")."""


@dataclass(frozen=True)
class Entry:
    """What a name means: an actor (None for a phrase that is no actor), the kind, the person if it is one."""

    actor: str | None
    kind: str
    person: Person | None = None
    shared: bool = False


@dataclass(frozen=True)
class Match:
    """A name found in a text: ``text[start:end]`` and what it means."""

    start: int
    end: int
    entry: Entry


def fold(text: str) -> str:
    """A copy of equal length for matching: plain quotation marks and hyphens, spaces for line breaks, no diacritics.

    >>> fold("Kim’s Pyongyang–Moscow détente")
    "Kim's Pyongyang-Moscow detente"
    """
    plain = text.translate(_SAME_LENGTH)
    if plain.isascii():
        return plain
    return "".join(char if char.isascii() else unicodedata.normalize("NFD", char)[0] for char in plain)


class Matcher:
    """All names of a catalogue, ready to be found."""

    def __init__(self, catalogue: Catalogue) -> None:
        entries = dict(_entries(catalogue))
        capitals = {name.upper(): entry for name, entry in entries.items()}
        self._exact = _by_first_word(
            {name: entry for name, entry in capitals.items() if len(name) >= _UNMISTAKABLE} | entries
        )
        self._capitals = _by_first_word(capitals)

    def find(self, folded: str, start: int, end: int) -> Iterator[Match]:
        """Yield the longest matches in ``folded[start:end]`` from left to right, without overlaps."""
        index = self._capitals if in_capitals(folded[start:end]) else self._exact
        done = start
        for word in _WORD.finditer(folded, start, end):
            if word.start() < done:
                continue
            for name, entry in index.get(word[0], ()):
                stop = word.start() + len(name)
                if stop <= end and folded.startswith(name, word.start()) and _ends_a_word(folded, stop):
                    yield Match(word.start(), stop, entry)
                    done = stop
                    break


def in_capitals(text: str) -> bool:
    """Whether a line is set in capitals, as headlines are: case then tells names from other words no more.

    >>> in_capitals("KIM MEETS PUTIN"), in_capitals("The U.S. and the DPRK")
    (True, False)
    """
    letters = [char for char in text if char.isalpha()]
    return len(text.split()) >= 3 and sum(map(str.isupper, letters)) >= _CAPITAL_SHARE * len(letters)


def _ends_a_word(text: str, stop: int) -> bool:
    """Whether a name may end here: not before a letter, nor in "US$" or "Xi'an"."""
    return not re.match(r"\w|\$|'(?!s\b)\w", text[stop : stop + 3])


def _by_first_word(entries: dict[str, Entry]) -> dict[str, list[tuple[str, Entry]]]:
    index: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
    for name in sorted(entries, key=len, reverse=True):
        if word := _WORD.match(name):
            index[word[0]].append((name, entries[name]))
    return dict(index)


def _entries(catalogue: Catalogue) -> Iterator[tuple[str, Entry]]:
    """Every name with its meaning; where one comes twice the later holds: blocked phrases first, own actors last."""
    actors = sorted(catalogue.actors.values(), key=lambda actor: actor.name in catalogue.own)
    for actor in actors:
        for phrase in actor.blocked:
            yield fold(phrase), Entry(None, "blocked")
    for actor in actors:
        for person in actor.people:
            for name in name_variants(person):
                yield fold(name), Entry(actor.name, "person", person)
        for alias, kind in actor.aliases.items():
            yield fold(alias), Entry(actor.name, kind, shared=alias in actor.shared)


def name_variants(person: Person) -> Iterable[str]:
    """A person's full names in the spellings that news uses: Korean given names with hyphen, space or neither.

    >>> sorted(name_variants(Person("Kim Jong Un", "Kim")))
    ['Kim Jong Un', 'Kim Jong-Un', 'Kim Jong-un', 'Kim Jongun']
    """
    variants = []
    for name in (person.name, *person.also):
        variants.append(name)
        family, *given = re.split(r"[ -]", name)
        if family == person.surname and len(given) == 2 and "." not in name:
            first, second = given
            variants += [
                f"{family} {first}{joint}"
                for joint in (f" {second.title()}", f"-{second.title()}", f"-{second.lower()}", second.lower())
            ]
    return dict.fromkeys(variants)
