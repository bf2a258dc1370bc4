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
    rows = [(entry.link, row) for entry in done for row in entry.results["actors"]]
    longest = max((row["n_sentences"] for _, row in rows), default=0)
    bars = {(link, row["actor"]): _bar(row, longest) for link, row in rows}
    return render_template(
        "index.html.j2", title="How each article frames each actor", done=done, failed=failed, actors=actors, bars=bars
    )


def _bar(row: dict[str, Any], longest: int) -> dict[str, Any]:
    """A small stacked bar: as long as the actor has sentences, against the longest of the page (100); and its words."""
    pieces, start = [], 0.0
    for sentiment in SENTIMENTS:
        width = 100 * row[f"n_{sentiment}"] / max(longest, 1)
        pieces.append({"colour": SENTIMENT_COLOURS[sentiment], "start": round(start, 2), "width": round(width, 2)})
        start += width
    label = ", ".join(f"{row[f'n_{sentiment}']} {sentiment}" for sentiment in SENTIMENTS)
    return {"total": row["n_sentences"], "pieces": pieces, "label": label}
