"""The task ``actors``: where a text names which actor."""

from typing import Any

import numpy as np

from analysis.actors import Catalogue, MentionFinder, load_catalogue
from analysis.errors import CatalogueError, EvaluationError
from analysis.texts import sentence_spans
from analysis.validity.examples import Example, MalformedError, need, need_span
from analysis.validity.figures import retrieval

Mention = tuple[int, int, str]


def check(example: Example) -> None:
    """Whether a line can be used: ``text`` and ``mentions`` with ``start``, ``end`` and a known ``actor``."""
    text = need(example, "text", str)
    for mention in need(example, "mentions", list):
        if not isinstance(mention, dict):
            raise MalformedError("each of 'mentions' must be an object with 'start', 'end' and 'actor'")
        need_span(mention.get("start"), mention.get("end"), text)
        need(mention, "actor", str)
    if "look_for" in example and not all(isinstance(name, str) for name in need(example, "look_for", list)):
        raise MalformedError("'look_for' must be a list of actors' names")


def evaluate(examples: list[Example], _: str) -> tuple[dict[str, Any], list[Example]]:
    """Find the mentions and match them; see :func:`analysis.validity.evaluate`.

    A found mention matches one true mention of the same actor that it overlaps.
    """
    catalogue = load_catalogue()
    finder = MentionFinder(catalogue)
    counts, rows, by_actor = [], [], {}
    for example in examples:
        wanted = _wanted(example, catalogue)
        gold = [(mention["start"], mention["end"], mention["actor"]) for mention in example["mentions"]]
        found = _find(example["text"], finder, wanted)
        hits = _matches(gold, found)
        counts.append([len(hits), len(found) - len(hits), len(gold) - len(hits)])
        _count(by_actor, gold, found, hits)
        rows.append({"predicted": [{"start": start, "end": end, "actor": actor} for start, end, actor in found]})
    figures = {"n": sum(len(example["mentions"]) for example in examples), "n_texts": len(examples)}
    figures |= retrieval(np.array(counts))
    figures["per_class"] = {actor: retrieval(np.array([by_actor[actor]])) for actor in sorted(by_actor)}
    for figure in figures["per_class"].values():
        del figure["ci95"]
    return figures | {"floor": 0.0}, rows


def _wanted(example: Example, catalogue: Catalogue) -> set[str]:
    try:
        return {catalogue.find(name) for name in example.get("look_for") or catalogue.actors}
    except CatalogueError as problem:
        raise EvaluationError(f"in 'look_for': {problem}") from None


def _find(text: str, finder: MentionFinder, wanted: set[str]) -> list[Mention]:
    spans = [(start, end) for start, end, _ in sentence_spans(text, has_title=False)]
    return [
        (match.start, match.end, match.entry.actor) for match in finder.find(text, spans) if match.entry.actor in wanted
    ]


def _matches(gold: list[Mention], found: list[Mention]) -> list[tuple[Mention, Mention]]:
    """Pairs of a true and a found mention, each used once, from left to right."""
    free = list(found)
    pairs = []
    for start, end, actor in sorted(gold):
        hit = next((f for f in free if f[2] == actor and f[0] < end and start < f[1]), None)
        if hit:
            free.remove(hit)
            pairs.append(((start, end, actor), hit))
    return pairs


def _count(by_actor: dict[str, list[int]], gold: list[Mention], found: list[Mention], hits: list) -> None:
    for actor in {mention[2] for mention in gold + found}:
        counts = by_actor.setdefault(actor, [0, 0, 0])
        hit = sum(pair[0][2] == actor for pair in hits)
        counts[0] += hit
        counts[1] += sum(mention[2] == actor for mention in found) - hit
        counts[2] += sum(mention[2] == actor for mention in gold) - hit
