"""The charts of an article: where each actor stands, with what sentiment, under which frames."""

import base64
import functools
import html
import io
from collections.abc import Callable
from dataclasses import dataclass

import matplotlib
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.intervals import MIN_SENTENCES
from analysis.pipeline import Analysis
from analysis.reports.look import SENTIMENT_COLOURS, count, in_notebook, listed, words
from analysis.summary import actor_sentences
from analysis.tables import SENTIMENTS

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
_WIDTH = 7.6
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


def _styled(draw: Callable[[Analysis], Chart]) -> Callable[[Analysis], Chart]:
    """Draw in the suite's style, whatever the user's own settings are, and leave those as they were."""

    @functools.wraps(draw)
    def styled(analysis: Analysis) -> Chart:
        with matplotlib.rc_context({**matplotlib.rcParamsDefault, **_STYLE}):
            return draw(analysis)

    return styled


@_styled
def presence_chart(analysis: Analysis) -> Chart:
    """A strip that shows in which sentences of the article each actor stands, and with what sentiment."""
    sentences = actor_sentences(analysis.mentions)
    headings = analysis.sentences.loc[analysis.sentences["part"] == "heading", "sentence"]
    figure, axes = _canvas(1.35 + 0.36 * len(analysis.wanted))
    for position in headings:
        axes.axvline(position + 1, color="#8a919c", alpha=0.35, linewidth=7, zorder=0)
    for sentiment in SENTIMENTS:
        chosen = sentences[sentences["sentiment"] == sentiment]
        rows = [analysis.wanted.index(actor) for actor in chosen["actor"]]
        axes.scatter(
            chosen["sentence"] + 1,
            rows,
            marker="s",
            s=_marker(len(analysis.sentences)),
            color=SENTIMENT_COLOURS[sentiment],
            label=sentiment,
        )
    _actor_axis(axes, analysis.wanted)
    axes.set_xlim(0.3, len(analysis.sentences) + 0.7)
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.set_xlabel("sentence of the article, in order (1 is the title; pale bars are headings)")
    axes.set_title("Where the article mentions each actor")
    _legend(figure)
    found = [f"{actor} in {count(int((sentences['actor'] == actor).sum()), 'sentence')}" for actor in analysis.wanted]
    return Chart(
        _svg(figure),
        f"Strip chart: {listed(found)}, of {count(len(analysis.sentences), 'sentence')}.",
        f"n = {count(len(analysis.sentences), 'sentence')}{_dated(analysis)}. "
        "Each square is a sentence that names the actor. "
        "How often an actor is named says nothing about how it is judged.",
    )


@_styled
def sentiment_chart(analysis: Analysis) -> Chart:
    """Bars: how many sentences are negative, neutral and positive toward each actor."""
    figure, axes = _canvas(1.35 + 0.42 * len(analysis.wanted))
    left = pd.Series(0, index=range(len(analysis.wanted)))
    for sentiment in SENTIMENTS:
        counts = analysis.actors[f"n_{sentiment}"]
        axes.barh(left.index, counts, left=left, color=SENTIMENT_COLOURS[sentiment], label=sentiment, height=0.62)
        for row, (number, start) in enumerate(zip(counts, left, strict=True)):
            if number:
                axes.text(
                    start + number / 2, row, str(number), ha="center", va="center", color="white", fontweight="bold"
                )
        left = left + counts
    _actor_axis(axes, analysis.wanted)
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.set_xlim(0, max(left.max(), 1) * 1.02)
    axes.set_xlabel("number of sentences")
    axes.set_title("Sentiment of the sentences that name each actor")
    _legend(figure)
    told = [
        f"{row.actor}: {row.n_negative} negative, {row.n_neutral} neutral, {row.n_positive} positive"
        for row in analysis.actors.itertuples()
    ]
    numbers = listed([f"{row.n_sentences} for {row.actor}" for row in analysis.actors.itertuples()])
    return Chart(
        _svg(figure),
        f"Bar chart. {'; '.join(told)}.",
        f"n = {numbers}{_dated(analysis)}. "
        "Counts of one article: they do not say that the outlet, or other coverage, is alike.",
    )


@_styled
def frames_chart(analysis: Analysis) -> Chart:
    """A heat map: in how many of each actor's sentences a frame is present."""
    frames = [frame.name for frame in analysis.scheme.frames]
    counts = analysis.actor_frames.pivot(index="actor", columns="frame", values="n_sentences").loc[
        list(analysis.wanted), frames
    ]
    totals = analysis.actors["n_sentences"].to_numpy()[:, None]
    shares = np.where(totals >= MIN_SENTENCES, counts.to_numpy() / totals.clip(min=1), 0)
    figure, axes = _canvas(1.5 + 0.42 * len(analysis.wanted) + 0.04 * max(map(len, frames)))
    axes.imshow(shares, cmap="Purples", vmin=0, vmax=max(0.6, shares.max(initial=0)), aspect="auto")
    for row, actor in enumerate(analysis.wanted):
        for column, frame in enumerate(frames):
            dark = shares[row, column] > 0.4
            axes.text(
                column, row, counts.loc[actor, frame], ha="center", va="center", color="white" if dark else "#22262c"
            )
    axes.set_xticks(
        range(len(frames)),
        [words(frame) for frame in frames],
        rotation=35 if len(frames) > 4 else 0,
        ha="right" if len(frames) > 4 else "center",
    )
    axes.set_yticks(
        range(len(analysis.wanted)), [f"{row.actor} ({row.n_sentences})" for row in analysis.actors.itertuples()]
    )
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0)
    axes.set_title("Sentences in which a frame is present, by actor")
    found = {actor: [f"{words(name)} {n}" for name, n in counts.loc[actor].items() if n] for actor in analysis.wanted}
    told = [f"{actor}: {listed(found[actor])}" for actor in analysis.wanted]
    return Chart(
        _svg(figure),
        f"Heat map of counts. {'; '.join(told)}.",
        f"{analysis.scheme.title}. Numbers: sentences with the frame; in brackets: all sentences that name the actor. "
        f"Shade: their share, where the actor has at least {MIN_SENTENCES} sentences. "
        "A frame belongs to the sentence: actors that share their sentences share their frames.",
    )


def _canvas(height: float) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(_WIDTH, height), layout="constrained")
    return figure, figure.subplots()


def _svg(figure: Figure) -> bytes:
    buffer = io.BytesIO()
    figure.savefig(buffer, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return buffer.getvalue()


def _actor_axis(axes: Axes, actors: tuple[str, ...]) -> None:
    axes.set_yticks(range(len(actors)), actors)
    axes.set_ylim(len(actors) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)


def _legend(figure: Figure) -> None:
    figure.legend(ncols=3, frameon=False, loc="outside lower right", handlelength=1, columnspacing=1.2)


def _marker(sentences: int) -> float:
    """Area of a marker so that neighbours touch but never overlap, in points squared."""
    return min(150.0, max(4.0, (0.75 * 72 * _WIDTH * 0.8 / max(sentences, 1)) ** 2))


def _dated(analysis: Analysis) -> str:
    dates = analysis.articles["date"].dropna()
    return f", dated {dates.iloc[0]}" if len(dates) else ", undated"
