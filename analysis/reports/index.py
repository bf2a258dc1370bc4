"""The index of a run: one row an article, with small charts, and what failed or was rejected."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from analysis.reports.look import SENTIMENT_COLOURS
from analysis.reports.page import render_template
from analysis.tables import SENTIMENTS


@dataclass(frozen=True)
class Entry:
    """One article of a run.

    Attributes:
        source: The file, and the row in it where it holds several.
        link: The page's file name; None where there is none.
        results: The article's figures; None where the run failed.
        problem: Why there are none.
        duplicate_of: The id of the article whose text is the same.
    """

    source: str
    link: str | None = None
    results: dict[str, Any] | None = None
    problem: str | None = None
    duplicate_of: str | None = None


def render_index(entries: Sequence[Entry], actors: Sequence[str]) -> str:
    """The index page.

    Args:
        entries: The articles in the order of the run.
        actors: The actors, one column each.
    """
    done = [entry for entry in entries if entry.results]
    failed = [entry for entry in entries if not entry.results]
    bars = {entry.link: {row["actor"]: _bar(row) for row in entry.results["actors"]} for entry in done}
    return render_template(
        "index.html.j2", title="How each article frames each actor", done=done, failed=failed, actors=actors, bars=bars
    )


def _bar(row: dict[str, Any]) -> dict[str, Any]:
    """A small stacked bar: widths in per cent of the actor's sentences, and the words for those who cannot see it."""
    total = row["n_sentences"]
    counts = [(sentiment, row[f"n_{sentiment}"]) for sentiment in SENTIMENTS]
    starts = [0.0]
    for _, number in counts:
        starts.append(starts[-1] + (100 * number / total if total else 0))
    pieces = [
        {
            "colour": SENTIMENT_COLOURS[sentiment],
            "start": round(starts[i], 2),
            "width": round(starts[i + 1] - starts[i], 2),
        }
        for i, (sentiment, _) in enumerate(counts)
    ]
    label = ", ".join(f"{number} {sentiment}" for sentiment, number in counts)
    return {"total": total, "pieces": pieces, "label": label}
