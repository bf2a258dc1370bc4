"""What all charts share: the style, the canvas, and a drawing with the words that go with it."""

import base64
import functools
import html
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.reports.look import in_notebook

_STYLE = {
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "svg.fonttype": "path",
    "svg.hashsalt": "news-framing",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titleweight": "bold",
    "axes.titlesize": 11,
    "axes.titlelocation": "left",
}
WIDTH = 7.6
"""Inches: the width of the page's text."""


@dataclass(frozen=True)
class Chart:
    """A drawn chart with the words that go with it; shows itself in notebooks and pages.

    Attributes:
        svg: The drawing.
        alt: What it shows, for those who cannot see it.
        caption: n, dates, and what not to conclude.
    """

    svg: bytes
    alt: str
    caption: str

    def _repr_html_(self) -> str:
        data = base64.b64encode(self.svg).decode()
        return in_notebook(
            f'<figure class="chart"><img src="data:image/svg+xml;base64,{data}" alt="{html.escape(self.alt)}">'
            f"<figcaption>{html.escape(self.caption)}</figcaption></figure>"
        )


def styled(draw: Callable[..., Chart]) -> Callable[..., Chart]:
    """Draw in the suite's style, whatever the user's own settings are, and leave those as they were."""

    @functools.wraps(draw)
    def drawn(shown: Any) -> Chart:
        with matplotlib.rc_context({**matplotlib.rcParamsDefault, **_STYLE}):
            return draw(shown)

    return drawn


def canvas(height: float) -> tuple[Figure, Axes]:
    """A figure as wide as the page's text, with one panel."""
    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    return figure, figure.subplots()


def svg(figure: Figure) -> bytes:
    """The drawing as SVG, the same bytes for the same figures."""
    buffer = io.BytesIO()
    figure.savefig(buffer, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return buffer.getvalue()


def actor_axis(axes: Axes, actors: Sequence[str]) -> None:
    """Actors from top to bottom."""
    axes.set_yticks(range(len(actors)), actors)
    axes.set_ylim(len(actors) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
