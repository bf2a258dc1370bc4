import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.framing import SCHEMES, Lexicon, load_scheme
from analysis.framing.scheme import Cue, Frame, Scheme

GENERIC = Lexicon(load_scheme("generic"))
CUES = {
    "drought*": 0.9,
    "dry": 0.3,
    "water shortage*": 0.6,
    "escalat*": 0.7,
    "de escalat*": 0.05,
    "people's war": 0.5,
}


def lexicon(cues: dict[str, float]) -> Lexicon:
    frame = Frame("water", "", tuple(Cue(tuple(pattern.split()), weight) for pattern, weight in cues.items()))
    return Lexicon(Scheme("own", "Own", "", (frame,)))


def found(sentence: str, cues: dict[str, float] = CUES) -> tuple[float, list[str]]:
    return lexicon(cues).frames(sentence).get("water", (0.0, []))


def words(sentence: str, cues: dict[str, float] = CUES) -> list[str]:
    return found(sentence, cues)[1]


def test_a_word_of_the_list_gives_its_weight():
    assert found("The river was dry.") == (pytest.approx(0.3), ["dry"])


def test_two_cues_leave_open_what_both_leave_open():
    assert found("The drought left it dry.")[0] == pytest.approx(1 - 0.1 * 0.7)


def test_a_cue_that_stands_twice_counts_once():
    assert found("Dry, dry land.")[0] == pytest.approx(0.3)


def test_a_sentence_without_a_cue_has_no_frame():
    assert GENERIC.frames("The.") == {}


def test_the_evidence_stands_as_it_stood_in_the_sentence():
    assert words("DROUGHTS and a Water  Shortage came.") == ["DROUGHTS", "Water  Shortage"]


def test_a_star_stands_for_any_ending_and_for_none():
    assert words("A drought.") == ["drought"]
    assert words("Two droughts.") == ["droughts"]


def test_without_a_star_only_the_word_itself_counts():
    assert words("They dryly said so in a dryer.") == []


def test_a_cue_inside_another_word_does_not_count():
    assert words("The sundry laundry.") == []


@pytest.mark.parametrize("sentence", ["A people's war.", "A people’s war.", "A PEOPLE’S WAR."])
def test_case_and_the_form_of_the_apostrophe_do_not_matter(sentence):
    assert len(words(sentence)) == 1


def test_a_hyphen_equals_a_space():
    assert found("A water-shortage.")[0] == found("A water shortage.")[0] == pytest.approx(0.6)


def test_a_possessive_is_the_same_word():
    assert words("The dry's end.") == ["dry's"]


def test_the_longest_pattern_wins():
    assert found("A de-escalation followed.") == (pytest.approx(0.05), ["de-escalation"])


def test_the_longest_pattern_wins_also_where_a_shorter_one_begins_before_it():
    cues = {"share water": 0.9, "water rights treaty": 0.05}
    assert found("They share water rights treaty texts.", cues) == (pytest.approx(0.05), ["water rights treaty"])


@pytest.mark.parametrize(
    "sentence",
    [
        "There was no drought.",
        "It was not a drought.",
        "It isn't a drought.",
        "It isn’t a drought.",
        "Never was it dry.",
    ],
)
def test_a_negated_cue_does_not_count(sentence):
    assert words(sentence) == []


def test_a_negator_more_than_three_words_before_does_not_count():
    assert words("Not the long drought.") == []
    assert words("Not that the long drought ended.") == ["drought"]


def test_a_negator_after_the_cue_does_not_count():
    assert words("The drought did not end.") == ["drought"]


def test_a_cue_negated_once_and_not_the_other_time_counts():
    assert words("There was no drought then, but today a drought is here.") == ["drought"]


def test_an_empty_sentence_has_no_frame():
    assert GENERIC.frames("") == {}


@settings(deadline=None, max_examples=100)
@given(
    st.text()
    | st.lists(st.sampled_from("no war peace talks fought crisis’s U.S. deal-maker İ ﬁght blame".split())).map(" ".join)
)
def test_scores_are_between_zero_and_one_and_evidence_stands_in_the_sentence(sentence):
    for score, evidence in GENERIC.frames(sentence).values():
        assert 0 < score <= 1
        assert evidence
        assert all(word in sentence for word in evidence)


@pytest.mark.parametrize("name", SCHEMES)
def test_every_pattern_that_ships_can_fire(name):
    scheme = load_scheme(name)
    lexicon = Lexicon(scheme)
    silent = [
        (frame.name, cue.words)
        for frame in scheme.frames
        for cue in frame.cues
        if frame.name not in lexicon.frames(" ".join(word.rstrip("*") for word in cue.words))
    ]
    assert silent == []


@pytest.mark.parametrize(
    ("sentence", "frame"),
    [
        ("The two sides accused each other and exchanged fire at the border.", "conflict"),
        ("They signed a peace agreement and promised to cooperate.", "resolution"),
        ("The grieving mother wept over her child.", "human_interest"),
        ("Sanctions hit exports and the economy shrank.", "economic"),
        ("It was evil and immoral, the bishop said.", "morality"),
        ("The government is to blame and must be held accountable.", "responsibility"),
    ],
)
def test_a_plain_case_of_each_generic_frame_is_found(sentence, frame):
    assert GENERIC.frames(sentence)[frame][0] >= 0.5
