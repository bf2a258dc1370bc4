"""How accurate each scorer is on labelled targets: writes the figures that reports quote and intervals rest on.

Usage: python benchmarks/accuracy.py --set newsmtsc-dev dev-rw.jsonl dev-mt.jsonl
           --set actors-test data/labelled/sentiment/actors-test.jsonl
           --out analysis/resources/models/accuracy.json [--scorer NAME ...]
           [--invariance data/labelled/sentiment/actors-test.jsonl]

The files of one set are judged together. What else the output file already holds stays. A set
that is not described below needs --about NAME TEXT and --labelled-by NAME TEXT.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from analysis.files import write_whole
from analysis.sentiment import SCORERS
from analysis.validity import evaluate

INTERVAL_SET = "newsmtsc-dev"
"""The set whose errors the measurement intervals rest on: sentences out of real news, labelled by people."""
DESCRIBED = {
    "newsmtsc-dev": {
        "about": "political news about persons (NewsMTSC dev, Hamborg and Donnay 2021)",
        "labelled_by": "crowd workers",
    },
    "actors-test": {
        "about": "sentences about states, written with a language model in the style of news",
        "labelled_by": "a language model",
    },
}


def main(arguments: list[str]) -> None:
    options = parse(arguments)
    known = json.loads(options.out.read_text(encoding="utf-8")) if options.out.exists() else {"sets": {}, "results": []}
    results = {(row["scorer"], row["set"]): row for row in known["results"]}
    sets = dict(known["sets"])
    for name, *files in options.set:
        for scorer in options.scorer:
            row = judge(name, files, scorer)
            results[scorer, name] = row
            sets[name] = options.described[name] | {"n": row["n"]}
            print(f"{scorer:12} {name:14} n {row['n']:4}  macro-F1 {row['macro_f1']}  {row['ci95']}", file=sys.stderr)
    exchanged = {row["scorer"]: row for row in known.get("invariance", [])}
    for scorer in options.scorer if options.invariance else []:
        exchanged[scorer] = evaluate("invariance", options.invariance, scorer)
    known["invariance"] = [exchanged[scorer] for scorer in sorted(exchanged)]
    content = known | {"interval_set": INTERVAL_SET, "sets": sets, "results": [results[key] for key in sorted(results)]}
    write_whole(options.out, json.dumps(content, indent=1, ensure_ascii=False) + "\n")


def parse(arguments: list[str]) -> argparse.Namespace:
    """The options; ``described`` holds what is said of each set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", nargs="+", action="append", required=True, metavar=("NAME", "FILE"))
    parser.add_argument("--invariance", type=Path, metavar="FILE", help="exchange the actors of these targets")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--scorer", nargs="+", choices=list(SCORERS), default=list(SCORERS))
    for text in ("about", "labelled-by"):
        parser.add_argument(f"--{text}", nargs=2, action="append", default=[], metavar=("NAME", "TEXT"))
    options = parser.parse_args(arguments)
    about, labelled_by = dict(options.about), dict(options.labelled_by)
    options.described = {}
    for name, *files in options.set:
        given = DESCRIBED.get(name, {}) | {
            key: texts[name] for key, texts in (("about", about), ("labelled_by", labelled_by)) if name in texts
        }
        if len(given) < 2:
            parser.error(f"The set {name!r} is not described: give --about {name} TEXT and --labelled-by {name} TEXT.")
        if not files:
            parser.error(f"The set {name!r} has no file: give --set {name} FILE.")
        options.described[name] = given
    return options


def judge(name: str, files: list[str], scorer: str) -> dict[str, Any]:
    """The figures of a scorer on the joined files of a set."""
    lines = [line for file in files for line in Path(file).read_text(encoding="utf-8-sig").split("\n") if line.strip()]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.jsonl"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        figures = evaluate("sentiment", path, scorer=scorer)
    return {"scorer": scorer, "set": name} | {key: value for key, value in figures.items() if key != "task"}


if __name__ == "__main__":
    main(sys.argv[1:])
