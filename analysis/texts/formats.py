"""One reader a file format: from a file's bytes to drafts of its articles and rejected rows."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet

from analysis.errors import InputError
from analysis.texts.blocks import paragraphs_of, read_markdown
from analysis.texts.encoding import decode
from analysis.texts.fields import FIELD_NAMES, Draft, read_fields
from analysis.texts.webpage import read_webpage

Outcome = Draft | tuple[int, str]
"""A draft, or a row's number and the reason why it could not be used."""
csv.field_size_limit(2**31 - 1)


class Problem(str):
    """Why a record could not be read, in its place."""


def read_file(path: Path) -> list[Outcome]:
    """Read a file of any supported format.

    Returns:
        One outcome an article or row, in their order.

    Raises:
        InputError: The file as a whole cannot be used.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise InputError(
            f"{path.name}: files of type '{path.suffix}' are not supported. Supported: {', '.join(READERS)}."
        )
    outcomes = list(reader(path))
    if not outcomes:
        raise InputError(f"{path.name}: holds no articles.")
    return outcomes


def _text(path: Path) -> str:
    return decode(path.read_bytes(), path.name).lstrip("\ufeff")


def _read_plain(path: Path) -> Iterator[Outcome]:
    yield Draft(paragraphs_of(_text(path)), title_inside=True)


def _read_markdown(path: Path) -> Iterator[Outcome]:
    yield read_markdown(_text(path), path.name)


def _read_webpage(path: Path) -> Iterator[Outcome]:
    yield read_webpage(_text(path), path.name)


def _read_records(path: Path) -> Iterator[Outcome]:
    for number, record in records_of(path):
        yield _from_record(record, number)


def records_of(path: Path) -> Iterator[tuple[int, Any]]:
    """The records of a file that holds several articles, with their numbers; a problem where one could not be read."""
    yield from RECORDS[path.suffix.lower()](path)


def _lines(path: Path) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(_text(path).split("\n"), start=1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError) as problem:
                yield number, Problem(f"not valid JSON: {problem}")


def _csv_records(path: Path) -> Iterator[tuple[int, Any]]:
    text = _text(path)
    header = next(iter(text.splitlines()), "")
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t|", key=header.count), strict=True)
    _check_columns(reader.fieldnames or [], path.name)
    number = 0
    try:
        for number, record in enumerate(reader, start=1):
            extra = record.pop(None, None)
            yield number, Problem(f"has {len(extra)} more value(s) than the header has columns") if extra else record
    except csv.Error as problem:
        yield number + 1, Problem(f"not valid CSV from here on: {problem} (a quotation mark that is never closed?)")


def _parquet_records(path: Path) -> Iterator[tuple[int, Any]]:
    try:
        file = pyarrow.parquet.ParquetFile(path)
    except pyarrow.ArrowException as problem:
        raise InputError(f"{path.name}: not a valid Parquet file: {problem}.") from None
    _check_columns(file.schema_arrow.names, path.name)
    yield from enumerate((record for batch in file.iter_batches(1000) for record in batch.to_pylist()), start=1)


def _check_columns(names: list[str], where: str) -> None:
    if not set(FIELD_NAMES["text"]) & {str(name).strip().lower() for name in names}:
        raise InputError(
            f"{where}: no column with the articles' text. Name it 'text'; found: {', '.join(names) or 'none'}."
        )


def _from_record(record: Any, number: int) -> Outcome:
    if isinstance(record, Problem):
        return number, str(record)
    if not isinstance(record, dict):
        return number, "not a record with fields such as 'title' and 'text'"
    fields = read_fields(record)
    text = fields.pop("text", "")
    if not text:
        return number, "no text: the field 'text' is missing or empty"
    return Draft(paragraphs_of(text), row=number, **fields)


READERS: dict[str, Callable[[Path], Iterator[Outcome]]] = {
    ".txt": _read_plain,
    ".md": _read_markdown,
    ".html": _read_webpage,
    ".htm": _read_webpage,
    ".jsonl": _read_records,
    ".csv": _read_records,
    ".parquet": _read_records,
}
"""The supported formats by suffix."""
RECORDS: dict[str, Callable[[Path], Iterator[tuple[int, Any]]]] = {
    ".jsonl": _lines,
    ".csv": _csv_records,
    ".parquet": _parquet_records,
}
"""The formats of which one file holds several articles."""
