"""Files in, clean articles and rejected rows out; nothing is lost on the way."""

import json
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from analysis.errors import InputError
from analysis.files import MAX_ARTICLE_CHARACTERS, MAX_FILE_BYTES, checksum, slug, write_whole
from analysis.tables import table
from analysis.texts.fields import Draft, whole_characters
from analysis.texts.formats import read_file, records_of
from analysis.texts.leftovers import remove_leftovers
from analysis.texts.sentences import is_heading, sentence_spans

_TITLE_WORDS = 30
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u202f\u2009\u200a\u2002\u2003\t\v\f"), " ")
_NOTHING = dict.fromkeys([*map(ord, "\u200b\u2060\ufeff\u00ad"), *range(0x00, 0x09), *range(0x0E, 0x20), 0x7F])


@dataclass(frozen=True)
class Loaded:
    """What came of loading: unpacks as ``articles, rejected = load_articles(...)``.

    Attributes:
        articles: The ``articles`` table.
        rejected: The ``rejected`` table: each input that could not be used, with the reason.
        removed: The ``removed`` table: the text left out of articles (bylines, web leftovers), with the reason.
        origins: For each article its file, and the row in it where the file holds several.
    """

    articles: pd.DataFrame
    rejected: pd.DataFrame
    removed: pd.DataFrame
    origins: tuple[tuple[Path, int | None], ...]

    def __iter__(self) -> Iterator[pd.DataFrame]:
        return iter((self.articles, self.rejected))


def load_articles(*sources: str | Path) -> Loaded:
    """Load the articles of files and folders.

    Reads .txt, .md (front matter allowed), .html, .jsonl, .csv and .parquet. In a folder, hidden files and READMEs are
    passed over; every other file that cannot be read is in ``rejected``. Exact duplicates (the same text) are marked in
    ``duplicate_of`` with the id of the first.

    Args:
        sources: Paths of files or folders.

    Returns:
        The tables ``articles`` and ``rejected`` (by unpacking), and ``removed`` as an attribute.

    Raises:
        InputError: A source does not exist.

    Example:
        >>> articles, rejected = load_articles("data/articles")
        >>> len(articles), len(rejected)
        (9, 0)
    """
    rows, rejected, removed, origins = [], [], [], []
    ids: dict[str, str] = {}
    for path, name, outcome in _outcomes(sources):
        try:
            row, left_out = _finish(name, outcome)
            if row["article_id"] in ids:
                raise InputError(
                    f"the id {row['article_id']!r} is already that of an article in {ids[row['article_id']]}"
                )
        except InputError as problem:
            number = outcome.row if isinstance(outcome, Draft) else outcome[0]
            rejected.append({"source_file": name, "row": number, "reason": str(problem)})
            continue
        ids[row["article_id"]] = name
        rows.append(row)
        origins.append((path, outcome.row))
        removed += [{"article_id": row["article_id"], "text": text, "reason": reason} for text, reason in left_out]
    articles = table("articles", rows)
    first = articles.groupby("sha256")["article_id"].transform("first")
    articles["duplicate_of"] = first.where(articles.duplicated("sha256"))
    return Loaded(table("articles", articles), table("rejected", rejected), table("removed", removed), tuple(origins))


def load_article(path: str | Path, article_id: str = "") -> Loaded:
    """Load one article.

    Args:
        path: A file; relative to the current folder, else to the project's folder.
        article_id: Which article, where the file holds several; for a file of one article, the id that it shall carry.

    Returns:
        As :func:`load_articles`, with one article.

    Raises:
        InputError: No such file, no usable article in it, several and none chosen, or none of that id.
    """
    loaded = load_articles(find_path(path))
    articles = loaded.articles
    if articles.empty:
        reasons = "; ".join(loaded.rejected["reason"].head(3))
        raise InputError(f"{path}: no usable article. {reasons}")
    if len(articles) == 1 and article_id and len(loaded.rejected) == 0:
        removed = loaded.removed.assign(article_id=article_id)
        return replace(loaded, articles=articles.assign(article_id=article_id), removed=table("removed", removed))
    if len(articles) > 1 and not article_id:
        raise InputError(
            f"{path} holds {len(articles)} articles. Set article_id to one of: {_some(articles['article_id'])}."
        )
    chosen = articles[articles["article_id"] == article_id] if article_id else articles
    origins = tuple(loaded.origins[number] for number in chosen.index)
    if chosen.empty:
        raise InputError(
            f"{path} holds no article with the id {article_id!r}. There are: {_some(articles['article_id'])}."
        )
    removed = loaded.removed[loaded.removed["article_id"].isin(chosen["article_id"])]
    return Loaded(chosen.reset_index(drop=True), loaded.rejected, removed.reset_index(drop=True), origins)


