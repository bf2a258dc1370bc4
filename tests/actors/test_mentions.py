"""Mentions: the traps that the catalogue and its rules are for, one each."""

import json
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import find_mentions, split_sentences
from analysis.actors import MentionFinder, load_catalogue
from analysis.validity import evaluate

LABELLED = Path(__file__).parents[2] / "data" / "labelled" / "actors"


@pytest.fixture(scope="module")
def finder() -> MentionFinder:
    return MentionFinder(load_catalogue())


def found(finder: MentionFinder, text: str, year: int | None = None) -> list[str]:
    spans, start = [], 0
    for line in text.split("\n"):
        spans += [(start, start + len(line))] if line else []
        start += len(line) + 1
    return [f"{text[m.start : m.end]} = {m.entry.actor}" for m in finder.find(text, spans, year)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("South Korea met North Korea.", ["South Korea = South Korea", "North Korea = North Korea"]),
        ("The Republic of Korea agreed.", ["Republic of Korea = South Korea"]),
        ("The Korean peninsula after the Korean War.", []),
        ("The Democratic People’s Republic of Korea (DPRK)", ["Democratic People’s Republic of Korea", "DPRK"]),
        ("Ships in the South China Sea and the Sea of Japan", []),
        ("The Republic of China on Taiwan", ["Republic of China = Taiwan", "Taiwan = Taiwan"]),
        ("A fire in Moscow, Idaho, was put out. Moscow rejoiced.", []),
        ("A Moscow Mule and Russian dressing", []),
        ("Fans of Russian literature spoke Russian.", []),
        ("A Russian tourist was hurt.", []),
        ("The Washington Post and Bank of America", []),
        ("Russia’s ally", ["Russia = Russia"]),
        ("pro-Russian and Russian-backed", ["Russian = Russia", "Russian = Russia"]),
        ("a Russian-speaking town", []),
        ("the China–Russia axis", ["China = China", "Russia = Russia"]),
        ("North\u00a0Korea spoke.", ["North\u00a0Korea = North Korea"]),
        ("The Soviet Union fell.", ["Soviet Union = Soviet Union"]),
        ("It cost US$5 million.", []),
        ("US and Chinese envoys", ["US = United States", "Chinese = China"]),
        ("TELL US THE TRUTH NOW", []),
        ("US SANCTIONS CHINA AGAIN", ["US = United States", "CHINA = China"]),
        ("Latin America and South American farmers", []),
        ("They tell us of Turkey.", []),
        ("the Philippine Red Cross (PRC) said. The PRC helped.", []),
        ("China's Xi Jinping flew to Xi'an.", ["China = China", "Xi Jinping = China"]),
        ("MOSCOW (AP) — Nothing happened.", []),
    ],
)
def test_a_name_counts_where_it_means_the_actor(finder: MentionFinder, text: str, expected: list[str]):
    result = found(finder, text)
    assert len(result) == len(expected)
    assert all(one.startswith(other) for one, other in zip(result, expected, strict=True))


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Kim, a baker in Los Angeles, got up early.", []),
        ("Kim Kardashian posed. Kim smiled.", []),
        ("Kim Jong Un arrived. Kim waved.", ["North Korea"] * 2),
        ("KIM MEETS WORKERS TODAY\n\nKim Jong-un met workers.", ["North Korea"] * 2),
        ("Kim gets a jet\n\nThe visit of Kim Jong Un ended.", ["North Korea"] * 2),
        ("Foreign Minister Wang spoke. Wang left.", ["China"] * 2),
        ("The poet Wang Li spoke. Wang left.", []),
        ("Professor Kim spoke. Kim left.", []),
        ("Putin spoke.", ["Russia"]),
        ("Hunter Biden spoke. Biden left.", []),
    ],
)
def test_a_surname_counts_where_the_text_has_introduced_its_bearer(finder: MentionFinder, text: str, actors: list[str]):
    assert [one.split(" = ")[1] for one in found(finder, text)] == actors


def test_people_count_only_in_the_years_of_their_office(finder: MentionFinder):
    assert found(finder, "Boris Yeltsin spoke.", year=1995) == ["Boris Yeltsin = Russia"]
    assert found(finder, "Boris Yeltsin spoke.", year=2023) == []


def test_an_institution_whose_name_others_bear_needs_the_actor_in_the_text(finder: MentionFinder):
    assert found(finder, "The Diet met.") == []
    assert "Diet = Japan" in found(finder, "Japan waits. The Diet met.")


@given(st.text(alphabet=st.sampled_from("Russia Kim Jong Un North Korea China's U.S. “”’–-\n .,?!KIMUS"), max_size=200))
def test_mentions_lie_in_their_sentence_in_order_and_never_overlap(text: str):
    articles = pd.DataFrame({"article_id": ["a"], "title": [None], "text": [text], "date": [None]})
    sentences = split_sentences(articles)
    mentions = find_mentions(articles, sentences, ["Russia", "North Korea", "China", "United States"])
    done = 0
    for mention in mentions.itertuples():
        sentence = sentences.iloc[mention.sentence]
        assert text[mention.start : mention.end] == mention.text
        assert sentence.start <= mention.start < mention.end <= sentence.end
        assert mention.start >= done
        done = mention.end


@pytest.mark.parametrize(("name", "floor"), [("dev", 0.97), ("dev-2", 0.97), ("dev-3", 0.97), ("blind", 0.96)])
def test_quality_does_not_fall_below_what_is_promised(name: str, floor: float):
    figures = evaluate("actors", LABELLED / f"{name}.jsonl")
    assert figures["precision"] >= floor
    assert figures["recall"] >= floor


@pytest.mark.parametrize("path", sorted(LABELLED.glob("*.jsonl")), ids=lambda path: path.stem)
def test_labels_lie_on_words_and_never_overlap(path: Path):
    for line in map(json.loads, path.read_text().splitlines()):
        spans = sorted((mention["start"], mention["end"]) for mention in line["mentions"])
        assert all(end <= start for (_, end), (start, _) in pairwise(spans))
        assert all(line["text"][start:end].strip() == line["text"][start:end] for start, end in spans)
