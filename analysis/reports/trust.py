"""How far the measures can be trusted: the stored figures of every scorer, and one labelled set judged anew.

The set is judged while the page is made so that its errors can be shown, which no stored figure can.
"""

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import analysis
from analysis.errors import InputError
from analysis.sentiment import DEFAULT_SCORER, SCORERS, check_scorer, stored_figures
from analysis.texts import find_path
from analysis.validity import evaluate

SHIPPED_SET = "actors-test"
"""The labelled set that is judged where no other is given."""
SHIPPED_FILE = f"data/labelled/sentiment/{SHIPPED_SET}.jsonl"
BASELINES = ("textblob", "vader")
"""Scorers that are judged beside the chosen one on a file that a reader gives: they take no time."""
MENTION_SETS = {
    "dev": "used while building: its figures are too good",
    "blind": "measured once before, at the end; never used while building",
}
"""The labelled passages of ``data/labelled/actors``, and what each was used for."""
_SHIPPED = {
    "about": "sentences about states, written with a language model in the style of news",
    "labelled_by": "a language model",
}
_GIVEN = {"about": "the file given to this page", "labelled_by": "not known to this page"}

Figures = dict[str, Any]


@dataclass(frozen=True)
class Trust:
    """What is known of how well the measures work.

    Attributes:
        scorer: The scorer that is looked at closely.
        sets: The labelled sets by name: ``about``, ``labelled_by``.
        results: The figures of a scorer on a set: what ``framing evaluate sentiment`` prints, with ``set``.
        invariance: What ``framing evaluate invariance`` printed; None where it is not stored.
        judged: The name of the set that was judged anew; None where its file is not at hand.
        targets: The lines of that set, each with what the chosen scorer predicted.
        before: The stored macro-F1 of the chosen scorer on that set; None where there is none.
        mentions: What ``framing evaluate actors`` prints for the labelled passages at hand, with ``set``.
    """

    scorer: str
    sets: dict[str, Figures]
    results: list[Figures]
    invariance: list[Figures] | None
    judged: str | None
    targets: list[dict[str, Any]]
    before: float | None
    mentions: list[Figures]

    def own(self) -> list[Figures]:
        """The figures of the chosen scorer, one set after the other."""
        return [row for row in self.results if row["scorer"] == self.scorer]


def gather_trust(scorer: str = DEFAULT_SCORER, labelled: str = "") -> Trust:
    """Read the stored figures, and judge one set of labelled targets anew.

    Args:
        scorer: The scorer that is looked at closely.
        labelled: The path of a file of labelled targets; "" for the one that comes with the project.

    Raises:
        ParameterError: There is no such scorer.
        InputError: There is no such file.
        EvaluationError: A line of the file is malformed.
        ModelError: The stored figures are missing or damaged.
    """
    check_scorer(scorer)
    stored = stored_figures()
    known = {(row["scorer"], row["set"]): row for row in stored["results"]}
    path = find_path(labelled) if labelled else _at_hand(SHIPPED_FILE)
    name = path.name if path and labelled else SHIPPED_SET
    fresh, targets = _judge(path, name, [scorer, *(BASELINES if labelled else ())]) if path else ({}, [])
    return Trust(
        scorer=scorer,
        sets=_described(stored["sets"], [row["set"] for row in fresh.values()]),
        results=sorted((known | fresh).values(), key=lambda row: _place(row, list(stored["sets"]))),
        invariance=stored.get("invariance"),
        judged=name if path else None,
        targets=targets,
        before=known.get((scorer, name), {}).get("macro_f1"),
        mentions=_judge_mentions(),
    )


def trust_results(trust: Trust) -> dict[str, Any]:
    """The figures as JSON, without the sentences."""
    fields = ("scorer", "judged", "sets", "results", "invariance", "mentions")
    return {"version": analysis.__version__} | {name: getattr(trust, name) for name in fields}


def _judge(path: Path, name: str, scorers: list[str]) -> tuple[dict[tuple[str, str], Figures], list[dict[str, Any]]]:
    """The figures of some scorers on a file, and its lines with what the first of them predicted."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "predicted.jsonl"
        fresh = {(scorers[0], name): evaluate("sentiment", path, scorers[0], predictions=out)}
        targets = [json.loads(line) for line in out.read_text(encoding="utf-8").split("\n") if line]
    fresh |= {(other, name): evaluate("sentiment", path, other) for other in scorers[1:] if other != scorers[0]}
    return {key: row | {"set": name} for key, row in fresh.items()}, targets


def _judge_mentions() -> list[Figures]:
    paths = {name: _at_hand(f"data/labelled/actors/{name}.jsonl") for name in MENTION_SETS}
    return [{"set": name} | evaluate("actors", path) for name, path in paths.items() if path]


def _at_hand(path: str) -> Path | None:
    """A file of the project; None where only the package is installed."""
    try:
        return find_path(path)
    except InputError:
        return None


def _described(stored: dict[str, Figures], fresh: list[str]) -> dict[str, Figures]:
    """What each set is; the stored ones, then one that was judged anew."""
    return stored | {name: stored.get(name, _SHIPPED if name == SHIPPED_SET else _GIVEN) for name in fresh}


def _place(row: Figures, sets: list[str]) -> tuple[int, int, str]:
    """Sets in the order in which they are stored, a new one last; scorers in the order in which they are offered."""
    names, scorers = [*sets, row["set"]], [*SCORERS, row["scorer"]]
    return names.index(row["set"]), scorers.index(row["scorer"]), row["scorer"]
