"""The task ``sentiment``: labels toward targets."""

from collections import defaultdict
from typing import Any

import numpy as np

from analysis.actors import MentionFinder, load_catalogue
from analysis.errors import TargetError
from analysis.sentiment import Target, get_scorer
from analysis.tables import PROBABILITIES, SENTIMENTS
from analysis.validity.examples import Example, MalformedError, need, need_span, need_spans
from analysis.validity.figures import classification


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
    finder = MentionFinder(load_catalogue())
    probabilities = get_scorer(scorer).score([_target(example, finder) for example in examples])
    predicted = np.array(SENTIMENTS)[probabilities.argmax(axis=1)]
    gold = np.array([example["label"] for example in examples])
    sentences = np.array([example["sentence"] for example in examples], dtype=object)
    labels = defaultdict(set)
    for sentence, label in zip(sentences, gold, strict=True):
        labels[sentence].add(label)
    mixed = np.array([len(labels[sentence]) > 1 for sentence in sentences])
    figures = {"scorer": scorer, **classification(gold, predicted, SENTIMENTS, sentences)}
    figures["mixed"] = (
        classification(gold[mixed], predicted[mixed], SENTIMENTS, sentences[mixed]) if mixed.any() else {"n": 0}
    )
    rows = [
        {"predicted": str(label), **dict(zip(PROBABILITIES, (round(float(p), 4) for p in row), strict=True))}
        for label, row in zip(predicted, probabilities, strict=True)
    ]
    return figures, rows


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
