import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.actors import load_catalogue
from analysis.sentiment import Target
from analysis.validity.exchange import Names, apart, exchange, load_stand_ins

STAND_INS = {stand_in.name: stand_in for stand_in in load_stand_ins()}
NAMES = Names(load_catalogue(), list(STAND_INS.values()))


def exchanged(marked: str, name: str) -> str:
    """The sentence with the mention in [square brackets] exchanged; the brackets stand where the span is then."""
    start, end = marked.index("["), marked.index("]") - 1
    sentence = marked.replace("[", "").replace("]", "")
    parts = NAMES.parts(sentence, (start, end))
    new = exchange(Target(sentence, start, end), [(part, STAND_INS[name]) for part in parts])
    return f"{new.sentence[: new.start]}[{new.sentence[new.start : new.end]}]{new.sentence[new.end :]}"


def kinds(marked: str) -> list[tuple[str, str]]:
    start, end = marked.index("["), marked.index("]") - 1
    sentence = marked.replace("[", "").replace("]", "")
    return [(part.kind, sentence[part.start : part.end]) for part in NAMES.parts(sentence, (start, end))]


def test_there_are_twenty_stand_ins_some_with_an_article_and_some_that_look_like_plurals():
    assert len(STAND_INS) == 20
    assert {name for name, stand_in in STAND_INS.items() if stand_in.article} == {
        "United States",
        "Netherlands",
        "Philippines",
    }


def test_no_two_stand_ins_share_a_form():
    forms = [
        {stand_in.name, stand_in.demonym, stand_in.nationals, stand_in.capital, stand_in.leader, stand_in.surname}
        for stand_in in STAND_INS.values()
    ]
    assert sum(map(len, forms)) == len(set.union(*forms))


@pytest.mark.parametrize(
    ("before", "name", "after"),
    [
        ("[Russia] fell.", "Norway", "[Norway] fell."),
        ("A [Russian] ship.", "Norway", "A [Norwegian] ship."),
        ("Many [Russians] fled.", "Philippines", "Many [Filipinos] fled."),
        ("Talks in [Moscow] failed.", "Norway", "Talks in [Oslo] failed."),
        ("He met [Vladimir Putin] again.", "Syria", "He met [Ahmed al-Sharaa] again."),
        ("He met [Putin] again.", "Syria", "He met [al-Sharaa] again."),
        ("[President Vladimir Putin] left.", "Kenya", "[President William Ruto] left."),
    ],
)
def test_each_form_is_exchanged_for_the_same_form(before: str, name: str, after: str):
    assert exchanged(before, name) == after


@pytest.mark.parametrize(
    ("before", "name", "after"),
    [
        ("It hit [Russia] first.", "United States", "It hit the [United States] first."),
        ("[Russia] fell.", "Netherlands", "The [Netherlands] fell."),
        ("He said: “[Russia] fell.”", "Netherlands", "He said: “The [Netherlands] fell.”"),
        ("In the [United States], rain.", "Norway", "In [Norway], rain."),
        ("In [the United States], rain.", "Norway", "In [Norway], rain."),
        ("In [the United States], rain.", "Philippines", "In [the Philippines], rain."),
        ("The [Kremlin] denied it.", "Norway", "[Oslo] denied it."),
        ("The [Kremlin] denied it.", "Netherlands", "[The Hague] denied it."),
        ("[The Hague] denied it.", "Norway", "[Oslo] denied it."),
        ("A pro-[Russia] rally.", "United States", "A pro-[United States] rally."),
        ("A [Russia]-backed force.", "United States", "A [United States]-backed force."),
        ("The [Iran] deal.", "Norway", "The [Norway] deal."),
    ],
)
def test_the_article_comes_and_goes_with_names_that_need_one(before: str, name: str, after: str):
    assert exchanged(before, name) == after


@pytest.mark.parametrize(
    ("before", "name", "after"),
    [
        ("A [Russian] ship.", "United States", "An [American] ship."),
        ("An [American] ship.", "Norway", "A [Norwegian] ship."),
        ("An [Iranian] ship.", "Ukraine", "A [Ukrainian] ship."),
        ("It sent a [US] envoy.", "Israel", "It sent an [Israeli] envoy."),
    ],
)
def test_a_becomes_an_and_back(before: str, name: str, after: str):
    assert exchanged(before, name) == after


