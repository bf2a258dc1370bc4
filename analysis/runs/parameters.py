"""Parameters are checked before anything runs: their names, their types, what they point to."""

import types
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from analysis.actors import resolve_actors
from analysis.errors import FramingError, ParameterError
from analysis.framing import load_scheme
from analysis.sentiment import check_scorer
from analysis.texts import find_path

_NOT_PARAMETERS = {"In", "Out", "exit", "quit", "open", "get_ipython"}


def _check_article(value: Any) -> None:
    if not isinstance(value, str) or not value:
        raise ParameterError("must be the path of a file, e.g. 'data/articles/article.txt'")
    find_path(value)


def _check_article_id(value: Any) -> None:
    if not isinstance(value, str):
        raise ParameterError("must be a text: the id of an article in the file, or '' where the file holds only one")


def _check_actors(value: Any) -> None:
    if not isinstance(value, (str, list, tuple)) or not all(isinstance(name, str) for name in value):
        raise ParameterError("must be names separated by commas, a list of names, or the path of a .yaml file")
    resolve_actors(value)


def _check_frames(value: Any) -> None:
    if not isinstance(value, str):
        raise ParameterError("must be the name of a scheme, or the path of a .yaml file")
    load_scheme(value)


def _check_labelled(value: Any) -> None:
    if not isinstance(value, str):
        raise ParameterError("must be the path of a file of JSON lines, or '' for the set that comes with the project")
    if value and not find_path(value).is_file():
        raise ParameterError("is a folder; give a file of JSON lines")


CHECKS: dict[str, Callable[[Any], None]] = {
    "article": _check_article,
    "article_id": _check_article_id,
    "actors": _check_actors,
    "scorer": check_scorer,
    "frames": _check_frames,
    "labelled": _check_labelled,
}
"""How each parameter of the notebooks is checked."""


def check_parameters(values: Mapping[str, Any], names: Iterable[str]) -> None:
    """Check all parameters at once.

    Args:
        values: Names and values; a notebook gives its ``globals()``, in which all that a person or papermill has
            set is looked at, so that a misspelt name is found.
        names: The parameters that there are.

    Raises:
        ParameterError: One line for each parameter that is unknown, missing or wrong.
    """
    known = list(names)
    given = {name: value for name, value in values.items() if name in known or _looks_set(name, value)}
    problems = [_unknown(name, known) for name in given if name not in known]
    problems += [f"'{name}' is missing." for name in known if name not in given]
    for name in known:
        try:
            if name in given:
                CHECKS[name](given[name])
        except FramingError as problem:
            problems.append(f"'{name}' is {given[name]!r}: {problem}")
    if problems:
        raise ParameterError("\n".join(["The parameters cannot be used.", *problems]))


def check_names(given: Iterable[str], declared: Iterable[str]) -> None:
    """Check that each name is one that a notebook declares; papermill would run code that stands in a name.

    Raises:
        ParameterError: One is not.
    """
    known = list(declared)
    for name in given:
        if not name.isidentifier() or name not in known:
            raise ParameterError(_unknown(name, known))


def _unknown(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1)
    hint = f" Did you mean '{near[0]}'?" if near else ""
    return f"There is no parameter '{name}'.{hint} Parameters: {', '.join(known)}."


def _looks_set(name: str, value: Any) -> bool:
    """Whether a name in a notebook was set as a parameter: plain data, not part of IPython."""
    plain = isinstance(value, (str, int, float, list, dict, tuple, type(None)))
    return (
        plain and not name.startswith("_") and name not in _NOT_PARAMETERS and not isinstance(value, types.ModuleType)
    )
