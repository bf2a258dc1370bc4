"""The task ``sentiment``: labels toward targets."""

from collections import defaultdict
from typing import Any

import numpy as np
import pandas as pd

from analysis.actors import MentionFinder, load_catalogue
from analysis.errors import TargetError
from analysis.sentiment import Target, get_scorer
from analysis.tables import PROBABILITIES, SENTIMENTS
from analysis.validity.examples import Example, MalformedError, need, need_span, need_spans
from analysis.validity.figures import calibration, classification, largest_difference, mean_with_interval

MIN_TARGETS = 10
"""An actor with fewer targets has no figures of its own."""


def check(example: Example) -> None:
    """Whether a line can be used: ``sentence``, ``start``, ``end``, ``label``; a ``mention`` must be that span."""
    sentence = need(example, "sentence", str)
    start, end = need_span(example.get("start"), example.get("end"), sentence)
    if "mention" in example and sentence[start:end] != example["mention"]:
        raise MalformedError(
            f"the span {start} to {end} is {sentence[start:end]!r}, not the mention {example['mention']!r}"
        )
    if example.get("label") not in SENTIMENTS:
        raise MalformedError(f"the label must be one of {', '.join(SENTIMENTS)}, not {example.get('label')!r}")
    same, others = (need_spans(example, field, sentence) or () for field in ("same_actor", "other_actors"))
    try:
        Target(sentence, start, end, same, others)
    except TargetError as problem:
        raise MalformedError(str(problem)) from None


def evaluate(examples: list[Example], scorer: str) -> tuple[dict[str, Any], list[Example]]:
    """Score the targets and judge the labels; see :func:`analysis.validity.evaluate`."""
    probabilities = get_scorer(scorer).score(as_targets(examples))
    predicted = np.array(SENTIMENTS)[probabilities.argmax(axis=1)]
    gold = np.array([example["label"] for example in examples])
    sentences = np.array([example["sentence"] for example in examples], dtype=object)
    mixed = _mixed(sentences, gold)
    figures = {"scorer": scorer, **classification(gold, predicted, SENTIMENTS, sentences)}
    figures["mixed"] = (
        classification(gold[mixed], predicted[mixed], SENTIMENTS, sentences[mixed]) if mixed.any() else {"n": 0}
    )
    figures |= calibration(probabilities.max(axis=1), predicted == gold)
    figures |= _by_actor(examples, gold, predicted, probabilities)
    return figures, as_rows(probabilities)


def as_targets(examples: list[Example]) -> list[Target]:
    """The target of each example; actors around it by the line, else by the catalogue."""
    finder = MentionFinder(load_catalogue())
    return [_target(example, finder) for example in examples]


def as_rows(probabilities: np.ndarray) -> list[Example]:
    """What is written back of each prediction: the most probable label, and the probabilities."""
    return [
        {
            "predicted": SENTIMENTS[int(row.argmax())],
            **dict(zip(PROBABILITIES, (round(float(p), 4) for p in row), strict=True)),
        }
        for row in probabilities
    ]


def _mixed(sentences: np.ndarray, gold: np.ndarray) -> np.ndarray:
    """Which lines stand in a sentence whose targets carry different labels."""
    labels = defaultdict(set)
    for sentence, label in zip(sentences, gold, strict=True):
        labels[sentence].add(label)
    return np.array([len(labels[sentence]) > 1 for sentence in sentences])


def _by_actor(examples: list[Example], gold: np.ndarray, predicted: np.ndarray, probabilities: np.ndarray) -> dict:
    """Whether some actors are judged too low or too high; nothing where no line names its actor.

    An error is the value of the predicted label (-1, 0, 1) less that of the right one: below 0, the actor comes off
    worse than it should. ``score_error`` takes the score in place of the predicted label.
    """
    actors = pd.Series([example["actor"] if isinstance(example.get("actor"), str) else None for example in examples])
    if actors.isna().all():
        return {}
    table = pd.DataFrame({"actor": actors, "sentence": [example["sentence"] for example in examples]})
    right = _values(gold)
    table["signed_error"] = _values(predicted) - right
    table["score_error"] = probabilities[:, 2] - probabilities[:, 0] - right
    table = table[table.groupby("actor")["actor"].transform("size") >= MIN_TARGETS]
    by_actor = {str(actor): _errors(rows) for actor, rows in table.groupby("actor")}
    return {
        "by_actor": by_actor,
        "largest_difference": largest_difference(table["signed_error"].to_numpy(), table["actor"], table["sentence"]),
    }


def _errors(rows: pd.DataFrame) -> dict:
    figures: dict[str, Any] = {"n": len(rows)}
    for name in ("signed_error", "score_error"):
        figures[name], interval = mean_with_interval(rows[name].to_numpy(), rows["sentence"])
        figures[f"{name}_ci95"] = interval
    return figures


def _values(labels: np.ndarray) -> np.ndarray:
    """The labels as numbers: -1 negative, 0 neutral, 1 positive."""
    return np.array([SENTIMENTS.index(label) - 1 for label in labels], float)


def _target(example: Example, finder: MentionFinder) -> Target:
    """The target of an example; actors around it by the line, else by the catalogue."""
    sentence, start, end = example["sentence"], example["start"], example["end"]
    same, others = (need_spans(example, field, sentence) for field in ("same_actor", "other_actors"))
    if same is None or others is None:
        found = finder.find(sentence, [(0, len(sentence))])
        actors = {match.entry.actor for match in found if match.start < end and start < match.end}
        around = [match for match in found if match.end <= start or match.start >= end]
        found_same = tuple((match.start, match.end) for match in around if match.entry.actor in actors)
        found_others = tuple((match.start, match.end) for match in around if match.entry.actor not in actors)
        same, others = found_same if same is None else same, found_others if others is None else others
    return Target(sentence, start, end, same, others)
