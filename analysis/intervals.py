"""Every interval of the suite, and the rules for when there is one.

Two kinds of doubt have an interval. *Sampling*: several articles stand for more of their kind. All figures are
functions of sums over clusters (sentences, documents or articles that stand or fall together), so one bootstrap serves
them all: clusters are drawn anew, their sums added up, the figure worked out again. *Measurement*: one article is a
census of its sentences, but the scorer errs; how often it does was counted on labelled sentences, and the interval says
which true counts of the article go with the counts that the scorer made.
"""

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

LEVEL = 0.95
"""Confidence level of every interval."""
MIN_CLUSTERS = 20
"""With fewer articles a bootstrap interval promises more than it can keep: none is given."""
MIN_SENTENCES = 10
"""With fewer sentences, shares mislead: counts only."""
DRAWS = 2000
_CHUNK = 250
_PRIOR = 0.5
"""Jeffreys' prior, of an article's label shares and of how the scorer labels what has a label. With a flat prior of the
shares, the intervals of poor scorers missed articles of almost one label only."""
_WARM_UP, _KEPT, _APART = 40, 10, 4
"""Sweeps before the first state of a chain is kept, states kept a chain, sweeps from one to the next."""

Statistic = Callable[[np.ndarray], np.ndarray]
"""From sums, shape (draws, columns), to one figure a draw."""


def bootstrap(sums: np.ndarray, statistic: Statistic, draws: int = DRAWS, seed: int = 0) -> tuple[float, float]:
    """Percentile bootstrap interval of a figure, clusters resampled (Efron & Tibshirani 1993, chapter 13).

    Args:
        sums: One row a cluster, one column a quantity that is added up over clusters.
        statistic: Works the figure out from such sums, for many draws at once.
        draws: How often the clusters are drawn anew.
        seed: Seed of the draws; the same seed gives the same interval.

    Returns:
        The bounds of the 95 % interval; draws in which the figure is not defined are left out.

    Example:
        >>> scores = np.array([[1.0, 2], [0.0, 2], [1.0, 1], [2.0, 2]])
        >>> low, high = bootstrap(scores, lambda s: s[:, 0] / s[:, 1])
        >>> low < 4 / 7 < high
        True
    """
    if len(sums) == 0:
        return float("nan"), float("nan")
    with np.errstate(invalid="ignore", divide="ignore"):
        drawn = statistic(_resample(sums, draws, seed))
    drawn = drawn[~np.isnan(drawn)]
    return _bounds(drawn) if len(drawn) else (float("nan"), float("nan"))


def _resample(sums: np.ndarray, draws: int, seed: int) -> np.ndarray:
    """Sums over clusters drawn anew with replacement, shape (draws, columns)."""
    clusters, generator = len(sums), np.random.default_rng(seed)
    weights = (
        generator.multinomial(clusters, np.full(clusters, 1 / clusters), size=min(_CHUNK, draws - done))
        for done in range(0, draws, _CHUNK)
    )
    return np.concatenate([drawn @ sums for drawn in weights])


def _bounds(drawn: np.ndarray, level: float = LEVEL) -> tuple[float, float]:
    """The percentiles between which a share of ``level`` of the draws lies."""
    tail = 100 * (1 - level) / 2
    low, high = np.percentile(drawn, [tail, 100 - tail])
    return float(low), float(high)


def ratio(sums: np.ndarray) -> np.ndarray:
    """The statistic "mean": the first column's sum over the second's."""
    return sums[:, 0] / sums[:, 1]


def mean_over_articles(totals: np.ndarray, counts: np.ndarray) -> tuple[float, float, str]:
    """The interval of a mean over sentences in several articles, and what stands in its place where there is none.

    Args:
        totals: Each article's sum over its sentences.
        counts: Each article's number of sentences.

    Returns:
        Low, high (NaN where there is no interval), and a note: "" or why there is none.
    """
    bounds, note = means_over_articles(np.asarray(totals)[:, None], counts)
    return *bounds[0], note


def means_over_articles(totals: np.ndarray, counts: np.ndarray) -> tuple[list[tuple[float, float]], str]:
    """The intervals of several means, one a column of ``totals``; see :func:`mean_over_articles`."""
    nothing = [(float("nan"), float("nan"))] * totals.shape[1]
    if len(totals) == 1:
        return nothing, "one article: a census of its sentences, nothing was sampled"
    if len(totals) < MIN_CLUSTERS:
        return nothing, f"too few articles for an interval ({len(totals)} < {MIN_CLUSTERS})"
    drawn = _resample(np.column_stack([totals, counts]), DRAWS, 0)
    return [_bounds(column) for column in (drawn[:, :-1] / drawn[:, -1:]).T], ""


