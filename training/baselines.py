"""Choose the neutral zone of the two sentence baselines: the threshold with the best macro-F1 on labelled sentences.

Usage: python training/baselines.py NEWSMTSC/train.jsonl
"""

import json
import sys
from pathlib import Path

import numpy as np

from analysis.sentiment import textblob, vader
from analysis.sentiment.polarity import plain_quotes, probabilities
from analysis.tables import SENTIMENTS
from analysis.validity.figures import macro_f1


def main(path: str) -> None:
    """Print macro-F1 by threshold for each baseline."""
    rows = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
    gold = np.array([row["label"] for row in rows])
    for name, polarity in (("textblob", textblob.polarity), ("vader", vader.polarity)):
        values = [polarity(plain_quotes(row["sentence"])) for row in rows]
        figures = {}
        for threshold in np.arange(0.02, 0.62, 0.02).round(2):
            scored = np.array([probabilities(value, threshold) for value in values])
            figures[threshold] = macro_f1(gold, np.array(SENTIMENTS)[scored.argmax(axis=1)], SENTIMENTS)
        best = max(figures, key=figures.get)
        print(name, "best", best, {float(t): round(100 * f, 1) for t, f in figures.items()})


if __name__ == "__main__":
    main(sys.argv[1])
