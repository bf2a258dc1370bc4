"""The figures by which a measure is judged: F1, precision, recall, with intervals and floors."""

from collections.abc import Hashable, Sequence

import numpy as np
import pandas as pd

from analysis.intervals import bootstrap


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
