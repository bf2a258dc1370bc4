"""The task ``invariance``: does a score change when only the actors' names do?

In each sentence (a) the target and (b) the other actors get the names of the actors of ``resources/exchange.yaml``,
form for form. A scorer that reads what the sentence says, and not whom it names, gives every version the same score.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
import pandas as pd

from analysis.actors import load_catalogue
from analysis.sentiment import Scorer, Target, get_scorer
from analysis.tables import SENTIMENTS
from analysis.validity.examples import Example
from analysis.validity.exchange import Names, Part, StandIn, apart, exchange, load_stand_ins
from analysis.validity.figures import classification, mean_with_interval
from analysis.validity.sentiment import as_rows, as_targets, check

__all__ = ["check", "evaluate"]

CHUNK = 4000
"""So many versions are held and scored at a time."""
KINDS = ("target", "others")


@dataclass(frozen=True)
class Version:
    """A line's target with other names in its sentence, and the stand-ins whose names they are."""

    line: int
    kind: str
    stand_ins: tuple[str, ...]
    target: Target


def evaluate(examples: list[Example], scorer: str) -> tuple[dict[str, Any], list[Example]]:
    """Exchange the names and compare the scores; see :func:`analysis.validity.evaluate`.

    Besides the figures of the task ``sentiment`` for the sentences as they stand, there are for ``target`` (the target
    and its ``same_actor`` spans exchanged) and ``others`` (the ``other_actors`` spans exchanged):

    - ``n``, ``skipped``: lines exchanged, and lines without a name to exchange (pronouns and nouns are left alone; a
      line without other actors counts in neither);
    - ``flips``: the share of versions whose label is not that of the sentence as it stands; a version that happens to
      be that very sentence is not counted. ``lines_flipped``: the share of lines with such a version;
    - ``mean_range``, ``max_range``: over lines, of the range of ``p_positive - p_negative`` in all versions, the
      sentence as it stands among them;
    - ``ci95`` of ``flips`` and ``mean_range``, bootstrap by sentence;
    - ``mean_score``: the mean score with each stand-in's name; as some lines leave some stand-ins out, differences are
      taken within lines. ``largest_difference``: the two that lie furthest apart.

    The target takes all names in turn, also one that another actor of the sentence bears. Other actors never take a
    name that is in the sentence already, nor two of them the same.
    """
    judge, targets = get_scorer(scorer), as_targets(examples)
    probabilities = judge.score(targets)
    versions = _score(judge, _versions(examples, targets), targets)
    rows = as_rows(probabilities)
    gold, predicted = ([row[field] for row in lines] for lines, field in ((examples, "label"), (rows, "predicted")))
    sentences = np.array([example["sentence"] for example in examples], dtype=object)
    originals = pd.DataFrame({"label": probabilities.argmax(axis=1), "score": _scores(probabilities)})
    figures = {"scorer": scorer, **classification(gold, predicted, SENTIMENTS, sentences)}
    asked = {"target": len(targets), "others": sum(bool(target.other_actors) for target in targets)}
    for kind in KINDS:
        figures[kind] = _figures(versions[versions["kind"] == kind], originals, targets, asked[kind])
        ranges = _ranges(versions[versions["kind"] == kind], originals)
        rows = [row | {f"{kind}_range": _rounded(ranges.get(line))} for line, row in enumerate(rows)]
    return figures, rows


def _versions(examples: list[Example], targets: Sequence[Target]) -> Iterator[Version]:
    """All versions of all lines."""
    stand_ins = load_stand_ins()
    names = Names(load_catalogue(), stand_ins)
    actors: dict[str, dict[tuple[int, int], str]] = defaultdict(dict)
    for example in examples:
        if isinstance(example.get("actor"), str):
            actors[example["sentence"]][example["start"], example["end"]] = example["actor"]
    for line, target in enumerate(targets):
        known = actors[target.sentence]
        spans = [(target.start, target.end), *target.same_actor]
        own = _parts(names, target.sentence, spans, known)
        others = apart(_parts(names, target.sentence, target.other_actors, known), spans)
        for stand_in in stand_ins if own else ():
            changed = exchange(target, [(part, stand_in) for part in own])
            yield Version(line, "target", (stand_in.name,), changed)
        for given in _assignments(others, own, stand_ins):
            changed = exchange(target, [(part, given[part.actor]) for part in others])
            yield Version(line, "others", tuple(stand_in.name for stand_in in given.values()), changed)


