import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import ParameterError
from analysis.sentiment import DEFAULT_SCORER, SCORERS, Target, get_scorer, score_mentions
from analysis.sentiment.polarity import plain_quotes, probabilities
from analysis.tables import PROBABILITIES, SENTIMENTS, table
from analysis.texts import split_sentences

WORDS = (
    "Russia Moscow praised condemned great brutal not never very the talks ! ? don’t like “peace” war 🚀 روسيا".split()
)
SENTENCE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join) | st.text(min_size=1).filter(
    str.strip
)
NAMES = pytest.mark.parametrize("name", ["vader", "textblob"])


def targets(*sentences: str) -> list[Target]:
    return [Target(sentence, 0, 1) for sentence in sentences]


def score(name: str, *sentences: str) -> np.ndarray:
    return get_scorer(name).score(targets(*sentences))


@NAMES
@settings(deadline=None, max_examples=50)
@given(sentence=SENTENCE)
def test_the_three_probabilities_are_probabilities_and_sum_to_one(name, sentence):
    row = score(name, sentence)[0]
    assert (row >= 0).all()
    assert row.sum() == pytest.approx(1, abs=1e-9)


@NAMES
@settings(deadline=None, max_examples=30)
@given(batch=st.lists(SENTENCE, min_size=2, max_size=6), data=st.data())
def test_a_score_does_not_depend_on_its_batch(name, batch, data):
    number = data.draw(st.integers(0, len(batch) - 1))
    assert score(name, *batch)[number] == pytest.approx(score(name, batch[number])[0], abs=1e-5)


@NAMES
def test_no_targets_give_no_rows(name):
    assert get_scorer(name).score([]).shape == (0, 3)


@NAMES
@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("The great and wonderful leaders made excellent progress.", "positive"),
        ("It was a horrible, disgusting and terrible act.", "negative"),
        ("The train left the station at nine.", "neutral"),
    ],
)
def test_a_plain_case_gets_its_plain_label(name, sentence, label):
    assert SENTIMENTS[score(name, sentence)[0].argmax()] == label


@NAMES
@pytest.mark.parametrize(
    "sentence", ["Moscow doesn't like the good deal.", "He called it a \"great\" and 'happy' day."]
)
def test_curly_and_straight_quotation_marks_score_alike(name, sentence):
    curly = sentence.replace("n't", "n’t").replace(' "', " “").replace('"', "”").replace(" '", " ‘").replace("' ", "’ ")
    assert curly != sentence
    assert score(name, curly).tolist() == score(name, sentence).tolist()


@given(st.text())
def test_the_copy_with_plain_quotation_marks_has_equal_length(text):
    assert len(plain_quotes(text)) == len(text)


@given(st.floats(-1, 1), st.floats(0.01, 0.5))
def test_the_opposite_polarity_has_the_opposite_probabilities(polarity, threshold):
    assert probabilities(-polarity, threshold) == pytest.approx(probabilities(polarity, threshold)[::-1], abs=1e-9)


@given(st.floats(-1, 1), st.floats(-1, 1), st.floats(0.01, 0.5))
def test_a_better_polarity_never_has_a_worse_score(one, two, threshold):
    low, high = (probabilities(polarity, threshold) for polarity in sorted((one, two)))
    assert low[2] - low[0] <= high[2] - high[0] + 1e-12


def test_a_polarity_of_zero_is_neutral_with_a_score_of_zero():
    negative, neutral, positive = probabilities(0.0, 0.1)
    assert neutral > max(negative, positive)
    assert positive - negative == pytest.approx(0)


def test_the_label_turns_at_the_threshold():
    assert np.argmax(probabilities(0.19, 0.18)) == 2
    assert np.argmax(probabilities(0.17, 0.18)) == 1


def test_the_default_scorer_can_be_loaded():
    assert get_scorer(DEFAULT_SCORER).name == DEFAULT_SCORER


@pytest.mark.parametrize("name", SCORERS)
def test_every_scorer_bears_its_name_and_says_what_it_reads(name):
    scorer = get_scorer(name)
    assert scorer.name == name
    assert scorer.about.endswith(".")


def test_a_misspelt_scorer_is_refused_with_the_near_one():
    with pytest.raises(ParameterError, match="Did you mean 'vader'"):
        get_scorer("vadr")


@pytest.fixture
def scored():
    articles = pd.DataFrame({"article_id": ["a"], "title": [None], "text": ["Moscow won a great prize. Moscow left."]})
    rows = [
        {"article_id": "a", "sentence": 0, "start": 0, "end": 6, "actor": "Russia"},
        {"article_id": "a", "sentence": 1, "start": 26, "end": 32, "actor": "Russia"},
    ]
    return score_mentions(articles, split_sentences(articles), table("mentions", rows), get_scorer("vader"))


def test_a_mention_gets_the_score_of_its_own_sentence(scored):
    assert scored["sentiment"].tolist() == ["positive", "neutral"]


def test_the_sentiment_score_is_positive_minus_negative(scored):
    assert scored["sentiment_score"].tolist() == pytest.approx((scored["p_positive"] - scored["p_negative"]).tolist())


def test_the_label_is_the_most_probable(scored):
    most = scored[list(PROBABILITIES)].idxmax(axis=1).str.removeprefix("p_")
    assert scored["sentiment"].tolist() == most.tolist()


def test_every_score_says_who_gave_it(scored):
    assert scored["scorer"].tolist() == ["vader", "vader"]


def test_no_mentions_stay_an_empty_table():
    empty = table("mentions", [])
    articles = pd.DataFrame({"article_id": ["a"], "title": [None], "text": ["Nobody came."]})
    scored = score_mentions(articles, split_sentences(articles), empty, get_scorer("vader"))
    assert scored.columns.tolist() == empty.columns.tolist()
    assert scored.empty
