"""Colours and words that charts and pages share; readable without colour vision, in light and in dark."""

import functools
from collections.abc import Sequence

from analysis.files import PACKAGE

TEMPLATES = PACKAGE / "reports" / "templates"

SENTIMENT_COLOURS = {"negative": "#c2500e", "neutral": "#8a919c", "positive": "#1f6fb2"}
"""Vermilion, grey, blue: told apart with any kind of colour vision."""
ACTOR_CLASSES = 8
"""How many actors have a colour of their own in the page; the colours then start again."""


def percent(share: float) -> str:
    """A share in words for readers.

    >>> percent(0.3333), percent(float("nan"))
    ('33 %', '–')
    """
    return "–" if share != share else f"{100 * share:.0f} %"


def signed(score: float) -> str:
    """A score with its sign, two decimals.

    >>> signed(-0.5), signed(0.0), signed(float("nan"))
    ('−0.50', '0.00', '–')
    """
    if score != score:
        return "–"
    text = f"{abs(score):.2f}"
    return text if float(text) == 0 else f"{'−' if score < 0 else '+'}{text}"


def percent_range(low: float, high: float) -> str:
    """Bounds of a share for readers; nothing where there are none.

    >>> percent_range(0.2, 0.451)
    '20 to 45 %'
    """
    return "" if low != low else f"{100 * low:.0f} to {100 * high:.0f} %"


def signed_range(low: float, high: float) -> str:
    """Bounds of a score for readers; nothing where there are none.

    >>> signed_range(-0.2, 0.451)
    '−0.20 to +0.45'
    """
    return "" if low != low else f"{signed(low)} to {signed(high)}"


def words(name: str) -> str:
    """A frame's name for readers.

    >>> words("human_interest")
    'human interest'
    """
    return name.replace("_", " ")


def count(number: int, noun: str) -> str:
    """A number with its noun.

    >>> count(1, "sentence"), count(3, "sentence")
    ('1 sentence', '3 sentences')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def listed(items: Sequence[str]) -> str:
    """Items in a sentence.

    >>> listed(["Russia", "North Korea", "China"])
    'Russia, North Korea and China'
    """
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else "none"


def in_notebook(fragment: str) -> str:
    """A fragment with the style that a notebook lacks; the page takes the style out and has its own."""
    return f'<style>{_notebook_style()}</style><div class="framing">{fragment}</div>'


@functools.cache
def _notebook_style() -> str:
    light, dark, rules = ((TEMPLATES / f"{name}.css").read_text() for name in ("light", "dark", "fragments"))
    return f".framing.framing {{ {light} {rules} }} [data-jp-theme-light='false'] .framing.framing {{ {dark} }}"
