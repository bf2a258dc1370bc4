import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.texts import sentence_spans, split_sentences

TEXT = (
    "Kim visits Russia\n\n"
    "Kim Jong Un met Vladimir Putin on Wednesday. They talked for four hours.\n\n"
    "What Moscow wants in return\n\n"
    "Nobody knows. Dr. Lee of the U.S. think tank doubts it."
)


def articles(text: str, title: str | None = None) -> pd.DataFrame:
    return pd.DataFrame({"article_id": ["a"], "title": [title], "text": [text]})


def pieces(text: str, has_title: bool = False) -> list[str]:
    return [text[start:end] for start, end, _ in sentence_spans(text, has_title)]


def parts(text: str, has_title: bool = False) -> list[str]:
    return [part for *_, part in sentence_spans(text, has_title)]


@settings(deadline=None, max_examples=150)
@given(st.text() | st.text('aA.!?"”“’ \n\t–('), st.booleans())
def test_sentences_are_stripped_filled_in_order_apart_and_inside(text, has_title):
    done = 0
    for start, end, _ in sentence_spans(text, has_title):
        assert done <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        done = end


@settings(deadline=None, max_examples=100)
@given(st.text('aA.!?"”“’ \n–('), st.booleans())
def test_no_word_is_lost_between_sentences(text, has_title):
    assert "".join("".join(pieces(text, has_title)).split()) == "".join(text.split())


def test_each_sentence_is_found():
    assert pieces(TEXT, has_title=True) == [
        "Kim visits Russia",
        "Kim Jong Un met Vladimir Putin on Wednesday.",
        "They talked for four hours.",
        "What Moscow wants in return",
        "Nobody knows.",
        "Dr. Lee of the U.S. think tank doubts it.",
    ]


def test_title_lead_heading_and_body_are_told_apart():
    assert parts(TEXT, has_title=True) == ["title", "lead", "lead", "heading", "body", "body"]


def test_a_title_is_one_sentence_whatever_stands_in_it():
    assert pieces("War? No. Talks!\n\nThey met.", has_title=True)[0] == "War? No. Talks!"


def test_no_sentence_crosses_a_paragraph():
    assert pieces("the train left\n\nfor Russia it was late.") == ["the train left", "for Russia it was late."]


def test_an_article_without_a_title_has_none():
    assert "title" not in parts("They met on Monday.\n\nThey left.")


@pytest.mark.parametrize(
    "sentence",
    [
        "The U.S. envoy met Gen. Lee on Sept. 13 in Pyongyang.",
        "Trade rose 3.5 percent to $1.2 billion.",
        "He met Mr. Putin at 9 a.m. on Monday.",
        "“We will fight!” he said.",
        '"Why now?" asked Mr. Miller.',
    ],
)
def test_an_abbreviation_a_number_or_speech_does_not_end_a_sentence(sentence):
    assert pieces(sentence + " Nobody answered.") == [sentence, "Nobody answered."]


def test_a_closing_quotation_mark_stays_with_its_sentence():
    assert pieces("He said: “We are ready.” Then he left.") == ["He said: “We are ready.”", "Then he left."]


def test_emoji_and_right_to_left_text_do_not_shift_the_offsets():
    text = "🚀🚀 Rockets flew. قال بوتين إنه راض. They fell."
    assert pieces(text)[0] == "🚀🚀 Rockets flew."
    assert pieces(text)[-1] == "They fell."


def test_an_empty_text_has_no_sentences():
    assert pieces("") == pieces(" \n\n ") == []


def test_the_table_counts_the_sentences_of_each_article_from_zero():
    two = pd.concat([articles("One. Two."), articles("Three.").assign(article_id="b")])
    assert split_sentences(two)[["article_id", "sentence"]].to_numpy().tolist() == [["a", 0], ["a", 1], ["b", 0]]


def test_a_missing_title_is_no_title():
    assert "title" not in split_sentences(articles("They met.\n\nThey left."))["part"].tolist()
    assert "title" not in split_sentences(articles("They met.\n\nThey left.", float("nan")))["part"].tolist()


def test_no_articles_give_an_empty_table():
    assert split_sentences(articles("x").head(0)).empty
