"""The figures of a scored set: macro-F1 for all targets and for sentences whose targets differ, calibration error."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np


def macro_f1(gold: np.ndarray, predicted: np.ndarray) -> float:
    """Mean of the F1 of the three classes."""
    scores = []
    for label in range(3):
        hit = ((gold == label) & (predicted == label)).sum()
        total = (gold == label).sum() + (predicted == label).sum()
        scores.append(2 * hit / total if total else 0.0)
    return float(np.mean(scores))


def calibration_error(gold: np.ndarray, probabilities: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error of the predicted class, in bins of equal width."""
    confidence, right = probabilities.max(1), probabilities.argmax(1) == gold
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [abs(confidence[place == b].mean() - right[place == b].mean()) * (place == b).mean() for b in set(place)]
    return float(sum(gaps))


def mixed_rows(sentences: Sequence[str], gold: np.ndarray) -> np.ndarray:
    """Mark the rows of sentences whose targets carry different labels."""
    labels = defaultdict(set)
    for sentence, label in zip(sentences, gold, strict=True):
        labels[sentence].add(int(label))
    return np.array([len(labels[sentence]) > 1 for sentence in sentences])


def figures(sentences: Sequence[str], gold: np.ndarray, probabilities: np.ndarray) -> dict[str, float | int]:
    """All figures of one set, in per cent where they are F1 or accuracy."""
    predicted, mixed = probabilities.argmax(1), mixed_rows(sentences, gold)
    out = {
        "n": len(gold),
        "macro_f1": round(100 * macro_f1(gold, predicted), 2),
        "accuracy": round(100 * float((gold == predicted).mean()), 2),
        "ece": round(calibration_error(gold, probabilities), 4),
        "n_mixed": int(mixed.sum()),
    }
    if mixed.any():
        out["mixed_f1"] = round(100 * macro_f1(gold[mixed], predicted[mixed]), 2)
        out["mixed_accuracy"] = round(100 * float((gold == predicted)[mixed].mean()), 2)
    return out
