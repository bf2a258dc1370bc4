"""Frames by word lists: transparent, and blind to sense and context.

Patterns are globs as in the dictionaries of LIWC and quanteda. A sentence's score for a frame is the probability that
at least one of the cues found is right (a noisy-or: one minus the product of what each leaves open); a cue that stands
in the sentence twice counts once.
"""

import re
from collections import defaultdict
from math import prod
from typing import NamedTuple

from analysis.framing.scheme import Cue, Frame, Scheme

_TOKEN = re.compile(r"[^\W_]+(?:[.&][^\W_]+)*(?:'[^\W_]+)?")
_NEGATORS = {"not", "no", "never", "without", "neither", "nor", "cannot", "hardly"}
_NEGATION_REACH = 3


class Hit(NamedTuple):
    """A cue found among the tokens of a sentence."""

    first: int
    last: int
    cue: Cue


class Lexicon:
    """The cues of a scheme, ready to be found."""

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        self._frames = [(frame.name, _FrameIndex(frame)) for frame in scheme.frames]

    def frames(self, sentence: str) -> dict[str, tuple[float, list[str]]]:
        """The frames that a sentence's words point to.

        Returns:
            For each frame with a cue: its score (0 to 1) and the words found, as they stand in the sentence.
        """
        spans = [match.span() for match in _TOKEN.finditer(sentence.replace("’", "'"))]
        tokens = [sentence[start:end].lower().replace("’", "'").removesuffix("'s") for start, end in spans]
        found = {}
        for name, index in self._frames:
            hits = {hit.cue: hit for hit in index.hits(tokens) if not _negated(tokens, hit.first)}
            if hits:
                score = 1 - prod(1 - cue.weight for cue in hits)
                found[name] = score, [sentence[spans[hit.first][0] : spans[hit.last][1]] for hit in hits.values()]
        return found


class _FrameIndex:
    """One frame's cues: whole words by the word, globs by their first letters."""

    def __init__(self, frame: Frame) -> None:
        self._by_word: dict[str, list[Cue]] = defaultdict(list)
        self._by_stem: dict[str, list[Cue]] = defaultdict(list)
        for cue in frame.cues:
            first = cue.words[0].removesuffix("'s")
            (self._by_stem[first[:-1]] if first.endswith("*") else self._by_word[first]).append(cue)
        self._lengths = sorted({len(stem) for stem in self._by_stem}, reverse=True)

    def hits(self, tokens: list[str]) -> list[Hit]:
        """The cues found, from left to right; of two that overlap the one of more words wins, else the first."""
        found = [hit for position in range(len(tokens)) if (hit := self._hit_at(tokens, position))]
        taken: set[int] = set()
        kept = []
        for hit in sorted(found, key=lambda hit: hit.first - hit.last):
            if taken.isdisjoint(range(hit.first, hit.last + 1)):
                taken.update(range(hit.first, hit.last + 1))
                kept.append(hit)
        return sorted(kept, key=lambda hit: hit.first)

    def _hit_at(self, tokens: list[str], position: int) -> Hit | None:
        token = tokens[position]
        cues = list(self._by_word.get(token, ()))
        for length in self._lengths:
            if length <= len(token):
                cues += self._by_stem.get(token[:length], ())
        fitting = [cue for cue in cues if _fits(cue.words, tokens[position : position + len(cue.words)])]
        best = max(
            fitting, key=lambda cue: (len(cue.words), not cue.words[0].endswith("*"), len(cue.words[0])), default=None
        )
        return Hit(position, position + len(best.words) - 1, best) if best else None


def _fits(words: tuple[str, ...], tokens: list[str]) -> bool:
    return len(words) == len(tokens) and all(
        token.startswith(word[:-1]) if word.endswith("*") else token == word.removesuffix("'s")
        for word, token in zip(words, tokens, strict=True)
    )


def _negated(tokens: list[str], position: int) -> bool:
    before = tokens[max(0, position - _NEGATION_REACH) : position]
    return any(token in _NEGATORS or token.endswith("n't") for token in before)