def stage_articles(loaded: Loaded, folder: Path) -> list[Path]:
    """Give each article a file of its own, so that nobody has to read a large file once for each article in it.

    Returns:
        For each article its own file, or a new one in ``folder`` with the record just as it stood in a larger file.
    """
    wanted = {origin for origin in loaded.origins if origin[1] is not None}
    staged = {}
    for path in {path for path, _ in wanted}:
        for number, record in records_of(path):
            if (path, number) in wanted:
                copy = folder / str(len(staged)) / f"{path.name} row {number}.jsonl"
                staged[path, number] = write_whole(copy, json.dumps(record, default=str))
    return [staged.get(origin, origin[0]).resolve() for origin in loaded.origins]


def find_path(path: str | Path) -> Path:
    """A path that exists: relative to the current folder, else to its parent (for notebooks), else to the project's.

    Raises:
        InputError: There is none.
    """
    folders = (Path(), Path(".."), Path(__file__).parents[2])
    try:
        found = next((folder / path for folder in folders if (folder / path).exists()), None)
    except (OSError, ValueError):  # not a path at all: too long, or with a zero byte
        found = None
    if found is None:
        shown = str(path) if len(str(path)) <= 200 else f"{str(path)[:80]!r}..."
        raise InputError(f"{shown}: no such file or folder (looked in {Path.cwd()} and in the project's folder).")
    return found


def _some(values: Iterable[str]) -> str:
    listed = list(values)
    return ", ".join(listed[:10]) + (f", and {len(listed) - 10} more" if len(listed) > 10 else "")


def _outcomes(sources: Iterable[str | Path]) -> Iterator[tuple[Path, str, Draft | tuple[int | None, str]]]:
    """Every file's outcomes with the file's path, and that path relative to its source."""
    for source in map(Path, sources):
        if not source.exists():
            raise InputError(f"{source}: no such file or folder.")
        for path in _files(source):
            name = path.relative_to(source).as_posix() if source.is_dir() else path.name
            try:
                if path.stat().st_size > MAX_FILE_BYTES:
                    raise InputError(f"the file is larger than {MAX_FILE_BYTES:,} bytes. Split it.")
                outcomes = read_file(path)
            except (InputError, OSError) as problem:
                outcomes = [(None, str(problem))]
            yield from ((path, name, outcome) for outcome in outcomes)


def _files(source: Path) -> list[Path]:
    if source.is_file():
        return [source]
    return [path for path in sorted(source.rglob("*")) if path.is_file() and not _passed_over(path.relative_to(source))]


def _passed_over(path: Path) -> bool:
    return path.stem.upper() == "README" or any(part.startswith(".") for part in path.parts)


def _finish(name: str, outcome: Draft | tuple[int | None, str]) -> tuple[dict, list[tuple[str, str]]]:
    """One row of ``articles`` out of a draft, and what was left out of it."""
    if not isinstance(outcome, Draft):
        raise InputError(outcome[1])
    draft = remove_leftovers(
        replace(outcome, title=normalise(outcome.title), paragraphs=_normalised(outcome.paragraphs))
    )
    if draft.title_inside and len(draft.paragraphs) > 1 and _is_title(draft.paragraphs[0]):
        draft.title = draft.paragraphs.pop(0)
    elif draft.paragraphs and draft.title and draft.paragraphs[0] == draft.title:
        draft.paragraphs.pop(0)
    text = "\n\n".join(filter(None, [draft.title, *draft.paragraphs]))
    _check(draft, text)
    stem = slug(Path(name).stem)
    key = f"{name}{draft.row if draft.row is not None else ''}"
    row = {
        "article_id": draft.article_id or f"{stem}-{checksum(key)[:8]}",
        "title": draft.title or None,
        "text": text,
        "outlet": draft.outlet,
        "author": draft.author,
        "date": draft.date,
        "url": draft.url,
        "language": draft.language,
        "source_file": name,
        "sha256": checksum(text),
        "n_sentences": sum(1 for _ in sentence_spans(text, has_title=bool(draft.title))),
    }
    return row, draft.removed


def _is_title(paragraph: str) -> bool:
    """A title where the file does not tell it: a heading, or a longer line without a full stop at its end."""
    return is_heading(paragraph) or (len(paragraph.split()) <= _TITLE_WORDS and paragraph[-1] not in '.!…:;,"”')


def _check(draft: Draft, text: str) -> None:
    if not any(any(map(str.isalpha, paragraph)) for paragraph in draft.paragraphs):
        raise InputError("no article text is left after cleaning")
    if len(text) > MAX_ARTICLE_CHARACTERS:
        raise InputError(f"longer than {MAX_ARTICLE_CHARACTERS:,} characters: several articles in one? Split it")
    if draft.language and draft.language.lower()[:2] != "en":
        raise InputError(f"declared to be in the language {draft.language!r}; only English can be analysed")


def normalise(text: str) -> str:
    """One line of text: Unicode NFC, single spaces, no invisible or control characters; quotation marks stay.

    >>> normalise("Kim\\u00a0 Jong\\u200b Un’s")
    'Kim Jong Un’s'
    """
    kept = whole_characters(text).translate(_SPACES).translate(_NOTHING)
    return " ".join(unicodedata.normalize("NFC", kept).split())


def _normalised(paragraphs: Iterable[str]) -> list[str]:
    return [clean for paragraph in paragraphs if (clean := normalise(paragraph))]