@pytest.mark.parametrize(
    ("before", "name", "after"),
    [
        ("[Russia]'s army.", "Philippines", "The [Philippines]' army."),
        ("[Russia’s] army.", "Netherlands", "The [Netherlands’] army."),
        ("The [Philippines]' army.", "Norway", "[Norway]'s army."),
        ("‘Talks with the [Netherlands]’", "Norway", "‘Talks with [Norway]’"),
    ],
)
def test_a_plural_looking_name_has_its_possessive_without_s(before: str, name: str, after: str):
    assert exchanged(before, name) == after


def test_the_sentence_keeps_its_capital():
    assert exchanged("[Putin] left.", "Syria") == "[Al-Sharaa] left."
    assert exchanged("“[Putin] left.”", "Syria") == "“[Al-Sharaa] left.”"


def test_a_headline_in_capitals_stays_in_capitals():
    assert exchanged("[RUSSIA] SAID NO TODAY", "United States") == "THE [UNITED STATES] SAID NO TODAY"


@pytest.mark.parametrize("mention", ["[it] fell.", "[the regime] fell.", "[The dictator] fell."])
def test_what_names_nobody_is_left_alone(mention: str):
    assert kinds(mention) == []
    assert exchanged(mention, "Norway") == mention


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("An [Italian] ship.", [("demonym", "Italian")]),
        ("[Pakistan] fell.", [("name", "Pakistan")]),
        ("The [Pakistani] navy.", [("demonym", "Pakistani")]),
        ("President [Erdogan] left.", [("surname", "Erdogan")]),
        ("[Trinidad and Tobago] won.", [("name", "Trinidad and Tobago")]),
        ("[Papua New Guinea] won.", [("name", "Papua New Guinea")]),
        ("[the German government] fell.", [("demonym", "German")]),
        ("The [US] said no.", [("name", "US")]),
        ("The [US] ambassador said no.", [("demonym", "US")]),
        ("The [Russian Foreign Ministry] said no.", [("organisation", "Russian Foreign Ministry")]),
    ],
)
def test_an_unknown_name_is_told_by_its_ending_and_what_stands_around_it(marked: str, expected: list):
    assert kinds(marked) == expected


def test_an_organisation_gets_the_name():
    assert exchanged("The [Russian Foreign Ministry] said no.", "Norway") == "[Norway] said no."


def test_of_parts_that_overlap_the_first_is_kept():
    sentence = "Russian Foreign Ministry"
    whole, word = NAMES.parts(sentence, (0, 24)), NAMES.parts(sentence, (0, 7))
    assert apart([*whole, *word]) == whole
    assert apart(word, [(0, 24)]) == []


def test_an_article_that_is_itself_a_span_stays():
    part = NAMES.parts("met the US now", (8, 10))[0]
    new = exchange(Target("met the US now", 8, 10, ((4, 7),)), [(part, STAND_INS["Norway"])])
    assert (new.sentence, new.same_actor) == ("met the Norway now", ((4, 7),))


WORDS = st.sampled_from(
    "Russia Norway Russian Moscow Putin the The a an said met 's ' , and government US Philippines Italian".split()
)


@settings(deadline=None, max_examples=400)
@given(st.lists(WORDS, min_size=2, max_size=12).filter(lambda words: not {"'s", "'", ","} & {words[0]}), st.data())
def test_after_an_exchange_all_spans_still_hold_what_they_held(words: list[str], data: st.DataObject):
    sentence = re.sub(r" (['’,])", r"\1", " ".join(words))
    spans = [match.span() for match in re.finditer(r"\w+", sentence)]
    number = data.draw(st.integers(0, len(spans) - 1))
    stand_in = STAND_INS[data.draw(st.sampled_from(sorted(STAND_INS)))]
    parts = NAMES.parts(sentence, spans[number])
    rest = tuple(span for span in spans if span != spans[number])
    new = exchange(Target(sentence, *spans[number], rest), [(part, stand_in) for part in parts])
    if not parts:
        assert new.sentence == sentence
    for part in parts:
        assert new.sentence[new.start : new.end].casefold() == stand_in.form(part.kind).casefold()
    for old, moved in zip(rest, new.same_actor, strict=True):
        before, after = sentence[slice(*old)].casefold(), new.sentence[slice(*moved)].casefold()
        assert before == after or before in ("a", "an", "the", "s")


@given(st.text(min_size=1, max_size=60).filter(str.strip), st.data())
def test_no_text_stops_the_exchange(sentence: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(sentence) - 1))
    span = start, data.draw(st.integers(start + 1, len(sentence)))
    stand_in = STAND_INS[data.draw(st.sampled_from(sorted(STAND_INS)))]
    exchange(Target(sentence, *span), [(part, stand_in) for part in NAMES.parts(sentence, span)])
