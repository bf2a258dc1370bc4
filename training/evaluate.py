"""Score files with one finished run, or with the mean probabilities of several; add a line a file to a table.

Usage: python -m training.evaluate RUN... --data FILE.jsonl... --table training/results/dev.csv [--note TEXT]

The table counts how often each file was looked at: the more looks, the less a figure on it means.
"""

import argparse
import csv
from pathlib import Path

import numpy as np
import torch

from analysis.encoder import Vocabulary
from training.data import Row, read_rows
from training.figures import figures
from training.model import load
from training.results import append
from training.scoring import encoded_rows, score
from training.settings import of_run


def probabilities(folder: Path, rows: list[Row], rough: bool = False) -> np.ndarray:
    """Score rows with one finished run."""
    settings, vocabulary = of_run(folder), Vocabulary(folder / "tokenizer.json")
    items = encoded_rows(rows, settings.masking, vocabulary, settings.length)
    return score(load(folder), items, vocabulary.pad, rough=rough)


def looks(table: Path, name: str) -> int:
    """Count the times that the table says a file was scored."""
    if not table.exists():
        return 0
    return sum(line["set"] == name for line in csv.DictReader(table.open(encoding="utf-8")))


def main() -> None:
    """Score each file, and all of them together."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", type=Path, nargs="+")
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--table", type=Path, required=True)
    parser.add_argument("--note", default="")
    args = parser.parse_args()
    torch.set_num_threads(2)
    rows = [row for path in args.data for row in read_rows(path)]
    scored = np.mean([probabilities(folder, rows) for folder in args.runs], axis=0)
    sets = sorted({row.source for row in rows})
    for name in [*sets, "+".join(sets)] if len(sets) > 1 else sets:
        keep = np.array([row.source in name.split("+") for row in rows])
        sentences = [row.sentence for row, kept in zip(rows, keep, strict=True) if kept]
        gold = np.array([row.label for row in rows])[keep]
        line = {"runs": " ".join(folder.name for folder in args.runs), "set": name, "look": looks(args.table, name) + 1}
        append(args.table, {**line, **figures(sentences, gold, scored[keep]), "note": args.note})


if __name__ == "__main__":
    main()