class MeasurementInterval(NamedTuple):
    """Between which bounds the true figures of one article lie; the scorer's own may lie outside.

    Attributes:
        shares: Low and high of the share of each label: negative, neutral, positive.
        balance: Low and high of the share positive less the share negative, -1 to 1.
    """

    shares: list[tuple[float, float]]
    balance: tuple[float, float]


def measurement_interval(
    predicted_counts: Sequence[int], confusion: Sequence[Sequence[int]], draws: int = DRAWS, seed: int = 0
) -> MeasurementInterval:
    """The 95 % measurement interval of an article's label shares; arguments as of :func:`measurement_draws`.

    Example:
        >>> low, high = measurement_interval([2, 30, 8], [[90, 5, 5], [5, 90, 5], [5, 5, 90]]).shares[1]
        >>> low < 30 / 40 < high
        True
    """
    drawn = measurement_draws(predicted_counts, confusion, draws, seed)
    shares = drawn / drawn.sum(axis=1, keepdims=True)
    return MeasurementInterval([_bounds(share) for share in shares.T], _bounds(balance(drawn)))


def measurement_draws(
    predicted_counts: Sequence[int], confusion: Sequence[Sequence[int]], draws: int = DRAWS, seed: int = 0
) -> np.ndarray:
    """Draws of how many of an article's sentences truly have each label, given how many the scorer gave it.

    The Bayesian model of misclassification of Joseph, Gyorkos and Coupal (American Journal of Epidemiology 141, 1995),
    with three labels and a confusion matrix from labelled sentences. Unknown are the rates at which the scorer gives a
    label to sentences of each true label, the article's label shares, and the true labels behind each predicted one;
    a Gibbs sampler draws them in turn, in many chains at once. What is wanted is the article's own sentences, so the
    true counts are returned, and not the shares of which they might be a sample.

    Taken for granted: the scorer errs in this article as often as on the labelled sentences, and in each sentence anew.

    Args:
        predicted_counts: How many sentences the scorer called negative, neutral, positive.
        confusion: Labelled sentences counted: rows the true label, columns the predicted one.
        draws: How many draws are wanted.
        seed: Seed of the draws; the same seed gives the same draws.

    Returns:
        True counts of the labels, shape (draws, labels); each row sums to the number of sentences.
    """
    generator = np.random.default_rng(seed)
    labelled = np.asarray(confusion, dtype=float) + _PRIOR
    chains = -(-draws // _KEPT)
    rates = _normalised(generator.standard_gamma(labelled, (chains, *labelled.shape)))
    shares = _normalised(generator.standard_gamma(_PRIOR, (chains, len(labelled))))
    kept = []
    for sweep in range(_WARM_UP + _KEPT * _APART):
        behind = _normalised((shares[:, :, None] * rates).swapaxes(1, 2))
        truth = generator.multinomial(predicted_counts, behind).swapaxes(1, 2)
        shares = _normalised(generator.standard_gamma(truth.sum(axis=2) + _PRIOR))
        rates = _normalised(generator.standard_gamma(truth + labelled))
        if sweep >= _WARM_UP and (sweep - _WARM_UP) % _APART == 0:
            kept.append(truth.sum(axis=2))
    return np.concatenate(kept)[:draws]


def balance(counts: np.ndarray) -> np.ndarray:
    """Share positive less share negative, of rows of counts: negative, neutral, positive."""
    return (counts[:, 2] - counts[:, 0]) / counts.sum(axis=1)


def compare_draws(figures: Sequence[np.ndarray]) -> list[tuple[int, int, float, float]]:
    """Judge each pair of figures by the interval of its own difference; all pairs are one family.

    The level of each interval is raised so that with 95 % none of them misses (Bonferroni).

    Args:
        figures: Draws of each figure, independent of the others'.

    Returns:
        For each pair: the two positions, and low and high of the second figure less the first.
    """
    pairs = list(combinations(range(len(figures)), 2))
    level = 1 - (1 - LEVEL) / max(len(pairs), 1)
    return [(a, b, *_bounds(figures[b] - figures[a], level)) for a, b in pairs]


def _normalised(values: np.ndarray) -> np.ndarray:
    """Values as shares of their sum along the last axis."""
    return values / values.sum(axis=-1, keepdims=True)
