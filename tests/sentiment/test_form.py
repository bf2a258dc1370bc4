import pytest

from analysis.sentiment.form import build, is_pronoun, name_parts

FORMS = [
    ("Moscow praised Minsk.", "Moscow", ["Minsk"], "<< [MASK] >> praised X."),
    (
        "The Netherlands blamed the United States' army.",
        "Netherlands",
        ["United States"],
        "<< [MASK] >> blamed X's army.",
    ),
    ("It was an American attack.", "American", [], "It was a << [MASK] >> attack."),
    ("Papua New Guinea thanked New Zealand.", "Papua New Guinea", ["New Zealand"], "<< [MASK] >> thanked X."),
    ("Bosnia and Herzegovina voted.", "Bosnia and Herzegovina", [], "<< [MASK] >> voted."),
    ("A vote in the U.S. capital", "U.S.", [], "A vote in << [MASK] >> capital"),
    ("Kyiv told us that the US left.", "Kyiv", ["US"], "<< [MASK] >> told us that X left."),
    ("the dictator Kim Jong Un waved", "the dictator Kim Jong Un", [], "<< the dictator [MASK] >> waved"),
    ("North Korea met South Korea.", "North Korea", ["South Korea"], "<< [MASK] >> met X."),
    ("Oslo saw South Sudan and Sudan.", "Oslo", ["South Sudan", "Sudan"], "<< [MASK] >> saw X and Y."),
    ("Oslo saw Vladimir Putin; Putin left.", "Oslo", ["Vladimir Putin", "Putin left"], "<< [MASK] >> saw X; X left."),
    ("Moscow << said >> [MASK] no.", "Moscow", [], "<< [MASK] >> (( said )) (mask) no."),
]


def form(sentence: str, mention: str, others: list[str]) -> str:
    def span(part: str) -> tuple[int, int]:
        start = sentence.rindex(part)
        return start, start + len(part.removesuffix(" left"))

    return build(sentence, span(mention), (), [span(other) for other in others]).text


@pytest.mark.parametrize(("sentence", "mention", "others", "expected"), FORMS, ids=[case[0] for case in FORMS])
def test_names_are_taken_out_and_evidence_stays(sentence, mention, others, expected):
    assert form(sentence, mention, others) == expected


@pytest.mark.parametrize("name", ["Norway", "the Netherlands", "the United States", "Papua New Guinea", "the U.S."])
def test_nothing_of_a_name_is_left(name):
    sentence = f"On Monday {name} broke the truce."
    start = sentence.index(name.removeprefix("the "))
    end = start + len(name.removeprefix("the "))
    assert build(sentence, (start, end)).text == "On Monday << [MASK] >> broke the truce."


@pytest.mark.parametrize(
    ("mention", "expected"), [("us", True), ("US", False), ("WHO", False), ("I", True), ("It", True)]
)
def test_abbreviations_are_no_pronouns(mention, expected):
    assert is_pronoun(mention) is expected


def test_titles_are_no_names():
    assert [(a, b) for a, b in name_parts("President Kim", 0, 13)] == [(10, 13)]
