"""Train one run, or go on with it where it was stopped.

Usage: python -m training.train CONFIG.yaml --base DIR --data FILE.jsonl... --out DIR [--start RUN] [--held-out FOLD]
                                [--seed N]
"""

import argparse
import hashlib
import json
import os
import signal
import time
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from torch import nn

from analysis.encoder import Vocabulary, collate
from training.data import Row, batches, fold_of, known_names, read_rows
from training.figures import figures
from training.model import from_base, load, save
from training.results import append
from training.scoring import encoded_rows, score
from training.settings import Settings, read

SAVE_EVERY = 300  # seconds


class Run:
    """A run in progress: model, optimiser, schedule and position, written to a file and read back."""

    def __init__(
        self, settings: Settings, base: Path, out: Path, steps: int, mark: str, start: Path | None = None
    ) -> None:
        """Set a run up at its beginning: base weights, or those of a finished run.

        `mark` stands for its settings and data, which a checkpoint must share.
        """
        torch.manual_seed(settings.seed)
        self.settings, self.out, self.steps, self.step, self.seconds, self.mark = settings, out, steps, 0, 0.0, mark
        self.start = start
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.model = from_base(base, settings.dropout, settings.frozen)
        if start:
            self.model.load_state_dict(load(start).state_dict())
        self.model.to(self.device)
        learned = {k: p for k, p in self.model.named_parameters() if p.requires_grad}
        self.optimiser = torch.optim.AdamW(_groups(learned, settings.decay), lr=settings.lr)
        warm = max(1, round(settings.warmup * steps))
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimiser, lambda i: min((i + 1) / warm, max(0.0, (steps - i) / max(1, steps - warm)))
        )
        self.stopping = False
        self.loss = nn.CrossEntropyLoss(label_smoothing=settings.smoothing)

    def save(self) -> None:
        """Write a checkpoint; one that is cut off never replaces a good one."""
        learned = {k: p.data for k, p in self.model.named_parameters() if p.requires_grad}
        state = {"step": self.step, "steps": self.steps, "seconds": self.seconds, "model": learned,
                 "optimiser": self.optimiser.state_dict(), "schedule": self.schedule.state_dict(),
                 "random": torch.get_rng_state(), "mark": self.mark}  # fmt: skip
        torch.save(state, self.out / "checkpoint.tmp")
        os.replace(self.out / "checkpoint.tmp", self.out / "checkpoint.pt")

    def restore(self) -> None:
        """Go back to the checkpoint, if there is one; data or settings that have changed since are an error."""
        path = self.out / "checkpoint.pt"
        if not path.exists():
            return
        state = torch.load(path, weights_only=True, map_location=self.device)
        if state["mark"] != self.mark:
            raise SystemExit(f"{path} belongs to other settings or other data")
        self.model.load_state_dict(state["model"], strict=False)
        self.optimiser.load_state_dict(state["optimiser"])
        self.schedule.load_state_dict(state["schedule"])
        torch.set_rng_state(state["random"].cpu())
        self.step, self.seconds = state["step"], state["seconds"]

    def stop(self, *_: object) -> None:
        """Ask the run to write a checkpoint after the step at hand and to end: what a termination signal calls."""
        self.stopping = True

    def learn(self, arrays: dict, aims: torch.Tensor) -> float:
        """Take one step on one batch."""
        tensors = {name: torch.from_numpy(array).to(self.device) for name, array in arrays.items()}
        with torch.autocast(self.device, torch.bfloat16, enabled=self.settings.precision == "bf16"):
            logits = self.model(**tensors)
        loss = self.loss(logits.float(), aims.to(self.device))
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.schedule.step()
        self.optimiser.zero_grad()
        self.step += 1
        return loss.item()


def _groups(learned: dict[str, nn.Parameter], decay: float) -> list[dict]:
    """Split the parameters: biases and normalisation are not decayed."""
    plain = [p for p in learned.values() if p.ndim < 2]
    return [{"params": [p for p in learned.values() if p.ndim >= 2], "weight_decay": decay},
            {"params": plain, "weight_decay": 0.0}]  # fmt: skip


