"""Charts on how far the measures can be trusted; scorers, sets and actors stand in a fixed order, never ranked."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.reports.drawing import WIDTH, Chart, styled, svg
from analysis.reports.look import SENTIMENT_COLOURS, count, listed, signed_range
from analysis.reports.trust import Figures, Trust
from analysis.reports.trust_tables import hundred, with_actors
from analysis.sentiment import SCORERS
from analysis.tables import SENTIMENTS

_INK, _SOFT, _GREY = "#22262c", "#565e68", "#8a919c"


@styled
def accuracy_chart(trust: Trust) -> Chart:
    """Macro-F1 of each scorer on each set with its interval; a dashed line where guessing would be."""
    names = list(dict.fromkeys([*SCORERS, *(row["scorer"] for row in trust.results)]))
    figure, panels = _panels(len(trust.sets), 1.7 + 0.3 * len(names), "Macro-F1 of each scorer on each labelled set")
    for axes, name in zip(panels, trust.sets, strict=True):
        rows = {row["scorer"]: row for row in trust.results if row["set"] == name}
        _draw_intervals(axes, [_bounds(rows.get(scorer), "macro_f1") for scorer in names], "not measured")
        for row in list(rows.values())[:1]:
            axes.axvline(100 * row["floor"], color=_GREY, linestyle="--", linewidth=1.2)
            axes.text(100 * row["floor"] + 1.5, -0.42, "floor", color=_SOFT, fontsize=8, va="center")
        axes.set_xlim(0, 100)
        axes.set_xlabel("macro-F1 (0 to 100)")
        axes.set_title(name, fontweight="normal", fontsize=10)
    _named_rows(panels[0], names)
    told = [f"{row['scorer']} on {row['set']} {_range(row)}, floor {hundred(row['floor'])}" for row in trust.results]
    return Chart(
        svg(figure),
        f"Dots with intervals, one panel a labelled set. {'; '.join(told)}.",
        f"n = {_sizes(trust.results)}. Dot: macro-F1; bar: its 95 % interval, sentences resampled; dashed: always "
        "guessing the commonest label. Sets differ in what they hold and who labelled them: compare scorers within a "
        "set, not sets with each other.",
    )


@styled
def confusion_chart(trust: Trust) -> Chart:
    """Heat maps: which label the chosen scorer gave to targets of each true label."""
    rows = trust.own()
    if not rows:
        return _nothing("Nothing to draw: no figure is stored for this scorer.")
    figure, panels = _panels(len(rows), 3.4, f"Labels that '{trust.scorer}' gave to targets of each true label")
    for axes, row in zip(panels, rows, strict=True):
        _draw_confusion(axes, np.array(row["confusion"]))
        axes.set_title(row["set"], fontweight="normal", fontsize=10)
    panels[0].set_ylabel("label")
    told = [f"{row['set']}: {_told_confusion(row)}" for row in rows]
    return Chart(
        svg(figure),
        f"Heat maps of counts. {'. '.join(told)}.",
        f"Scorer: {trust.scorer}; n = {_sizes(rows)}. Rows: the label in the set; columns: what the scorer gave. "
        "Numbers: targets, and their share of the row. Shade: that share. A perfect scorer has targets on the diagonal "
        "only.",
    )


@styled
def reliability_chart(trust: Trust) -> Chart:
    """Share of right labels against the probability with which the chosen scorer gave them."""
    rows = [row for row in trust.own() if row.get("reliability")]
    if not rows:
        return _nothing("Nothing to draw: the set that would be judged for this page is not at hand.")
    figure, panels = _panels(len(rows), 3.8, f"How often labels of '{trust.scorer}' are right, by their probability")
    for axes, row in zip(panels, rows, strict=True):
        _draw_reliability(axes, row["reliability"])
        axes.set_title(row["set"], fontweight="normal", fontsize=10)
    panels[0].set_ylabel("share that is right")
    told = [
        f"{row['set']}: "
        + listed([f"{b['share_right']:.2f} at {b['mean_probability']:.2f} ({b['n']})" for b in row["reliability"]])
        for row in rows
    ]
    return Chart(
        svg(figure),
        f"Reliability diagram, share right at mean probability (targets). {'. '.join(told)}.",
        f"Scorer: {trust.scorer}; n = {_sizes(rows)}. Each dot holds the targets of one tenth of the scale, their "
        "number beside it; on the dashed line, probabilities can be taken at their word; below it, the scorer is too "
        "sure. Dots of few targets jump about by chance.",
    )


@styled
def actor_errors_chart(trust: Trust) -> Chart:
    """The mean signed error toward each actor, with its interval, actors in alphabetical order."""
    rows = with_actors(trust)
    if not rows:
        return _nothing("Nothing to draw: no set with figures of this scorer names the actor of each target.")
    names = sorted({actor for row in rows for actor in row["by_actor"]})
    figure, panels = _panels(len(rows), 1.6 + 0.24 * len(names), f"Signed error of '{trust.scorer}' toward each actor")
    for axes, row in zip(panels, rows, strict=True):
        axes.axvline(0, color=_GREY, linewidth=1)
        _draw_intervals(axes, [_bounds(row["by_actor"].get(name), "signed_error", 1) for name in names], "too few")
        axes.set_xlabel("mean signed error (−2 to +2)")
        axes.set_title(row["set"], fontweight="normal", fontsize=10)
    _named_rows(panels[0], names)
    told = [
        f"{name} {signed_range(*figures['signed_error_ci95'])} (n = {figures['n']})"
        for row in rows
        for name, figures in row["by_actor"].items()
    ]
    sizes = [figures["n"] for row in rows for figures in row["by_actor"].values()]
    return Chart(
        svg(figure),
        f"Dots with intervals by actor: {'; '.join(told)}.",
        f"Scorer: {trust.scorer}; n = {min(sizes)} to {max(sizes)} targets an actor; actors with fewer than ten are "
        "left out. Negative, neutral and positive count −1, 0 and 1; the error is what the scorer gave less the label. "
        "Below 0 the actor comes off worse than labelled; on 0 without a bar, no error was made. Each interval is for "
        "one actor: of twenty, one misses 0 by chance; the line below looks at all pairs at once.",
    )


def _panels(number: int, height: float, title: str) -> tuple[Figure, Sequence[Axes]]:
    """A row of panels, together as wide as the page."""
    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    figure.suptitle(title, x=0.01, ha="left", fontsize=11, fontweight="bold")
    return figure, figure.subplots(1, number, sharey=True, squeeze=False)[0]


def _draw_intervals(axes: Axes, figures: Sequence[tuple[float, float, float] | None], missing: str) -> None:
    for row, figure in enumerate(figures):
        if figure is None:
            axes.annotate(
                missing, (0.5, row), xycoords=axes.get_yaxis_transform(), color=_SOFT, ha="center", va="center"
            )
            continue
        value, low, high = figure
        axes.hlines(row, low, high, color=_GREY, linewidth=5, alpha=0.6)
        axes.plot(value, row, "o", color=_INK, markersize=5)
    axes.spines["left"].set_visible(False)


def _named_rows(axes: Axes, names: Sequence[str]) -> None:
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.4, -0.75)
    for panel in axes.figure.axes:
        panel.tick_params(axis="y", length=0)


def _draw_confusion(axes: Axes, counts: np.ndarray) -> None:
    shares = counts / counts.sum(axis=1, keepdims=True).clip(min=1)
    axes.imshow(shares, cmap="Purples", vmin=0, vmax=1, aspect="auto")
    for (row, column), share in np.ndenumerate(shares):
        colour = "white" if share > 0.5 else _INK
        axes.text(column, row, f"{counts[row, column]}\n{100 * share:.0f} %", ha="center", va="center", color=colour)
    axes.set_xticks(range(len(SENTIMENTS)), SENTIMENTS)
    axes.set_yticks(range(len(SENTIMENTS)), SENTIMENTS, rotation=90, va="center")
    axes.set_xlabel("predicted")
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0)


def _draw_reliability(axes: Axes, bins: Sequence[Figures]) -> None:
    axes.plot([0.3, 1], [0.3, 1], color=_GREY, linestyle="--", linewidth=1.2)
    probabilities, right = ([row[name] for row in bins] for name in ("mean_probability", "share_right"))
    axes.plot(probabilities, right, color=_INK, linewidth=1)
    axes.scatter(
        probabilities, right, s=[15 + 0.5 * row["n"] for row in bins], color=SENTIMENT_COLOURS["positive"], zorder=3
    )
    for row, x, y in zip(bins, probabilities, right, strict=True):
        axes.annotate(str(row["n"]), (x, y), (6, -12), textcoords="offset points", fontsize=8, color=_SOFT)
    axes.set_xlim(0.3, 1.04)
    axes.set_ylim(0, 1.04)
    axes.set_xlabel("probability of the label given")


def _bounds(row: Figures | None, name: str, unit: int = 100) -> tuple[float, float, float] | None:
    """Value, low and high of a figure; its interval is called ``ci95``, or after the figure."""
    if row is None:
        return None
    low, high = row.get(f"{name}_ci95") or row["ci95"]
    return unit * row[name], unit * low, unit * high


def _range(row: Figures) -> str:
    low, high = (hundred(bound) for bound in row["ci95"])
    return f"{hundred(row['macro_f1'])} ({low} to {high})"


def _sizes(rows: Sequence[Figures]) -> str:
    return listed([f"{count(n, 'target')} of {name}" for name, n in {row["set"]: row["n"] for row in rows}.items()])


def _told_confusion(row: Figures) -> str:
    return "; ".join(
        f"of {sum(counts)} {label}, " + listed([f"{n} {name}" for n, name in zip(counts, SENTIMENTS, strict=True)])
        for label, counts in zip(SENTIMENTS, row["confusion"], strict=True)
    )


def _nothing(why: str) -> Chart:
    """In place of a chart that has no figures."""
    figure = Figure(figsize=(WIDTH, 0.5))
    figure.text(0, 0.4, why, color=_SOFT)
    return Chart(svg(figure), why, "")
