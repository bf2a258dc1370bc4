import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.intervals import (
    balance,
    bootstrap,
    compare_draws,
    mean_over_articles,
    means_over_articles,
    measurement_draws,
    measurement_interval,
    ratio,
)

CLUSTERS = st.lists(
    st.tuples(st.floats(-5, 5), st.integers(1, 5)).map(lambda pair: (pair[0] * pair[1], pair[1])),
    min_size=1,
    max_size=40,
)

PERFECT = np.diag([10_000, 10_000, 10_000])
USELESS = np.full((3, 3), 100)
GOOD = np.array([[230, 30, 10], [35, 295, 23], [10, 30, 120]])
"""Counts of labelled sentences: rows the true label, columns the predicted one."""


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


def test_several_means_have_the_intervals_that_each_has_alone():
    totals = np.random.default_rng(1).normal(size=(30, 2))
    bounds, note = means_over_articles(totals, np.full(30, 4))
    assert (*bounds[1], note) == mean_over_articles(totals[:, 1], np.full(30, 4))


def test_drawn_counts_are_those_of_the_article_s_sentences():
    drawn = measurement_draws([12, 20, 8], GOOD)
    assert drawn.shape == (2000, 3)
    assert (drawn.sum(axis=1) == 40).all()
    assert (drawn >= 0).all()


def test_a_scorer_that_never_errs_leaves_no_doubt():
    shares, balanced = measurement_interval([10, 20, 10], PERFECT)
    assert shares == [(0.25, 0.25), (0.5, 0.5), (0.25, 0.25)]
    assert balanced == (0, 0)


def test_a_scorer_that_guesses_leaves_nearly_all_doubt():
    shares, balanced = measurement_interval([10, 20, 10], USELESS)
    assert all(low < 0.02 and high > 0.9 for low, high in shares)
    assert balanced[0] < -0.8 < 0.8 < balanced[1]


def test_what_a_scorer_likes_to_miss_may_be_there_though_it_found_none():
    blind = [[95, 5, 0], [5, 95, 0], [0, 60, 40]]
    low, high = measurement_interval([5, 35, 0], blind).shares[2]
    assert low == 0
    assert high > 0.05


def test_a_scorer_judged_on_fewer_sentences_leaves_more_doubt():
    (low, high), (low_few, high_few) = (
        measurement_interval([10, 20, 10], confusion).balance for confusion in (GOOD, GOOD / 20)
    )
    assert high_few - low_few > high - low


@pytest.mark.parametrize(
    "shares", [(1 / 3, 1 / 3, 1 / 3), (0.3, 0.5, 0.2), (0.1, 0.8, 0.1), (0.7, 0.25, 0.05), (0, 1, 0)]
)
def test_the_measurement_interval_covers_the_true_figures_about_as_often_as_it_says(shares):
    generator = np.random.default_rng(5)
    rates = GOOD / GOOD.sum(axis=1, keepdims=True)
    covered = []
    for seed in range(200):
        judged = generator.multinomial(GOOD.sum(axis=1), rates)
        true = generator.multinomial(40, shares)
        found = measurement_interval(generator.multinomial(true, rates).sum(axis=0), judged, draws=400, seed=seed)
        figures = [*true / 40, (true[2] - true[0]) / 40]
        bounds = zip(figures, [*found.shares, found.balance], strict=True)
        covered.append([low - 1e-9 <= figure <= high + 1e-9 for figure, (low, high) in bounds])
    assert (np.mean(covered, axis=0) >= 0.9).all()


@settings(deadline=None, max_examples=20)
@given(st.lists(st.integers(0, 30), min_size=3, max_size=3).filter(any))
def test_measurement_bounds_are_shares_in_order(counts):
    shares, balanced = measurement_interval(counts, GOOD, draws=200)
    assert all(0 <= low <= high <= 1 for low, high in shares)
    assert -1 <= balanced[0] <= balanced[1] <= 1


def test_the_same_seed_gives_the_same_measurement_interval():
    assert measurement_interval([9, 20, 8], GOOD, seed=3) == measurement_interval([9, 20, 8], GOOD, seed=3)


def test_balance_is_the_share_positive_less_the_share_negative():
    assert balance(np.array([[1, 2, 5], [4, 0, 0]])).tolist() == [0.5, -1]


def test_two_like_articles_cannot_be_told_apart_and_two_unlike_ones_can():
    drawn = [balance(measurement_draws(c, GOOD, seed=n)) for n, c in enumerate([(12, 20, 8), (12, 20, 8), (0, 10, 30)])]
    apart = {(a, b) for a, b, low, high in compare_draws(drawn) if low > 0 or high < 0}
    assert apart == {(0, 2), (1, 2)}


def test_each_pair_is_judged_more_strictly_the_more_pairs_there_are():
    drawn = list(np.random.default_rng(0).normal(size=(4, 4000)))
    (_, _, low, high), (_, _, low_of_six, high_of_six) = compare_draws(drawn[:2])[0], compare_draws(drawn)[0]
    assert low_of_six < low < high < high_of_six