def train(run: Run, rows: list[Row], vocabulary: Vocabulary) -> None:
    """Go through the epochs that remain; order and forms of each follow from seed and epoch alone."""
    settings, names = run.settings, known_names(sorted({row.sentence for row in rows}))
    per_epoch, mean, saved, began = run.steps // settings.epochs, None, time.time(), time.time() - run.seconds
    run.model.train()
    while run.step < run.steps:
        key = f"{settings.seed}-{run.step // per_epoch}"
        items = encoded_rows(rows, settings.masking, vocabulary, settings.length, names, key)
        order = batches([len(item.ids) for item in items], settings.batch, key)
        for part in order[run.step % per_epoch :]:
            aims = torch.tensor([rows[i].aim for i in part])
            loss = run.learn(collate([items[i] for i in part], vocabulary.pad), aims)
            mean = loss if mean is None else 0.98 * mean + 0.02 * loss
            run.seconds = time.time() - began
            if run.step % 50 == 0:
                print(f"step {run.step}/{run.steps} loss {mean:.4f} {run.seconds / 60:.1f} min", flush=True)
            if time.time() - saved > SAVE_EVERY or run.stopping:
                run.save()
                saved = time.time()
            if run.stopping:
                raise SystemExit(f"stopped at step {run.step}; the same command goes on from there")


def report(run: Run, rows: list[Row], vocabulary: Vocabulary, path: Path, note: str) -> None:
    """Score the fold kept out, each source apart."""
    settings = run.settings
    for source in sorted({row.source for row in rows}):
        part = [row for row in rows if row.source == source]
        items = encoded_rows(part, settings.masking, vocabulary, settings.length)
        gold = np.array([row.label for row in part])
        line = figures([row.sentence for row in part], gold, score(run.model, items, vocabulary.pad))
        append(path, {"run": settings.name, "seed": settings.seed, "epochs": settings.epochs, "set": source,
                      "minutes": round(run.seconds / 60, 1), **line, "note": note})  # fmt: skip


def finish(run: Run, vocabulary: Vocabulary, data: list[Path]) -> None:
    """Write the weights with all that is needed to use them and to know what they were made of."""
    run.save()
    save(run.model, run.out)
    vocabulary.tokenizer.save(str(run.out / "tokenizer.json"))
    sums = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in data}
    about = {
        "settings": asdict(run.settings),
        "start": run.start and run.start.name,
        "data": sums,
        "steps": run.steps,
        "minutes": round(run.seconds / 60, 1),
    }
    (run.out / "run.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--held-out", type=int, help="a fold of five that is kept out of training and scored at the end"
    )
    parser.add_argument("--start", type=Path, help="a finished run whose weights this one goes on from")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--note", default="")
    return parser.parse_args()


def main() -> None:
    """Train, save the weights, and score the fold kept out."""
    args = arguments()
    settings = read(args.config, seed=args.seed)
    torch.set_num_threads(int(os.environ.get("TRAINING_THREADS", "2")))
    args.out.mkdir(parents=True, exist_ok=True)
    vocabulary = Vocabulary(args.base / "tokenizer.json")
    rows = [row for path in args.data for row in read_rows(path)]
    held = [row for row in rows if args.held_out is not None and fold_of(row.sentence) == args.held_out]
    kept = [row for row in rows if args.held_out is None or fold_of(row.sentence) != args.held_out]
    steps = settings.epochs * -(-len(kept) // settings.batch)
    mark = hashlib.sha256(repr((settings, kept)).encode()).hexdigest()
    run = Run(settings, args.base, args.out, steps, mark, args.start)
    run.restore()
    signal.signal(signal.SIGTERM, run.stop)
    print(
        f"{settings.name}: {len(kept)} rows, {len(held)} kept out, step {run.step} of {steps}, {run.device}", flush=True
    )
    train(run, kept, vocabulary)
    finish(run, vocabulary, args.data)
    if held:
        report(run, held, vocabulary, Path(__file__).parent / "results" / "folds.csv", args.note)


if __name__ == "__main__":
    main()
