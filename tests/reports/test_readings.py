"""What the report says of sentiment: shares with their intervals, who can be told apart, how accurate the scorer is."""

import dataclasses
import html
import re
from types import SimpleNamespace

import pandas as pd
import pytest

from analysis import analyze, load_articles
from analysis.pipeline import Analysis
from analysis.reports import read_sentiment, sentiment_chart, sentiment_table
from analysis.sentiment import accuracy
from analysis.summary import summarise_actors
from analysis.tables import table

SCORES = {"negative": (0.8, 0.1, 0.1), "neutral": (0.1, 0.8, 0.1), "positive": (0.1, 0.1, 0.8)}


@pytest.fixture(scope="module")
def analysed() -> Analysis:
    articles, _ = load_articles("data/articles/01-space-centre-summit.md")
    return analyze(articles, "Russia,North Korea", "vader")


@pytest.fixture
def counted(analysed):
    """Makes the analysis of an article in which each actor has so many negative, neutral and positive sentences."""

    def make(scorer: str = "target", **counts: tuple[int, int, int]) -> Analysis:
        rows = [_row(actor, n, label) for actor in counts for n, label in enumerate(_labels(counts[actor]))]
        actors = summarise_actors(table("mentions", rows), list(counts), accuracy(scorer))
        own = SimpleNamespace(name=scorer, about="Reads <b>words</b>.")
        return dataclasses.replace(analysed, actors=actors, wanted=tuple(counts), scorer=own)

    return make


def _labels(counts: tuple[int, int, int]) -> list[str]:
    return [label for label, number in zip(SCORES, counts, strict=True) for _ in range(number)]


def _row(actor: str, sentence: int, label: str) -> dict:
    negative, neutral, positive = SCORES[label]
    probabilities = {"p_negative": negative, "p_neutral": neutral, "p_positive": positive}
    score = {"sentiment_score": positive - negative}
    return {"article_id": "a", "sentence": sentence, "start": 0, "end": 1, "actor": actor, **probabilities, **score}


def reading(analysis: Analysis) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "\n", read_sentiment(analysis).html))


def test_each_share_is_followed_by_its_interval(counted):
    analysis = counted(Russia=(13, 20, 7))
    row = analysis.actors.iloc[0]
    low, high = (f"{100 * row[side]:.0f}" for side in ("low_negative", "high_negative"))
    assert f"13 negative (32 %, measurement interval {low} to {high} %)" in reading(analysis)


def test_an_actor_in_few_sentences_has_counts_only(counted):
    analysis = counted(Russia=(2, 3, 1))
    assert "2 negative, 3 neutral, 1 positive of 6 sentences; too few" in reading(analysis)
    assert "%" not in reading(analysis).split("How accurate")[0]


def test_one_line_says_how_accurate_the_scorer_is_and_what_guessing_reaches(counted):
    line = next(line for line in reading(counted("vader", Russia=(4, 8, 4))).split("\n") if "How accurate" in line)
    assert re.search(r"'vader' reaches macro-F1 \d\d \(\d\d to \d\d\) on 783 targets of political news", line)
    assert "labelled by crowd workers, where always guessing the commonest label reaches 21." in line


def test_a_scorer_that_nobody_judged_has_no_interval_and_the_page_says_why(counted):
    analysis = counted("my own", Russia=(4, 8, 4))
    assert "not measured for the scorer 'my own'" in reading(analysis)
    assert "measurement interval " not in reading(analysis).split("How accurate")[0]
    assert "not measured" in sentiment_table(analysis).html


def test_actors_far_apart_are_told_apart_and_those_near_are_not(counted):
    far = reading(counted(Russia=(36, 4, 0), China=(0, 10, 30)))
    near = reading(counted(Russia=(5, 8, 2), China=(4, 8, 3)))
    assert "differ by more than the scorer's errors explain: Russia and China" in far
    assert "Russia and China do not differ by more than" in near


def test_an_actor_alone_is_compared_with_nobody(counted):
    assert "errors explain" not in reading(counted(Russia=(5, 8, 2), China=(0, 2, 0)))


def test_the_table_shows_the_bounds_under_share_and_balance(counted):
    analysis = counted(Russia=(13, 20, 7))
    row = analysis.actors.iloc[0]
    shown = html.unescape(sentiment_table(analysis).html).replace("\xa0", " ")
    assert f"{100 * row['low_neutral']:.0f} to {100 * row['high_neutral']:.0f} %" in shown
    assert "−0.15<br><small>−" in shown


def test_the_chart_tells_the_interval_to_those_who_cannot_see_it(counted):
    chart = sentiment_chart(counted(Russia=(13, 20, 7), China=(0, 2, 0)))
    assert re.search(r"Russia: 13 negative, 20 neutral, 7 positive, balance −0\.\d\d to [+−]0\.\d\d; China", chart.alt)
    assert "measurement interval" in chart.caption


def test_without_any_interval_the_chart_speaks_of_none(counted):
    chart = sentiment_chart(counted(Russia=(1, 2, 1)))
    assert "interval" not in chart.caption
    assert "balance" not in chart.alt


def test_an_analysis_passes_the_scorers_accuracy_down(analysed):
    full = analysed.actors[analysed.actors["n_sentences"] >= 10]
    assert len(full)
    assert full["interval"].str.startswith("measurement interval").all()
    assert pd.notna(full[["low", "high", "low_negative", "high_positive"]]).all(axis=None)
