import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.intervals import bootstrap, mean_over_articles, ratio

CLUSTERS = st.lists(
    st.tuples(st.floats(-5, 5), st.integers(1, 5)).map(lambda pair: (pair[0] * pair[1], pair[1])),
    min_size=1,
    max_size=40,
)


def binomial(successes: int, trials: int) -> np.ndarray:
    return np.array([[1, 1]] * successes + [[0, 1]] * (trials - successes), dtype=float)


@pytest.mark.parametrize(("successes", "trials"), [(120, 400), (200, 400), (50, 1000)])
def test_a_binomial_share_has_the_interval_of_the_textbook(successes, trials):
    share = successes / trials
    half = 1.96 * math.sqrt(share * (1 - share) / trials)
    low, high = bootstrap(binomial(successes, trials), ratio)
    assert low == pytest.approx(share - half, abs=0.15 * half)
    assert high == pytest.approx(share + half, abs=0.15 * half)


def test_the_interval_covers_the_true_share_about_as_often_as_it_says():
    generator = np.random.default_rng(7)
    samples = (binomial(generator.binomial(80, 0.4), 80) for _ in range(150))
    covered = [low <= 0.4 <= high for low, high in (bootstrap(sample, ratio, draws=400) for sample in samples)]
    assert 0.88 <= np.mean(covered) <= 0.99


@settings(deadline=None, max_examples=60)
@given(CLUSTERS)
def test_low_is_never_above_high(sums):
    low, high = bootstrap(np.array(sums, dtype=float), ratio, draws=200)
    assert low <= high


@settings(deadline=None, max_examples=60)
@given(CLUSTERS)
def test_the_interval_of_a_mean_stays_within_the_means_of_the_clusters(sums):
    sums = np.array(sums, dtype=float)
    means = sums[:, 0] / sums[:, 1]
    low, high = bootstrap(sums, ratio, draws=200)
    assert means.min() - 1e-9 <= low
    assert high <= means.max() + 1e-9


@settings(deadline=None, max_examples=30)
@given(st.integers(1, 99))
def test_the_interval_contains_the_figure_itself(successes):
    low, high = bootstrap(binomial(successes, 100), ratio)
    assert low <= successes / 100 <= high


def test_the_same_seed_gives_the_same_interval():
    assert bootstrap(binomial(30, 100), ratio, seed=3) == bootstrap(binomial(30, 100), ratio, seed=3)


def test_another_seed_draws_anew():
    scores = np.column_stack([np.random.default_rng(0).normal(size=50), np.ones(50)])
    assert bootstrap(scores, ratio, seed=1) != bootstrap(scores, ratio, seed=2)


def test_saying_everything_twice_in_each_article_makes_no_interval_narrower():
    sums = np.column_stack([np.random.default_rng(0).normal(size=50), np.ones(50)])
    assert bootstrap(2 * sums, ratio) == pytest.approx(bootstrap(sums, ratio))


def test_without_clusters_there_is_no_interval():
    assert np.isnan(bootstrap(np.empty((0, 2)), ratio)).all()


def test_draws_in_which_the_figure_is_not_defined_are_left_out():
    low, high = bootstrap(np.array([[0.0, 0.0], [1.0, 1.0]]), ratio)
    assert (low, high) == (1.0, 1.0)


def test_one_article_is_a_census_and_gets_no_interval():
    low, high, note = mean_over_articles(np.array([3.0]), np.array([12]))
    assert math.isnan(low)
    assert math.isnan(high)
    assert "census" in note


def test_nineteen_articles_are_too_few():
    low, _, note = mean_over_articles(np.ones(19), np.ones(19))
    assert math.isnan(low)
    assert "too few" in note


def test_twenty_articles_get_an_interval_and_no_excuse():
    low, high, note = mean_over_articles(np.linspace(-1, 1, 20), np.ones(20))
    assert low < 0 < high
    assert note == ""


def test_an_article_with_more_sentences_weighs_more():
    low, high, _ = mean_over_articles(np.array([100.0, *[0.0] * 19]), np.array([100, *[1] * 19]))
    assert low < 100 / 119 <= high
