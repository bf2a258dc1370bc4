"""The charts of an article: where each actor stands, with what sentiment, under which frames."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.intervals import MIN_SENTENCES
from analysis.pipeline import Analysis
from analysis.reports.drawing import WIDTH, Chart, actor_axis, canvas, styled, svg
from analysis.reports.look import SENTIMENT_COLOURS, count, listed, signed, words
from analysis.summary import actor_sentences
from analysis.tables import SENTIMENTS

_BALANCE = (
    "Dot: the balance as counted, share positive less share negative; bar: its 95 % measurement interval, where the "
    "true balance lies once the scorer's known errors are allowed for. "
)


@styled
def presence_chart(analysis: Analysis) -> Chart:
    """A strip that shows in which sentences of the article each actor stands, and with what sentiment."""
    sentences = actor_sentences(analysis.mentions)
    headings = analysis.sentences.loc[analysis.sentences["part"] == "heading", "sentence"]
    figure, axes = canvas(1.35 + 0.36 * len(analysis.wanted))
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
    actor_axis(axes, analysis.wanted)
    axes.set_xlim(0.3, len(analysis.sentences) + 0.7)
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.set_xlabel("sentence of the article, in order (1 is the title; pale bars are headings)")
    axes.set_title("Where the article mentions each actor")
    _legend(figure)
    found = [f"{actor} in {count(int((sentences['actor'] == actor).sum()), 'sentence')}" for actor in analysis.wanted]
    return Chart(
        svg(figure),
        f"Strip chart: {listed(found)}, of {count(len(analysis.sentences), 'sentence')}.",
        f"n = {count(len(analysis.sentences), 'sentence')}{_dated(analysis)}. "
        "Each square is a sentence that names the actor. "
        "How often an actor is named says nothing about how it is judged.",
    )


@styled
def sentiment_chart(analysis: Analysis) -> Chart:
    """Bars: how many sentences are negative, neutral and positive; beside them the balance with its interval."""
    actors, measured = analysis.actors, analysis.actors["low"].notna().any()
    figure = Figure(figsize=(WIDTH, 1.35 + 0.42 * len(actors)), layout="constrained")
    panels = figure.subplots(1, 1 + measured, sharey=True, squeeze=False, width_ratios=[1.7, 1][: 1 + measured])[0]
    _draw_counts(panels[0], actors)
    if measured:
        _draw_balances(panels[1], actors)
    actor_axis(panels[0], analysis.wanted)
    _legend(figure)
    told = [
        f"{row.actor}: {row.n_negative} negative, {row.n_neutral} neutral, {row.n_positive} positive"
        + (f", balance {signed(row.low)} to {signed(row.high)}" if row.low == row.low else "")
        for row in actors.itertuples()
    ]
    numbers = listed([f"{row.n_sentences} for {row.actor}" for row in actors.itertuples()])
    return Chart(
        svg(figure),
        f"Bar chart. {'; '.join(told)}.",
        f"n = {numbers}{_dated(analysis)}. {_BALANCE if measured else ''}"
        "Counts of one article: they do not say that the outlet, or other coverage, is alike.",
    )


def _draw_counts(axes: Axes, actors: pd.DataFrame) -> None:
    left = pd.Series(0, index=range(len(actors)))
    for sentiment in SENTIMENTS:
        counts = actors[f"n_{sentiment}"]
        axes.barh(left.index, counts, left=left, color=SENTIMENT_COLOURS[sentiment], label=sentiment, height=0.62)
        for row, (number, start) in enumerate(zip(counts, left, strict=True)):
            if number:
                axes.text(
                    start + number / 2, row, str(number), ha="center", va="center", color="white", fontweight="bold"
                )
        left = left + counts
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.set_xlim(0, max(left.max(), 1) * 1.02)
    axes.set_xlabel("number of sentences")
    axes.set_title("Sentiment of the sentences that name each actor")


def _draw_balances(axes: Axes, actors: pd.DataFrame) -> None:
    """A dot for the balance as the scorer counted it, a bar for where the true one lies."""
    rows = range(len(actors))
    measured = np.flatnonzero(actors["low"].notna())
    axes.vlines(np.zeros(len(measured)), measured - 0.5, measured + 0.5, color="#8a919c", linewidth=1)
    axes.hlines(rows, actors["low"], actors["high"], color="#8a919c", linewidth=6, alpha=0.6)
    axes.plot(actors["share_positive"] - actors["share_negative"], rows, "o", color="#22262c", markersize=6)
    for row in sorted(set(rows) - set(measured)):
        axes.text(0, row, "too few", ha="center", va="center", color="#565e68")
    axes.set_xlim(-1.05, 1.05)
    axes.set_xticks([-1, 0, 1], ["−1", "0", "+1"])
    axes.set_xlabel("balance, with its interval")
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)


@styled
def frames_chart(analysis: Analysis) -> Chart:
    """A heat map: in how many of each actor's sentences a frame is present."""
    frames = [frame.name for frame in analysis.scheme.frames]
    counts = analysis.actor_frames.pivot(index="actor", columns="frame", values="n_sentences").loc[
        list(analysis.wanted), frames
    ]
    totals = analysis.actors["n_sentences"].to_numpy()[:, None]
    shares = np.where(totals >= MIN_SENTENCES, counts.to_numpy() / totals.clip(min=1), 0)
    figure, axes = canvas(1.5 + 0.42 * len(analysis.wanted) + 0.04 * max(map(len, frames)))
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
        svg(figure),
        f"Heat map of counts. {'; '.join(told)}.",
        f"{analysis.scheme.title}. Numbers: sentences with the frame; in brackets: all sentences that name the actor. "
        f"Shade: their share, where the actor has at least {MIN_SENTENCES} sentences. "
        "A frame belongs to the sentence: actors that share their sentences share their frames.",
    )


def _legend(figure: Figure) -> None:
    figure.legend(ncols=3, frameon=False, loc="outside lower right", handlelength=1, columnspacing=1.2)


def _marker(sentences: int) -> float:
    """Area of a marker so that neighbours touch but never overlap, in points squared."""
    return min(150.0, max(4.0, (0.75 * 72 * WIDTH * 0.8 / max(sentences, 1)) ** 2))


def _dated(analysis: Analysis) -> str:
    dates = analysis.articles["date"].dropna()
    return f", dated {dates.iloc[0]}" if len(dates) else ", undated"
