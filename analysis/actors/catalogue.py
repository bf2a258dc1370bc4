"""Who is an actor, and by what names: the catalogue, and the user's own lists of actors in the same format."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from analysis.errors import CatalogueError
from analysis.files import read_yaml, resource

NAME_KINDS = {
    "names": "name",
    "abbreviations": "name",
    "demonyms": "demonym",
    "places": "place",
    "organisations": "organisation",
    "shared": "organisation",
}
"""The lists of an actor's entry, and the kind of mention that a name in each gives."""
_ENTRY_KEYS = {*NAME_KINDS, "people", "not", "extends"}
_PERSON_KEYS = {"name", "also", "surname", "alone", "offices"}


@dataclass(frozen=True)
class Office:
    """A state office and the years in which it was held; None where open."""

    office: str
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True)
class Person:
    """Somebody who stands for an actor.

    ``alone`` marks a surname so unmistakable that it counts in a text that introduces nobody of that name.
    """

    name: str
    surname: str
    also: tuple[str, ...] = ()
    alone: bool = False
    offices: tuple[Office, ...] = ()

    def in_office(self, year: int | None) -> bool:
        """Whether the person stood for the actor in a year; always, where the year or the offices are not known."""
        if year is None or not self.offices:
            return True
        return any((held.first or year) <= year <= (held.last or year) for held in self.offices)


@dataclass(frozen=True)
class Actor:
    """An actor: its names with their kinds, its people, and longer phrases that are not the actor.

    ``shared`` are names that others bear too ("Congress"): they count where the text names the actor otherwise.
    """

    name: str
    aliases: dict[str, str] = field(default_factory=dict)
    people: tuple[Person, ...] = ()
    blocked: tuple[str, ...] = ()
    shared: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Catalogue:
    """Actors by name; ``own`` are those of the user's file, which win where a name has two bearers."""

    actors: dict[str, Actor]
    own: frozenset[str] = frozenset()

    def find(self, name: str) -> str:
        """The canonical name behind a name or an abbreviation, e.g. "DPRK".

        Raises:
            CatalogueError: There is none; near names are suggested.
        """
        wanted = name.strip().casefold()
        names = {actor.casefold(): actor for actor in self.actors}
        aliases = {
            alias.casefold(): actor.name
            for actor in self.actors.values()
            for alias, kind in actor.aliases.items()
            if kind == "name"
        }
        known = aliases | names
        if wanted in known:
            return known[wanted]
        near = {known[match] for match in get_close_matches(wanted, known, n=3, cutoff=0.6)}
        hint = f" Did you mean {' or '.join(sorted(near))}?" if near else f" Known: {', '.join(sorted(self.actors))}."
        raise CatalogueError(f"There is no actor named {name!r}.{hint} Or list it in a YAML file of your own.")


def load_catalogue(own: str | Path | None = None) -> Catalogue:
    """Load the catalogue that ships with the package, and a file of the user's own on top.

    Args:
        own: A YAML file in the same format; an entry with ``extends: NAME`` adds to an actor of the
            catalogue, any other entry is an actor of its own.

    Raises:
        CatalogueError: The file is wrong; the message names file, actor and field.

    Example:
        >>> load_catalogue().find("DPRK")
        'North Korea'
    """
    shipped = _read_actors(resource("actors", "states.yaml"), {})
    if own is None:
        return Catalogue(shipped)
    added = _read_actors(Path(own), shipped)
    return Catalogue(shipped | added, frozenset(added))


def resolve_actors(actors: str | Path | Iterable[str]) -> tuple[Catalogue, list[str]]:
    """The catalogue and the canonical names of the actors that somebody asked for.

    Args:
        actors: Names separated by commas, a list of names, or the path of a YAML file, whose actors are meant.

    Raises:
        CatalogueError: A name is unknown, none is given, or the file is wrong.

    Example:
        >>> resolve_actors("Russia, DPRK")[1]
        ['Russia', 'North Korea']
    """
    if isinstance(actors, (str, Path)) and str(actors).strip().lower().endswith((".yaml", ".yml")):
        catalogue = load_catalogue(str(actors).strip())
        return catalogue, sorted(catalogue.own, key=list(catalogue.actors).index)
    names = actors.split(",") if isinstance(actors, str) else list(actors)
    catalogue = load_catalogue()
    found = list(dict.fromkeys(catalogue.find(name) for name in names if str(name).strip()))
    if not found:
        raise CatalogueError("No actor given. Name at least one, e.g. 'Russia,North Korea,China'.")
    return catalogue, found


