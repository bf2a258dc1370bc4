"""The figures by which a measure is judged: F1, precision, recall, with intervals and floors."""

from collections.abc import Hashable, Sequence

import numpy as np
import pandas as pd

from analysis.intervals import bootstrap, ratio


def macro_f1(gold: Sequence[str], predicted: Sequence[str], classes: Sequence[str]) -> float:
    """Mean of the F1 of each class that occurs in ``gold``.

    >>> macro_f1(["a", "a", "b"], ["a", "a", "a"], ["a", "b"])
    0.4
    """
    return float(_macro_f1(_confusion(gold, predicted, classes)[None])[0])


def classification(
    gold: Sequence[str], predicted: Sequence[str], classes: Sequence[str], clusters: Sequence[Hashable]
) -> dict:
    """Judge labels against labels.

    Args:
        gold: The right labels.
        predicted: The labels to judge.
        classes: All labels, in order.
        clusters: What each row belongs to; rows of one cluster are resampled together.

    Returns:
        ``n``, ``macro_f1``, ``ci95``, ``accuracy``, ``per_class`` (precision, recall, f1, n), ``confusion`` (rows:
        gold) and ``floor``: the macro-F1 of always giving the commonest label.
    """
    total = _confusion(gold, predicted, classes)
    frame = pd.DataFrame({"cluster": pd.factorize(np.asarray(clusters, dtype=object))[0]})
    frame["cell"] = _codes(gold, classes) * len(classes) + _codes(predicted, classes)
    cells = pd.crosstab(frame["cluster"], frame["cell"]).reindex(columns=range(len(classes) ** 2), fill_value=0)
    low, high = bootstrap(cells.to_numpy(), lambda sums: _macro_f1(sums.reshape(-1, len(classes), len(classes))))
    commonest = pd.Series(gold).mode().iloc[0]
    return {
        "n": len(gold),
        "macro_f1": round(float(_macro_f1(total[None])[0]), 4),
        "ci95": [round(low, 4), round(high, 4)],
        "accuracy": round(float(np.trace(total) / total.sum()), 4),
        "per_class": {name: _per_class(total, number) for number, name in enumerate(classes)},
        "confusion": total.tolist(),
        "floor": round(macro_f1(gold, [commonest] * len(gold), classes), 4),
    }


def retrieval(counts: np.ndarray) -> dict[str, float]:
    """Judge found items against true ones.

    Args:
        counts: One row a document: found and true, found but not true, true but not found.

    Returns:
        ``precision``, ``recall``, ``f1`` and ``ci95`` of the F1, resampled by document.
    """
    hits, false, missed = counts.sum(axis=0)
    low, high = bootstrap(counts, lambda s: 2 * s[:, 0] / (2 * s[:, 0] + s[:, 1] + s[:, 2]))
    return {
        "precision": round(float(hits / max(hits + false, 1)), 4),
        "recall": round(float(hits / max(hits + missed, 1)), 4),
        "f1": round(float(2 * hits / max(2 * hits + false + missed, 1)), 4),
        "ci95": None if low != low else [round(low, 4), round(high, 4)],
    }


def mean_with_interval(values: np.ndarray, clusters: Sequence[Hashable]) -> tuple[float, list[float]]:
    """A mean and its 95 % interval, values of one cluster resampled together.

    >>> mean_with_interval(np.array([1.0, 1.0]), ["a", "b"])
    (1.0, [1.0, 1.0])
    """
    codes = pd.factorize(np.asarray(clusters, dtype=object))[0]
    low, high = bootstrap(np.column_stack([np.bincount(codes, values), np.bincount(codes)]), ratio)
    return round(float(values.mean()), 4), [round(low, 4), round(high, 4)]


