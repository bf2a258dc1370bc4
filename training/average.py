"""Average the weights of finished runs that began at the same base weights: one model's cost, steadier than each.

Usage: python -m training.average RUN RUN... --out DIR
"""

import argparse
import json
import shutil
from pathlib import Path

import torch

from training.model import load, save


def main() -> None:
    """Average, and write a run folder that names the runs it was made of."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    models = [load(folder) for folder in args.runs]
    states = [model.state_dict() for model in models]
    with torch.no_grad():
        mean = {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}
    models[0].load_state_dict(mean)
    save(models[0], args.out)
    shutil.copy(args.runs[0] / "tokenizer.json", args.out)
    about = [json.loads((folder / "run.json").read_text(encoding="utf-8")) for folder in args.runs]
    whole = {**about[0], "average_of": {folder.name: one for folder, one in zip(args.runs, about, strict=True)}}
    (args.out / "run.json").write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