def _read_actors(path: Path, base: dict[str, Actor]) -> dict[str, Actor]:
    content = read_yaml(path, CatalogueError)
    if not isinstance(content, dict) or not content:
        raise CatalogueError(
            f"{path.name}: must hold one entry an actor, e.g. 'Russia:' with 'names: [Russia]' below it."
        )
    return {str(name): _read_actor(str(name), entry, path.name, base) for name, entry in content.items()}


def _read_actor(name: str, entry: Any, where: str, base: dict[str, Actor]) -> Actor:
    where = f"{where}, actor {name!r}"
    if not isinstance(entry, dict):
        raise CatalogueError(f"{where}: must be a list of fields such as 'names: [{name}]'.")
    _check_keys(entry, _ENTRY_KEYS, where)
    aliases = {alias: kind for key, kind in NAME_KINDS.items() for alias in _strings(entry, key, where)}
    people = tuple(_read_person(person, where) for person in entry.get("people") or [])
    blocked = tuple(_strings(entry, "not", where))
    shared = frozenset(_strings(entry, "shared", where))
    if "extends" in entry:
        old = base.get(str(entry["extends"]))
        if old is None:
            raise CatalogueError(f"{where}: extends {entry['extends']!r}, which is not in the catalogue.")
        return replace(
            old,
            name=name,
            aliases=old.aliases | aliases,
            people=old.people + people,
            blocked=old.blocked + blocked,
            shared=old.shared | shared,
        )
    if not aliases and not people:
        raise CatalogueError(f"{where}: has no names and no people, so it could never be found.")
    return Actor(name, aliases, people, blocked, shared)


def _read_person(entry: Any, where: str) -> Person:
    if not isinstance(entry, dict) or not entry.get("name"):
        raise CatalogueError(f"{where}: each of 'people' needs a 'name', e.g. - {{name: Mao Ning, surname: Mao}}.")
    where = f"{where}, person {entry['name']!r}"
    _check_keys(entry, _PERSON_KEYS, where)
    offices = tuple(_read_office(office, where) for office in entry.get("offices") or [])
    surname = str(entry.get("surname") or entry["name"].split()[-1])
    return Person(
        entry["name"], surname, tuple(_strings(entry, "also", where)), bool(entry.get("alone", False)), offices
    )


def _read_office(entry: Any, where: str) -> Office:
    if not isinstance(entry, dict) or not entry.get("office"):
        raise CatalogueError(f"{where}: each of 'offices' needs an 'office', e.g. {{office: President, from: 2012}}.")
    _check_keys(entry, {"office", "from", "to"}, where)
    for key in ("from", "to"):
        if not isinstance(entry.get(key), (int, type(None))):
            raise CatalogueError(f"{where}: '{key}' must be a year, not {entry[key]!r}.")
    return Office(str(entry["office"]), entry.get("from"), entry.get("to"))


def _strings(entry: dict, key: str, where: str) -> list[str]:
    values = entry.get(key) or []
    wrong = not isinstance(values, list) or next(
        (v for v in values if not isinstance(v, str) or not re.search(r"\w", v)), False
    )
    if wrong:
        raise CatalogueError(
            f"{where}: '{key}' must be a list of names in quotation marks where needed; found {wrong!r}."
        )
    return values


def _check_keys(entry: dict, known: set[str], where: str) -> None:
    for key in entry:
        if key not in known:
            near = get_close_matches(str(key), known, n=1)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            raise CatalogueError(f"{where}: unknown field '{key}'.{hint} Known: {', '.join(sorted(known))}.")
