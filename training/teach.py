"""Let finished runs score rows for a smaller model to learn from, labelled or not.

Usage: python -m training.teach RUN... [--data FILE...] [--pairs FILE...] --out FILE.jsonl [--skip-fold FOLD]

`--pairs` are files of directed attitudes: both of their entities become targets without a label.
"""

import argparse
import json
import os
from pathlib import Path

import numpy as np
import torch

from training.data import LABELS, Row, fold_of, read_rows
from training.evaluate import probabilities


def pair_rows(path: Path) -> list[Row]:
    """Read both entities of each line as targets; the label is the teacher's business."""
    rows = {}
    for line in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        for one, other in (("source", "target"), ("target", "source")):
            span, further = tuple(line[one]), tuple(line[other])
            if span[0] < span[1] and (span[1] <= further[0] or span[0] >= further[1]):
                rows.setdefault((line["sentence"], span), Row(line["sentence"], *span, -1, (), (further,), path.stem))
    return list(rows.values())


def as_line(row: Row, taught: np.ndarray) -> dict:
    """Write a row with what the teacher says of it."""
    line = {
        "sentence": row.sentence,
        "start": row.start,
        "end": row.end,
        "same_actor": row.same,
        "other_actors": row.others,
    }
    return line | {"label": LABELS[row.label] if row.label >= 0 else None, "p": [round(float(p), 5) for p in taught]}


def main() -> None:
    """Score, and write the lines; a file that is cut off never replaces a whole one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", type=Path, nargs="+")
    parser.add_argument("--data", type=Path, nargs="*", default=[])
    parser.add_argument("--pairs", type=Path, nargs="*", default=[])
    parser.add_argument("--skip-fold", type=int, help="leave this fold of five out")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    torch.set_num_threads(2)
    rows = [row for path in args.data for row in read_rows(path)] + [
        row for path in args.pairs for row in pair_rows(path)
    ]
    rows = [row for row in rows if args.skip_fold is None or fold_of(row.sentence) != args.skip_fold]
    taught = np.mean([probabilities(folder, rows, rough=True) for folder in args.runs], axis=0)
    part = args.out.with_suffix(".part")
    with part.open("w", encoding="utf-8") as file:
        file.writelines(
            json.dumps(as_line(*pair), ensure_ascii=False) + "\n" for pair in zip(rows, taught, strict=True)
        )
    os.replace(part, args.out)


if __name__ == "__main__":
    main()
