"""How far the word lists of the generic frames can be trusted: whole articles with frames labelled by people.

Usage: python benchmarks/frames.py NARRATIVE_FRAMES.jsonl

An article has a frame where the share of its sentences with the frame exceeds a cut. The cuts are chosen on the first
half of the file (on which the word lists were read, too); the figures are from the second half.
"""

import json
import sys
from pathlib import Path

import numpy as np

from analysis.framing import PRESENT, Lexicon, load_scheme
from analysis.texts import sentence_spans

FRAMES = ("conflict", "resolution", "human_interest", "morality", "economic")
CUTS = np.arange(0, 0.31, 0.01)


def main(path: str) -> None:
    articles = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
    lexicon = Lexicon(load_scheme("generic"))
    shares = np.array([frame_shares(article["text"], lexicon) for article in articles])
    labels = np.array([[frame in article["frames"] for frame in FRAMES] for article in articles])
    half = len(articles) // 2
    print(f"{'frame':16}{'cut':>6}{'n':>5}{'precision':>11}{'recall':>8}{'F1':>6}{'floor':>7}")
    figures = []
    for column, frame in enumerate(FRAMES):
        cut = max(CUTS, key=lambda cut: f1(labels[:half, column], shares[:half, column] > cut))
        gold, found = labels[half:, column], shares[half:, column] > cut
        commonest = labels[half:, column].mean() >= 0.5
        figures.append((f1(gold, found), f1(gold, np.full(len(gold), commonest))))
        precision, recall = (gold & found).sum() / max(found.sum(), 1), (gold & found).sum() / max(gold.sum(), 1)
        print(
            f"{frame:16}{cut:6.2f}{gold.sum():5}{precision:11.2f}{recall:8.2f}{figures[-1][0]:6.2f}{figures[-1][1]:7.2f}"
        )
    f1_mean, floor_mean = np.mean(figures, axis=0)
    print(f"{'mean':16}{'':6}{half:5}{'':11}{'':8}{f1_mean:6.2f}{floor_mean:7.2f}")


def frame_shares(text: str, lexicon: Lexicon) -> list[float]:
    """The share of an article's sentences in which each frame is present."""
    spans = list(sentence_spans(text, has_title=False))
    present = [{f for f, (score, _) in lexicon.frames(text[a:b]).items() if score >= PRESENT} for a, b, _ in spans]
    return [sum(frame in found for found in present) / max(len(spans), 1) for frame in FRAMES]


def f1(gold: np.ndarray, found: np.ndarray) -> float:
    """F1 of the positive class."""
    return float(2 * (gold & found).sum() / max(gold.sum() + found.sum(), 1))


if __name__ == "__main__":
    main(sys.argv[1])
