"""The benchmark tasks: a file of labelled examples in, figures with interval and floor out."""

from pathlib import Path
from types import ModuleType
from typing import Any

from analysis.errors import ParameterError
from analysis.sentiment import DEFAULT_SCORER, check_scorer
from analysis.validity import actors, invariance, sentiment
from analysis.validity.examples import read_examples, write_predictions

TASKS: dict[str, ModuleType] = {"sentiment": sentiment, "invariance": invariance, "actors": actors}
"""The tasks by name; each checks a line and evaluates a list of them."""


def evaluate(
    task: str, path: str | Path, scorer: str = DEFAULT_SCORER, predictions: str | Path | None = None
) -> dict[str, Any]:
    """Judge a measure on labelled examples.

    Args:
        task: A key of :data:`TASKS`.
        path: A file of JSON lines.
        scorer: The scorer that the tasks ``sentiment`` and ``invariance`` judge.
        predictions: Where each line is written back with what was predicted for it.

    Returns:
        ``task``, ``n``, ``macro_f1`` (for actors: ``precision``, ``recall``, ``f1``), ``ci95`` (bootstrap by sentence
        or text), ``per_class``, ``floor`` (always the commonest class), and figures of the task's own.

    Raises:
        ParameterError: There is no such task or scorer.
        EvaluationError: A line is malformed.
    """
    if task not in TASKS:
        raise ParameterError(f"There is no task named {task!r}. Choose one of: {', '.join(TASKS)}.")
    check_scorer(scorer)
    examples = read_examples(path, TASKS[task].check)
    figures, predicted = TASKS[task].evaluate(examples, scorer)
    if predictions:
        write_predictions(predictions, examples, predicted)
    return {"task": task, **figures}
