"""The catalogue, and lists of actors of one's own."""

from pathlib import Path

import pytest

from analysis.actors import load_catalogue, resolve_actors
from analysis.errors import CatalogueError
from analysis.files import read_yaml, resource

SEVEN = ["Russia", "North Korea", "China", "South Korea", "Japan", "United States", "Ukraine"]


@pytest.fixture
def own(tmp_path: Path):
    def write(text: str) -> Path:
        path = tmp_path / "own.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize("name", SEVEN)
def test_the_seven_states_of_the_first_study_are_filled_in_well(name: str):
    actor = load_catalogue().actors[name]
    assert {"name", "demonym", "place", "organisation"} <= set(actor.aliases.values())
    assert len(actor.people) >= 40
    offices = " ".join(office.office for person in actor.people for office in person.offices).lower()
    voices = (
        ("spokes", "press secretary", "chief cabinet") if name != "North Korea" else ("leader",)
    )  # KCNA speaks for it
    for one_of in (("foreign", "secretary of state"), ("defen",), voices):
        assert any(word in offices for word in one_of), one_of


def test_no_name_stands_for_two_actors():
    seen: dict[str, str] = {}
    for actor in load_catalogue().actors.values():
        for alias in actor.aliases:
            assert seen.setdefault(alias, actor.name) == actor.name


def test_every_phrase_that_is_not_the_actor_holds_one_of_its_names():
    for actor in load_catalogue().actors.values():
        words = {word for alias in actor.aliases for word in alias.split()} | {p.surname for p in actor.people}
        useless = [phrase for phrase in actor.blocked if not any(word in phrase for word in words)]
        assert useless == []


def test_years_of_office_run_forward():
    for actor in load_catalogue().actors.values():
        for office in (office for person in actor.people for office in person.offices):
            assert (office.first or 0) <= (office.last or 9999), (actor.name, office)


def test_actors_are_resolved_in_the_order_asked_for_and_once():
    assert resolve_actors("PRC, Russia,DPRK,North Korea")[1] == ["China", "Russia", "North Korea"]


@pytest.mark.parametrize("asked", ["", " , ", []])
def test_no_actor_at_all_is_an_error(asked):
    with pytest.raises(CatalogueError, match="No actor given"):
        resolve_actors(asked)


def test_an_own_actor_wins_a_name_of_the_catalogue(own):
    catalogue, wanted = resolve_actors(own("Pentagon only:\n  names: [Pentagon]\n"))
    assert wanted == ["Pentagon only"]
    assert "Pentagon only" in catalogue.own


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- Russia", "one entry an actor"),
        ("A:\n  names: Russia", "must be a list"),
        ("A:\n  name: [Russia]", "Did you mean 'names'"),
        ("A:\n  names: [yes]", "found True"),
        ("A: {}", "no names and no people"),
        ("A:\n  extends: Atlantis", "not in the catalogue"),
        ("A:\n  people: [{surname: X}]", "needs a 'name'"),
        ("A:\n  people: [{name: X Y, offices: [{office: King, from: old}]}]", "must be a year"),
        ("A:\n  names: [Russia\n", "line"),
        ("A:\n  names: [B]\nA:\n  names: [C]\n", "line 3.*stands twice"),
    ],
)
def test_a_wrong_file_is_refused_with_what_and_where(own, text: str, message: str):
    with pytest.raises(CatalogueError, match=message):
        load_catalogue(own(text))


def test_code_in_yaml_is_refused(own):
    with pytest.raises(CatalogueError):
        load_catalogue(own("A: !!python/object/apply:os.system ['true']"))


def test_the_context_lists_are_lists_of_words():
    lists = read_yaml(resource("actors", "context.yaml"))
    plain = [*lists.values(), *lists["titles"].values()]
    assert all(isinstance(word, str) for words in plain if isinstance(words, list) for word in words)
