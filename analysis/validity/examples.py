"""Files of labelled examples: JSON lines, read strictly; a malformed line stops the evaluation with its number."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from analysis.errors import EvaluationError
from analysis.files import write_whole

Example = dict[str, Any]


class MalformedError(ValueError):
    """What is wrong with one line; the reader adds file and number."""


def read_examples(path: str | Path, check: Any) -> list[Example]:
    """Read all lines of a file.

    Args:
        path: A file of JSON lines; blank lines are passed over.
        check: Called with each example; raises :class:`MalformedError` where it cannot be used.

    Raises:
        EvaluationError: The file cannot be read, is empty, or a line is malformed; the message gives the line's number.
    """
    path = Path(path)
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as problem:
        raise EvaluationError(f"{path}: cannot be read: {problem}. It must be a file of JSON lines in UTF-8.") from None
    examples = [
        _read_line(line, f"{path}, line {number}", check) for number, line in enumerate(lines, 1) if line.strip()
    ]
    if not examples:
        raise EvaluationError(f"{path}: holds no examples. Each line must be one JSON object.")
    return examples


def _read_line(line: str, where: str, check: Any) -> Example:
    try:
        example = json.loads(line)
        if not isinstance(example, dict):
            raise MalformedError(f"must be a JSON object, not {type(example).__name__}")
        check(example)
    except (ValueError, RecursionError) as problem:
        raise EvaluationError(f"{where}: {problem}.") from None
    return example


def need(example: Example, field: str, kind: type) -> Any:
    """A field of an example.

    Raises:
        MalformedError: It is missing or of another type.
    """
    value = example.get(field)
    if not isinstance(value, kind) or isinstance(value, bool):
        raise MalformedError(f"the field '{field}' must be a {kind.__name__}, not {value!r}"[:300])
    return value


def need_span(start: Any, end: Any, text: str) -> tuple[int, int]:
    """Offsets that lie in a text.

    Raises:
        MalformedError: They do not.
    """
    if not (type(start) is int and type(end) is int and 0 <= start < end <= len(text)):
        raise MalformedError(f"the span {start!r} to {end!r} does not lie in the text of {len(text)} characters")
    return start, end


def need_spans(example: Example, field: str, text: str) -> tuple[tuple[int, int], ...] | None:
    """A list of spans ``[[start, end], ...]``; None where the field is missing.

    Raises:
        MalformedError: It is not such a list.
    """
    if field not in example:
        return None
    pairs = need(example, field, list)
    if not all(isinstance(pair, list) and len(pair) == 2 for pair in pairs):
        raise MalformedError(f"the field '{field}' must be a list of [start, end]")
    return tuple(need_span(*pair, text) for pair in pairs)


def write_predictions(path: str | Path, examples: Sequence[Example], predicted: Sequence[Example]) -> None:
    """Write each example back with what was predicted for it."""
    lines = (_as_line(example | extra) for example, extra in zip(examples, predicted, strict=True))
    write_whole(Path(path), "\n".join(lines) + "\n")


def _as_line(example: Example) -> str:
    """JSON with its letters readable, unless one is half a character, which only an escape can hold."""
    line = json.dumps(example, ensure_ascii=False)
    halves = any("\ud800" <= char <= "\udfff" for char in line)
    return json.dumps(example) if halves else line