def _parts(names: Names, sentence: str, spans: Sequence[tuple[int, int]], known: Mapping) -> list[Part]:
    return apart([part for span in spans for part in names.parts(sentence, span, known.get(span))])


def _assignments(
    others: Sequence[Part], own: Sequence[Part], stand_ins: Sequence[StandIn]
) -> Iterator[dict[str, StandIn]]:
    """Who takes which other actor's place: each stand-in in turn for the first, those that follow it for the rest."""
    actors = list(dict.fromkeys(part.actor for part in others))
    present = {part.actor for part in (*others, *own)}
    free = [stand_in for stand_in in stand_ins if stand_in.name not in present]
    if not actors or len(actors) > len(free):
        return
    for first in range(len(free)):
        yield {actor: free[(first + number) % len(free)] for number, actor in enumerate(actors)}


def _score(judge: Scorer, versions: Iterator[Version], targets: Sequence[Target]) -> pd.DataFrame:
    """Label and score of each version, a chunk at a time; the same target is scored once."""
    pieces = [pd.DataFrame(columns=["line", "kind", "stand_ins", "changed", "label", "score"])]
    while chunk := list(islice(versions, CHUNK)):
        different = list(dict.fromkeys(version.target for version in chunk))
        row = {target: number for number, target in enumerate(different)}
        probabilities = judge.score(different)[[row[version.target] for version in chunk]]
        piece = {
            "line": [version.line for version in chunk],
            "kind": [version.kind for version in chunk],
            "stand_ins": [version.stand_ins for version in chunk],
            "changed": [version.target.sentence != targets[version.line].sentence for version in chunk],
            "label": probabilities.argmax(axis=1),
            "score": _scores(probabilities),
        }
        pieces.append(pd.DataFrame(piece))
    return pd.concat(pieces[1:] or pieces, ignore_index=True)


def _figures(versions: pd.DataFrame, originals: pd.DataFrame, targets: Sequence[Target], asked: int) -> dict[str, Any]:
    """The figures of one kind of exchange."""
    ranges = _ranges(versions, originals)
    figures: dict[str, Any] = {"n": len(ranges), "skipped": asked - len(ranges)}
    changed = versions[versions["changed"].astype(bool)]
    if changed.empty:
        return figures
    flipped = changed["label"].to_numpy() != originals["label"].to_numpy()[changed["line"].astype(int)]
    flips, flips_ci95 = mean_with_interval(flipped, [targets[line].sentence for line in changed["line"]])
    mean_range, range_ci95 = mean_with_interval(ranges.to_numpy(), [targets[line].sentence for line in ranges.index])
    figures |= {"flips": flips, "lines_flipped": round(changed["line"][flipped].nunique() / len(ranges), 4)}
    figures |= {"mean_range": mean_range, "max_range": _rounded(ranges.max())}
    return figures | {"ci95": {"flips": flips_ci95, "mean_range": range_ci95}, **_by_stand_in(versions)}


def _ranges(versions: pd.DataFrame, originals: pd.DataFrame) -> pd.Series:
    """The range of the score over a line's versions and the line as it stands, by line."""
    scores = versions.groupby("line")["score"].agg(["min", "max"])
    original = originals["score"].loc[scores.index]
    return np.maximum(scores["max"], original) - np.minimum(scores["min"], original)


def _by_stand_in(versions: pd.DataFrame) -> dict[str, Any]:
    """The mean score with each stand-in's name, the line's own mean taken out, and the two furthest apart."""
    apart_from_line = versions["score"] - versions.groupby("line")["score"].transform("mean")
    table = versions[["stand_ins"]].assign(error=apart_from_line).explode("stand_ins")
    means = table.groupby("stand_ins")["error"].mean() + versions["score"].mean()
    low, high = means.idxmin(), means.idxmax()
    return {
        "mean_score": {str(name): _rounded(score) for name, score in means.items()},
        "largest_difference": {"lower": low, "higher": high, "difference": _rounded(means[high] - means[low])},
    }


def _scores(probabilities: np.ndarray) -> np.ndarray:
    return probabilities[:, 2] - probabilities[:, 0]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(float(value), 6)
