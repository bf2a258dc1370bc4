from collections.abc import Callable

import pandas as pd
import pytest

from analysis import analyze
from analysis.pipeline import Analysis
from analysis.reports import read_scorers, scorer_chart, scorer_comparison
from analysis.reports.instruments import Comparison
from analysis.sentiment import Target, get_scorer

PRAISE = " ".join(f"Moscow kindly and generously helped village {number}." for number in range(12))
BLAME = " ".join(f"Beijing cruelly attacked the harbour on day {number}." for number in range(3))


@pytest.fixture
def analysed(article: Callable[[str], pd.DataFrame]) -> Callable[..., Analysis]:
    """Analyses a text with twelve sentences on Russia, three on China and none on North Korea."""
    return lambda scorer="vader": analyze(article(f"{PRAISE}\n\n{BLAME}"), "Russia,China,North Korea", scorer)


@pytest.fixture
def compared(analysed: Callable[..., Analysis]) -> Comparison:
    return scorer_comparison(analysed())


def rows(compared: Comparison, actor: str) -> pd.DataFrame:
    return compared.rows[compared.rows["actor"] == actor].set_index("scorer")


@pytest.mark.parametrize(
    ("chosen", "scorers"),
    [("target", ("target", "textblob", "vader")), ("textblob", ("textblob", "target", "vader"))],
)
def test_the_chosen_scorer_comes_first_and_the_default_one_is_always_there(analysed, chosen: str, scorers: tuple):
    assert scorer_comparison(analysed(chosen)).scorers == scorers


def test_the_chosen_scorers_figures_are_those_of_the_analysis(analysed):
    analysis = analysed()
    own = rows(scorer_comparison(analysis), "Russia").loc["vader"]
    told = analysis.actors.set_index("actor").loc["Russia"]
    assert own["sentiment_score"] == pytest.approx(told["sentiment_score"])
    assert [own["n_negative"], own["n_positive"]] == [told["n_negative"], told["n_positive"]]


def test_another_scorer_sees_what_it_would_see_if_it_had_been_chosen(article: Callable[[str], pd.DataFrame]):
    text = " ".join(f"Moscow bombed the port of Kyiv on day {number}, Oslo said." for number in range(12))
    scored = [analyze(article(text), "Russia", name) for name in ("vader", "target")]
    other = rows(scorer_comparison(scored[0]), "Russia").loc["target"]
    assert other["sentiment_score"] == pytest.approx(scored[1].actors["sentiment_score"][0], abs=1e-5)


def test_agreement_counts_sentences_with_the_chosen_scorers_label(compared: Comparison):
    own = rows(compared, "Russia")
    target = Target("Moscow kindly and generously helped village 1.", 0, 6)
    label = {name: get_scorer(name).score([target])[0].argmax() for name in compared.scorers}
    for name in compared.scorers:
        assert own.loc[name, "n_agree"] == (12 if label[name] == label["vader"] else 0)


def test_under_ten_sentences_there_are_counts_only(compared: Comparison):
    assert rows(compared, "China")["sentiment_score"].isna().all()
    line = next(line for line in compared._repr_html_().split("<tr>") if "China" in line)
    assert "%" not in line
    assert "too few for a mean" in read_scorers(compared).html


def test_an_actor_that_is_never_named_has_zeros_and_no_sentence_of_its_own(compared: Comparison):
    assert rows(compared, "North Korea")["n_sentences"].eq(0).all()
    assert "North Korea" not in read_scorers(compared).html


def test_a_count_is_followed_by_its_share(compared: Comparison):
    assert "<td>12 <small>100 %</small></td>" in compared._repr_html_()


def test_actors_and_scorers_keep_the_order_asked_for(compared: Comparison):
    assert compared.rows["actor"].drop_duplicates().tolist() == ["Russia", "China", "North Korea"]


def test_the_chart_says_that_instruments_are_no_error_bar_and_how_accurate_each_is(compared: Comparison):
    caption = scorer_chart(compared).caption
    assert "no error bar" in caption
    assert all(f"'{name}'" in caption for name in compared.scorers)


def test_the_chart_tells_each_mean_in_words(compared: Comparison):
    assert "Russia by vader +" in scorer_chart(compared).alt


def test_an_article_that_names_no_actor_has_nothing_to_compare(article: Callable[[str], pd.DataFrame]):
    compared = scorer_comparison(analyze(article("The weather was fine. " * 3), "Russia", "vader"))
    assert "nothing to compare" in read_scorers(compared).html
    assert scorer_chart(compared).svg


def test_an_article_that_stands_twice_counts_once(article: Callable[[str], pd.DataFrame]):
    one = article(PRAISE)
    twice = pd.concat([one, one.assign(article_id="copy", duplicate_of=one["article_id"])], ignore_index=True)
    assert rows(scorer_comparison(analyze(twice, "Russia", "vader")), "Russia")["n_sentences"].eq(12).all()
