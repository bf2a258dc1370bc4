"""Every interval of the suite, and the rules for when there is one.

All figures here are functions of sums over clusters (sentences, documents or articles that stand or fall together), so
one bootstrap serves them all: clusters are drawn anew, their sums added up, the figure worked out again.
"""

from collections.abc import Callable

import numpy as np

LEVEL = 0.95
"""Confidence level of every interval."""
MIN_CLUSTERS = 20
"""With fewer articles a bootstrap interval promises more than it can keep: none is given."""
MIN_SENTENCES = 10
"""With fewer sentences, shares mislead: counts only."""
DRAWS = 2000
_CHUNK = 250

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
    clusters = len(sums)
    if clusters == 0:
        return float("nan"), float("nan")
    generator = np.random.default_rng(seed)
    figures = []
    for done in range(0, draws, _CHUNK):
        weights = generator.multinomial(clusters, np.full(clusters, 1 / clusters), size=min(_CHUNK, draws - done))
        with np.errstate(invalid="ignore", divide="ignore"):
            figures.append(statistic(weights @ sums))
    tail = 100 * (1 - LEVEL) / 2
    drawn = np.concatenate(figures)
    drawn = drawn[~np.isnan(drawn)]
    if not len(drawn):
        return float("nan"), float("nan")
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
    nothing = (float("nan"), float("nan"))
    if len(totals) == 1:
        return *nothing, "one article: a census of its sentences, nothing was sampled"
    if len(totals) < MIN_CLUSTERS:
        return *nothing, f"too few articles for an interval ({len(totals)} < {MIN_CLUSTERS})"
    return *bootstrap(np.column_stack([totals, counts]), ratio), ""
