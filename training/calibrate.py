"""Fit one temperature to a finished run and build it into its last layer: labels stay, probabilities get honest.

Usage: python -m training.calibrate RUN --data FILE.jsonl FILE.jsonl... --out DIR [--table FILE.csv]

The temperature that is kept is fitted on all files; the calibration error is told for each file with the temperature
fitted on the others, so that it is no figure on the rows it was fitted on.
"""

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import torch

from training.data import read_rows
from training.evaluate import looks, probabilities
from training.figures import calibration_error
from training.model import load, save
from training.results import append

GRID = np.geomspace(0.2, 3, 200)


def softened(logs: np.ndarray, temperature: float) -> np.ndarray:
    """Divide log-probabilities by a temperature, and make them probabilities again."""
    raised = np.exp((logs - logs.max(1, keepdims=True)) / temperature)
    return raised / raised.sum(1, keepdims=True)


def best_temperature(logs: np.ndarray, gold: np.ndarray) -> float:
    """Find the temperature with the least negative log-likelihood."""
    losses = [-np.log(softened(logs, t)[np.arange(len(gold)), gold] + 1e-9).mean() for t in GRID]
    return float(GRID[int(np.argmin(losses))])


def build_in(run: Path, out: Path, temperature: float) -> None:
    """Write the run with its last layer divided by the temperature."""
    model = load(run)
    with torch.no_grad():
        model.head.weight /= temperature
        model.head.bias /= temperature
    save(model, out)
    shutil.copy(run / "tokenizer.json", out)
    about = json.loads((run / "run.json").read_text(encoding="utf-8"))
    (out / "run.json").write_text(json.dumps({**about, "temperature": temperature}, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Fit, tell, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--table", type=Path, default=Path(__file__).parent / "results" / "dev.csv")
    args = parser.parse_args()
    torch.set_num_threads(2)
    rows = [row for path in args.data for row in read_rows(path)]
    gold, source = np.array([row.label for row in rows]), np.array([row.source for row in rows])
    logs = np.log(probabilities(args.run, rows) + 1e-12)
    for name in sorted(set(source)):
        rest = best_temperature(logs[source != name], gold[source != name])
        error = calibration_error(gold[source == name], softened(logs[source == name], rest))
        line = {
            "runs": args.run.name,
            "set": name,
            "look": looks(args.table, name) + 1,
            "n": int((source == name).sum()),
        }
        note = f"temperature {rest:.3f} fitted on the other set"
        append(args.table, {**line, "ece": round(error, 4), "note": note})
    kept = best_temperature(logs, gold)
    print(f"temperature {kept:.3f} fitted on all")
    build_in(args.run, args.out, kept)


if __name__ == "__main__":
    main()
