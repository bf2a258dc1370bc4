"""How fast the scorers are, beside a plain RoBERTa-base in torch with random weights: one run, printed as a table.

Usage: python benchmarks/sentiment.py FILE.jsonl [--targets 400] [--torch PYTHON]

FILE holds labelled targets, as for `framing evaluate sentiment`. PYTHON is an interpreter that has torch and
transformers (neither is needed to use the package); without it the peer is left out. The peer costs what a trained one
does: 12 layers of width 768, three classes, on token rows as long as ours, in padded batches of 16.
"""

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

THREADS = 2
PEER = """
import json, sys, time, torch
from transformers import RobertaConfig, RobertaForSequenceClassification
lengths = json.load(sys.stdin)
torch.set_num_threads(%d)
model = RobertaForSequenceClassification(RobertaConfig(num_labels=3)).eval()
def seconds(lengths):
    began = time.perf_counter()
    for i in range(0, len(lengths), 16):
        part = lengths[i : i + 16]
        ids = torch.randint(5, 50000, (len(part), max(part)))
        mask = torch.tensor([[int(j < n) for j in range(max(part))] for n in part])
        with torch.inference_mode():
            model(input_ids=ids, attention_mask=mask)
    return time.perf_counter() - began
seconds(lengths[:32])
print(json.dumps([seconds(lengths), seconds(sorted(lengths))]))
"""
FIRST = """
import time; began = time.perf_counter()
from analysis.sentiment import Target, get_scorer
imported = time.perf_counter()
get_scorer({name!r}).score([Target("Moscow praised the deal.", 0, 6)])
print(time.perf_counter() - imported, imported - began)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--targets", type=int, default=400)
    parser.add_argument("--torch", help="an interpreter that has torch and transformers")
    args = parser.parse_args()
    targets, lengths = read(args.file, args.targets)
    print(f"{len(targets)} targets, {sum(lengths) / len(lengths):.0f} tokens in the mean, {THREADS} threads")
    in_order, sorted_by_length = peer(args.torch, lengths) if args.torch else (None, None)
    peers = {"RoBERTa-base in torch": in_order, "  rows sorted by length": sorted_by_length}
    took = {name: value for name, value in peers.items() if value}
    took |= {name: seconds(name, targets) for name in ("target", "target-fast", "textblob", "vader")}
    for name, value in took.items():
        beside = f"{in_order / value:8.1f}" if in_order else ""
        print(f"{name:32} {len(targets) / value:8.1f} targets/s {beside}")
    for name in ("target", "target-fast"):
        first, imports = subprocess.run(
            [sys.executable, "-c", FIRST.format(name=name)], check=True, capture_output=True, text=True
        ).stdout.split()
        print(f"{name + ': load + first score':32} {float(first):8.2f} s (after {float(imports):.2f} s of imports)")


def read(file: Path, limit: int) -> tuple[list, list[int]]:
    """Targets that are all different, and how many tokens each has."""
    from analysis.encoder import Vocabulary
    from analysis.files import resource
    from analysis.sentiment import Target

    vocabulary, targets = Vocabulary(resource("models", "target") / "tokenizer.json"), {}
    for line in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
        targets.setdefault((line["sentence"], line["start"]), Target(line["sentence"], line["start"], line["end"]))
    chosen = list(targets.values())[:limit]
    return chosen, [len(vocabulary.encode(t.sentence, t.start, t.end, 160).ids) + 2 for t in chosen]


def peer(python: str, lengths: list[int]) -> list[float]:
    """Seconds of the peer: rows in the file's order, and sorted by length."""
    run = subprocess.run(
        [python, "-c", PEER % THREADS], input=json.dumps(lengths), check=True, capture_output=True, text=True
    )
    return json.loads(run.stdout.splitlines()[-1])


def seconds(name: str, targets: list) -> float:
    from analysis.sentiment import get_scorer

    scorer = get_scorer(name)
    scorer.score(targets[:32])
    began = time.perf_counter()
    scorer.score(targets)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
