import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reports.look import SENTIMENT_COLOURS, count, listed, percent, signed, words
from analysis.tables import SENTIMENTS

NOTHING = float("nan")


@pytest.mark.parametrize(("share", "text"), [(0, "0 %"), (1, "100 %"), (0.5, "50 %"), (0.126, "13 %"), (NOTHING, "–")])
def test_a_share_is_a_percentage_and_a_missing_one_a_dash(share, text):
    assert percent(share) == text


@pytest.mark.parametrize(
    ("score", "text"), [(0.5, "+0.50"), (-0.5, "−0.50"), (0.0, "0.00"), (-0.0, "0.00"), (-1, "−1.00"), (NOTHING, "–")]
)
def test_a_score_has_its_sign_and_two_decimals(score, text):
    assert signed(score) == text


@given(st.floats(-0.0049, 0.0049))
def test_a_score_that_rounds_to_zero_has_no_sign(score):
    assert signed(score) == "0.00"


@given(st.floats(-1, 1))
def test_a_score_and_its_opposite_differ_in_the_sign_only(score):
    assert signed(score).lstrip("+−") == signed(-score).lstrip("+−")


@pytest.mark.parametrize(("number", "text"), [(0, "0 sentences"), (1, "1 sentence"), (1234, "1,234 sentences")])
def test_a_count_has_its_noun_in_the_right_number(number, text):
    assert count(number, "sentence") == text


@pytest.mark.parametrize(
    ("items", "text"), [([], "none"), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_a_list_reads_like_a_sentence(items, text):
    assert listed(items) == text


def test_a_frames_name_is_shown_in_words():
    assert words("human_interest") == "human interest"


def test_each_sentiment_has_a_colour_of_its_own():
    assert set(SENTIMENT_COLOURS) == set(SENTIMENTS)
    assert len(set(SENTIMENT_COLOURS.values())) == 3
