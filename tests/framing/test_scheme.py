import re

import pytest

from analysis.errors import SchemeError
from analysis.files import resource
from analysis.framing import SCHEMES, load_scheme

OWN = 'frames:\n  scarcity:\n    definition: Too little water.\n    words:\n      "drought*": 0.9\n      "dry": 0.3\n'


@pytest.fixture
def own(tmp_path):
    """Loads a scheme of one's own from text."""

    def load(text: str):
        (tmp_path / "water.yaml").write_text(text, encoding="utf-8")
        return load_scheme(tmp_path / "water.yaml")

    return load


def with_word(line: str) -> str:
    return OWN.replace('"dry": 0.3', line)


@pytest.mark.parametrize("name", SCHEMES)
def test_each_frame_that_ships_has_a_definition_and_cues(name):
    for frame in load_scheme(name).frames:
        assert frame.definition
        assert frame.cues


@pytest.mark.parametrize("name", SCHEMES)
def test_each_scheme_that_ships_names_its_source(name):
    assert re.search(r"\b(19|20)\d\d\b", load_scheme(name).source)


@pytest.mark.parametrize("name", SCHEMES)
def test_each_weight_that_ships_is_above_zero_and_at_most_one(name):
    assert all(0 < cue.weight <= 1 for frame in load_scheme(name).frames for cue in frame.cues)


@pytest.mark.parametrize("name", SCHEMES)
def test_the_number_of_patterns_is_that_of_the_readme(name):
    row = re.search(rf"`{name}\.yaml`.*\| ([\d,]+) \|", resource("frames", "README.md").read_text(encoding="utf-8"))
    assert sum(len(frame.cues) for frame in load_scheme(name).frames) == int(row[1].replace(",", ""))


@pytest.mark.parametrize("frame", ["economic", "morality"])
def test_a_frame_of_both_schemes_holds_the_same_words_in_both(frame):
    first, second = ({f.name: set(f.cues) for f in load_scheme(name).frames}[frame] for name in SCHEMES)
    assert first == second


@pytest.mark.parametrize("name", SCHEMES)
@pytest.mark.parametrize(
    "actor", "russia russian moscow kremlin putin china chinese beijing xi pyongyang kim korea".split()
)
def test_no_pattern_names_an_actor(name, actor):
    words = {word.rstrip("*") for frame in load_scheme(name).frames for cue in frame.cues for word in cue.words}
    assert actor not in words


def test_a_scheme_of_ones_own_is_read(own):
    scheme = own("title: A river dispute\nsource: Doe (2020)\n" + OWN)
    assert (scheme.name, scheme.title, scheme.source) == ("water", "A river dispute", "Doe (2020)")
    assert [(cue.words, cue.weight) for cue in scheme.frames[0].cues] == [(("drought*",), 0.9), (("dry",), 0.3)]


def test_a_scheme_may_name_itself(own):
    assert own("scheme: river\n" + OWN).name == "river"


def test_a_hyphen_in_a_pattern_is_a_space(own):
    assert own(with_word('"air-to-air": 0.3')).frames[0].cues[1].words == ("air", "to", "air")


def test_a_misspelt_scheme_is_refused_with_the_near_one():
    with pytest.raises(SchemeError, match="Did you mean 'generic'"):
        load_scheme("generik")


def test_a_scheme_file_that_is_not_there_is_named():
    with pytest.raises(SchemeError, match="nothing.yaml"):
        load_scheme("nothing.yaml")


@pytest.mark.parametrize(
    "text",
    ["", "just words", "[1, 2]", "frames:", "frames: []", "frames: {}", "frames:\n  scarcity: {}", "frames:\n  a: [b]"],
)
def test_a_file_without_frames_and_words_is_refused_by_name(own, text):
    with pytest.raises(SchemeError, match="water.yaml"):
        own(text)


@pytest.mark.parametrize("weight", ["0", "1.1", "-0.5", "high", "true", ".nan", ".inf", "null", "[0.5]"])
def test_a_weight_that_is_none_is_refused_with_frame_and_word(own, weight):
    with pytest.raises(SchemeError, match=r"water\.yaml, frame 'scarcity', word 'dry'"):
        own(with_word(f'"dry": {weight}'))


@pytest.mark.parametrize("word", ["12", "no", "2023-09-14", "null"])
def test_a_word_that_yaml_reads_as_something_else_must_be_quoted(own, word):
    with pytest.raises(SchemeError, match="quotation marks"):
        own(with_word(f"{word}: 0.3"))


@pytest.mark.parametrize("pattern", ["*", "* water", "wa*ter", "dry!", "", " ", "dr?", "(dry)", "dry**"])
def test_a_pattern_that_is_not_words_is_refused_with_its_frame(own, pattern):
    with pytest.raises(SchemeError, match="frame 'scarcity'"):
        own(with_word(f'"{pattern}": 0.3'))


def test_a_word_that_stands_twice_is_refused_with_its_line(own):
    with pytest.raises(SchemeError, match="line 6.*drought"):
        own(with_word('"drought*": 0.3'))


def test_a_field_nobody_knows_is_refused_by_name(own):
    with pytest.raises(SchemeError, match="'colour'"):
        own("colour: red\n" + OWN)


def test_a_field_of_a_frame_nobody_knows_is_refused_by_name(own):
    with pytest.raises(SchemeError, match="'weight'"):
        own(OWN + "    weight: 3\n")


def test_an_impossible_value_is_refused_as_a_mistake_in_the_scheme(own):
    with pytest.raises(SchemeError, match="water.yaml"):
        own("title: 2023-13-45\n" + OWN)
