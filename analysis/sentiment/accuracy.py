"""How often each scorer errs: figures on labelled sentences, which intervals rest on and reports quote.

The figures ship beside the weights, in ``resources/models/accuracy.json``; ``benchmarks/accuracy.py`` writes them.
"""

import functools
import json
from dataclasses import dataclass
from typing import Any

from analysis.errors import ModelError
from analysis.files import resource


@dataclass(frozen=True)
class Accuracy:
    """What a scorer reached on the labelled set that measurement intervals rest on.

    Attributes:
        scorer: The scorer's name.
        set_name: The set's name.
        about: What the set consists of, to stand behind "targets of".
        labelled_by: Who labelled it.
        n: How many targets it has.
        macro_f1: The macro-F1, 0 to 1.
        ci95: Low and high of its 95 % interval, sentences resampled.
        floor: The macro-F1 of always giving the commonest label.
        confusion: Targets counted: rows the true label, columns the predicted one (negative, neutral, positive).
    """

    scorer: str
    set_name: str
    about: str
    labelled_by: str
    n: int
    macro_f1: float
    ci95: tuple[float, float]
    floor: float
    confusion: tuple[tuple[int, int, int], ...]


def accuracy(scorer: str) -> Accuracy | None:
    """The accuracy of a scorer; None where it was not measured, as for a scorer of one's own.

    Raises:
        ModelError: The file of figures is missing or damaged.

    Example:
        >>> accuracy("vader").n
        783
        >>> accuracy("my own scorer") is None
        True
    """
    return _accuracies().get(scorer)


@functools.cache
def _accuracies() -> dict[str, Accuracy]:
    """The accuracy of each scorer that was judged on the set for intervals."""
    path = resource("models", "accuracy.json")
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        name = content["interval_set"]
        return {row["scorer"]: _read(row, content["sets"][name]) for row in content["results"] if row["set"] == name}
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise ModelError(f"{path.name} cannot be read: {problem!r}. Install the package again.") from None


def _read(row: dict[str, Any], described: dict[str, Any]) -> Accuracy:
    return Accuracy(
        scorer=row["scorer"],
        set_name=row["set"],
        about=described["about"],
        labelled_by=described["labelled_by"],
        n=row["n"],
        macro_f1=row["macro_f1"],
        ci95=tuple(row["ci95"]),
        floor=row["floor"],
        confusion=tuple(tuple(counts) for counts in row["confusion"]),
    )


def stored_figures() -> dict[str, Any]:
    """All that the file of figures holds, for readers who want to see more than the intervals rest on.

    Returns:
        ``sets`` (name: ``about``, ``labelled_by``, ``n``), ``results`` (what ``framing evaluate sentiment`` prints,
        with ``scorer`` and ``set``) and, where it was stored, ``invariance`` (what ``framing evaluate invariance``
        prints).

    Raises:
        ModelError: The file is missing or damaged.

    Example:
        >>> sorted(stored_figures()["sets"])[-1]
        'newsmtsc-dev'
    """
    path = resource("models", "accuracy.json")
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return {**content, "sets": dict(content["sets"]), "results": list(content["results"])}
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise ModelError(f"{path.name} cannot be read: {problem!r}. Install the package again.") from None
