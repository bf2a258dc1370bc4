"""Read labelled sentences, know the names in them, and split them into folds that share no sentence."""

import hashlib
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from analysis.sentiment.form import LETTERS, NOT_NAMES, Form, Span, build, is_pronoun, name_key, name_parts, names_in

LABELS = ("negative", "neutral", "positive")
CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december""".split()
)
_CAPITALISED = re.compile(r"[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*")


@dataclass(frozen=True)
class Row:
    """One target in one sentence."""

    sentence: str
    start: int
    end: int
    label: int
    same: tuple[Span, ...] = ()
    others: tuple[Span, ...] = ()
    source: str = ""
    taught: tuple[float, ...] = ()  # a teacher's probabilities, where a larger model has scored the row

    @property
    def aim(self) -> tuple[float, ...]:
        """The probabilities to learn: the label, the teacher's, or (where there are both) the mean of the two."""
        hard = tuple(float(i == self.label) for i in range(3))
        if not self.taught:
            return hard
        return tuple((h + t) / 2 for h, t in zip(hard, self.taught, strict=True)) if self.label >= 0 else self.taught


@dataclass(frozen=True)
class Masking:
    """How much of the names a model may see in training."""

    target: bool = True
    same: bool = True
    others: bool = True
    drop_names: float = 0.0  # share of training rows in which every name found becomes a letter
    shuffle_letters: bool = True


def read_rows(path: Path) -> list[Row]:
    """Read JSON lines; where a file does not list the other actors, they are taken from the sentence's other lines."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    if lines and "target" in lines[0]:
        return _directed(lines, path.stem)
    targets = defaultdict(list)
    for line in lines:
        targets[line["sentence"]].append((line["start"], line["end"]))
    return [_row(line, targets[line["sentence"]], path.stem) for line in lines]


def _row(line: dict, siblings: Sequence[Span], source: str) -> Row:
    """Turn a line into a row, with the spans given or found."""
    sentence, target = line["sentence"], (line["start"], line["end"])
    if "other_actors" in line:
        same = tuple(map(tuple, line.get("same_actor", ())))
        others = tuple(map(tuple, line["other_actors"]))
    else:
        same, others = _found(sentence, target, siblings)
    label = LABELS.index(line["label"]) if line.get("label") else -1
    return Row(sentence, *target, label, same, others, source, tuple(line.get("p", ())))


def _found(sentence: str, target: Span, siblings: Sequence[Span]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Find the same name elsewhere in the sentence, and the names of its other targets.

    A pronoun's own name may be among the sentence's other targets: nothing is said to be another actor then.
    """
    if is_pronoun(sentence[slice(*target)]):
        return (), ()
    keys = {name_key(sentence[a:b]) for a, b in name_parts(sentence, *target)} - {""}
    same = [
        match.span()
        for key in keys
        if len(key) > 2
        for match in re.finditer(rf"(?<!\w){re.escape(key)}(?!\w)", sentence, re.IGNORECASE)
        if (match.end() <= target[0] or match.start() >= target[1]) and match.group()[0].isupper()
    ]
    others = [
        part
        for part in names_in(sentence, [s for s in siblings if s[1] <= target[0] or s[0] >= target[1]])
        if name_key(sentence[slice(*part)]) not in keys
    ]
    return tuple(same), tuple(others)


def _directed(lines: Iterable[dict], source: str) -> list[Row]:
    """Read attitudes of a source toward a target: what the source says of the target is the target's portrayal.

    Only lines with an attitude are used: "none" says nothing of how the sentence itself portrays the target.
    """
    return [
        Row(line["sentence"], *line["target"], LABELS.index(line["label"]), (), (tuple(line["source"]),), source)
        for line in lines
        if line["label"] in LABELS
    ]


def known_names(sentences: Iterable[str]) -> frozenset[str]:
    """List the words that are written with a capital nearly always where no sentence begins."""
    high, low = Counter(), Counter()
    for sentence in sentences:
        for match in re.finditer(r"(?<=[a-z,;] )[^\W\d_]+", sentence):
            (high if match.group()[0].isupper() else low)[match.group().casefold()] += 1
    return frozenset(word for word, n in high.items() if n >= 2 and n >= 9 * low[word]) - NOT_NAMES - CALENDAR


def all_names(sentence: str, names: frozenset[str]) -> list[Span]:
    """Find every name of a sentence, whether or not it is a target."""
    found = []
    for match in _CAPITALISED.finditer(sentence):
        for start, end in name_parts(sentence, *match.span()):
            words = sentence[start:end].casefold().split()
            if not is_pronoun(sentence[start:end]) and any(name_key(word) in names for word in words):
                found.append((start, end))
    return found


def fold_of(sentence: str, folds: int = 5) -> int:
    """Give a sentence its fold: the same one in every run, whatever else is in the data."""
    return int(hashlib.sha256(sentence.encode()).hexdigest()[:8], 16) % folds


def batches(lengths: Sequence[int], size: int, seed: str, pool: int = 40) -> list[list[int]]:
    """Mix the rows, then sort by length inside pools of batches: little padding, yet another order every epoch."""
    chance = random.Random(seed)
    order = list(range(len(lengths)))
    chance.shuffle(order)
    out = []
    for i in range(0, len(order), size * pool):
        part = sorted(order[i : i + size * pool], key=lengths.__getitem__)
        out += [part[j : j + size] for j in range(0, len(part), size)]
    chance.shuffle(out)
    return out


def form_of(
    row: Row, masking: Masking, mask: str, names: frozenset[str] = frozenset(), seed: str | None = None
) -> Form:
    """Write a row in the input form; with a seed, as one of the many forms that it may take in training."""
    letters: Sequence[str] = LETTERS
    if seed is not None:
        chance = random.Random(seed)
        letters = chance.sample(LETTERS, len(LETTERS)) if masking.shuffle_letters else LETTERS
        if masking.others and chance.random() < masking.drop_names:
            row = replace(row, others=(*row.others, *_further(row, names)))
    same, others = row.same if masking.same else (), row.others if masking.others else ()
    return build(row.sentence, (row.start, row.end), same, others, mask, letters, masking.target)


def _further(row: Row, names: frozenset[str]) -> list[Span]:
    """Find the names of a row that are not yet known to be anyone's."""
    taken = (*row.same, *row.others, (row.start, row.end))
    return [s for s in all_names(row.sentence, names) if all(s[1] <= a or s[0] >= b for a, b in taken)]
