"""Many articles through the notebook: one page each, an index, and an error page where one fails."""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.actors import resolve_actors
from analysis.errors import FramingError, InputError
from analysis.files import notebook_path, safe_name, write_whole
from analysis.reports import Entry, render_index, render_page, render_template
from analysis.runs.notebook import run_notebook
from analysis.runs.parameters import check_parameters
from analysis.sentiment import DEFAULT_SCORER
from analysis.texts import load_articles, stage_articles

Progress = Callable[[int, int, str], None]
"""Called after each article: how many are done, how many there are, what came of it."""


@dataclass(frozen=True)
class ReportRun:
    """What came of a run.

    Attributes:
        index: The index page.
        entries: One for each article and each rejected input.
    """

    index: Path
    entries: list[Entry]

    @property
    def failed(self) -> list[Entry]:
        """The entries without a report."""
        return [entry for entry in self.entries if not entry.results]


def write_reports(
    sources: Sequence[str | Path],
    out: str | Path = "reports",
    actors: str = "Russia,North Korea,China",
    scorer: str = DEFAULT_SCORER,
    frames: str = "generic",
    progress: Progress = lambda done, total, message: None,
) -> ReportRun:
    """Run the article notebook on every article of the sources and write one HTML page each, and ``index.html``.

    A bad article leaves an error page, and the others go on. Each page is written whole or not at all.

    Args:
        sources: Files and folders.
        out: The folder for the pages; made if it is not there.
        actors: Names separated by commas, or a YAML file.
        scorer: The sentiment scorer.
        frames: The frame scheme, or a YAML file.
        progress: Told of each article.

    Raises:
        ParameterError: A parameter is wrong; nothing was started.
        InputError: A source does not exist, or holds nothing that could be read; nothing was started.
    """
    actors, frames = _absolute(actors), _absolute(frames)
    check_parameters({"actors": actors, "scorer": scorer, "frames": frames}, ["actors", "scorer", "frames"])
    loaded = load_articles(*sources)
    if loaded.articles.empty and loaded.rejected.empty:
        raise InputError(f"No files to read in {', '.join(map(str, sources))}.")
    settings = {"actors": actors, "scorer": scorer, "frames": frames}
    entries = [_rejected(row) for row in loaded.rejected.itertuples()]
    with tempfile.TemporaryDirectory() as scratch:
        staged = stage_articles(loaded, Path(scratch))
        for done, (article, path) in enumerate(zip(loaded.articles.itertuples(), staged, strict=True), start=1):
            entry = _report(article, path, settings, Path(out))
            entries.append(entry)
            progress(done, len(loaded.articles), f"{entry.source}: {entry.problem or entry.link}")
    names = resolve_actors(actors)[1]
    index = write_whole(Path(out) / "index.html", render_index(entries, names))
    return ReportRun(index.resolve(), entries)


def _report(article: tuple, path: Path, settings: dict[str, str], out: Path) -> Entry:
    """One article through the notebook; whatever goes wrong with it stays with it."""
    name = f"{safe_name(article.article_id)}.html"
    duplicate = article.duplicate_of if isinstance(article.duplicate_of, str) else None
    try:
        parameters = {"article": str(path), "article_id": article.article_id, **settings}
        run, results = run_notebook(notebook_path("article"), parameters, path.parent)
        page = render_page(run, title=results["article"]["title"] or article.article_id)
    except (FramingError, OSError, KeyError, TypeError) as problem:
        page = render_template("failure.html.j2", title="No report", source=article.source_file, message=str(problem))
        write_whole(out / name, page)
        return Entry(article.source_file, link=name, problem=str(problem).splitlines()[0], duplicate_of=duplicate)
    write_whole(out / name, page)
    return Entry(article.source_file, link=name, results=results, duplicate_of=duplicate)


def _rejected(row: tuple) -> Entry:
    number = "" if pd.isna(row.row) else f", row {row.row}"
    return Entry(f"{row.source_file}{number}", problem=row.reason)


def _absolute(value: str) -> str:
    """A YAML file's path, which shall hold in the notebook's folder too; names stay as they are."""
    return str(Path(value).resolve()) if value.strip().lower().endswith((".yaml", ".yml")) else value