def largest_difference(
    values: np.ndarray, groups: Sequence[str], clusters: Sequence[Hashable]
) -> dict[str, str | float | bool | list[float]]:
    """The two groups whose means lie furthest apart, and whether that is more than the search for them explains.

    The pair is picked among all pairs, so the interval is simultaneous: as wide on each side as the largest error of
    any pair's difference in 95 % of the resamples (max-statistic bootstrap; Romano & Wolf, Econometrica 2005). Where
    it holds 0, no pair of groups is shown to differ.

    Args:
        values: What is averaged in each group.
        groups: The group of each value.
        clusters: What each value belongs to; values of one cluster are resampled together.

    Returns:
        ``lower`` and ``higher`` (groups), ``difference`` of their means, ``ci95``, ``differ`` and ``compared`` (how
        many groups); nothing for fewer than two groups.
    """
    group, names = pd.factorize(np.asarray(groups, dtype=object), sort=True)
    if len(names) < 2:
        return {}
    cluster = pd.factorize(np.asarray(clusters, dtype=object))[0]
    sums = np.zeros((cluster.max() + 1, 2, len(names)))
    np.add.at(sums, (cluster, 0, group), values)
    np.add.at(sums, (cluster, 1, group), 1)
    means = sums[:, 0].sum(axis=0) / sums[:, 1].sum(axis=0)
    low, high = bootstrap(sums.reshape(len(sums), -1), lambda drawn: _spread(drawn.reshape(-1, 2, len(names)), means))
    difference = float(means.max() - means.min())
    return {
        "lower": str(names[means.argmin()]),
        "higher": str(names[means.argmax()]),
        "difference": round(difference, 4),
        "ci95": [round(difference + low, 4), round(difference + high, 4)],
        "differ": difference + low > 0,
        "compared": len(names),
    }


def calibration(probabilities: np.ndarray, right: np.ndarray, bins: int = 10) -> dict[str, float | list[dict]]:
    """How far the highest probability can be taken at its word (Guo et al., ICML 2017).

    Args:
        probabilities: The highest probability of each prediction.
        right: Whether each prediction was right.
        bins: How many bins of equal width, 0 to 1.

    Returns:
        ``calibration_error``: the mean distance of mean probability and share right, weighted by the bins' sizes; and
        ``reliability``: ``low``, ``high``, ``n``, ``mean_probability`` and ``share_right`` of each bin that holds any.

    >>> calibration(np.array([0.9, 0.9]), np.array([True, False]))["calibration_error"]
    0.4
    """
    number = np.clip(np.ceil(np.round(probabilities * bins, 9)).astype(int) - 1, 0, bins - 1)
    table = pd.DataFrame({"number": number, "probability": probabilities, "right": right}).groupby("number")
    found = table.agg(n=("right", "size"), probability=("probability", "mean"), right=("right", "mean"))
    error = float(((found["probability"] - found["right"]).abs() * found["n"]).sum() / found["n"].sum())
    reliability = [
        {
            "low": round(row.Index / bins, 4),
            "high": round((row.Index + 1) / bins, 4),
            "n": int(row.n),
            "mean_probability": round(float(row.probability), 4),
            "share_right": round(float(row.right), 4),
        }
        for row in found.itertuples()
    ]
    return {"calibration_error": round(error, 4), "reliability": reliability}


def _spread(drawn: np.ndarray, means: np.ndarray) -> np.ndarray:
    """The largest error of any pair's difference in each draw, once with either sign."""
    errors = drawn[:, 0] / drawn[:, 1] - means
    largest = np.nanmax(errors, axis=1) - np.nanmin(errors, axis=1)
    return np.concatenate([largest, -largest])


def _codes(labels: Sequence[str], classes: Sequence[str]) -> np.ndarray:
    codes = pd.Index(classes).get_indexer(list(labels))
    if (codes < 0).any():
        raise ValueError(f"a label is none of {', '.join(classes)}")
    return codes


def _confusion(gold: Sequence[str], predicted: Sequence[str], classes: Sequence[str]) -> np.ndarray:
    size = len(classes)
    return np.bincount(_codes(gold, classes) * size + _codes(predicted, classes), minlength=size**2).reshape(size, size)


def _macro_f1(confusions: np.ndarray) -> np.ndarray:
    """Macro-F1 of each of many confusion matrices, over the classes that occur in each."""
    hits = np.diagonal(confusions, axis1=1, axis2=2)
    true, found = confusions.sum(axis=2), confusions.sum(axis=1)
    f1 = 2 * hits / np.maximum(true + found, 1)
    return (f1 * (true > 0)).sum(axis=1) / np.maximum((true > 0).sum(axis=1), 1)


def _per_class(confusion: np.ndarray, number: int) -> dict[str, float]:
    hits, true, found = confusion[number, number], confusion[number].sum(), confusion[:, number].sum()
    return {
        "precision": round(float(hits / max(found, 1)), 4),
        "recall": round(float(hits / max(true, 1)), 4),
        "f1": round(float(2 * hits / max(true + found, 1)), 4),
        "n": int(true),
    }
