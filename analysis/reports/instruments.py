"""How much the instrument matters: the same mentions read by several scorers."""

from dataclasses import dataclass

import pandas as pd
from matplotlib.figure import Figure

from analysis.intervals import MIN_SENTENCES
from analysis.pipeline import Analysis
from analysis.reports.drawing import WIDTH, Chart, actor_axis, styled, svg
from analysis.reports.evidence import Fragment, escape, html_table
from analysis.reports.look import count, in_notebook, listed, percent, signed
from analysis.sentiment import DEFAULT_SCORER, accuracy, get_scorer, score_mentions
from analysis.summary import KEYS, actor_sentences
from analysis.tables import SENTIMENTS

BASELINES = ("textblob", "vader")
"""Scorers that every other one is held against: word lists, which do not know whom a sentence is about."""
NO_ERROR_BAR = (
    "The distance between instruments is no error bar: they differ in how often they are right, and they can all be "
    "wrong in the same direction."
)
_MARKERS = (("o", "#22262c"), ("s", "#1f6fb2"), ("^", "#c2500e"), ("D", "#7a52a3"))


@dataclass(frozen=True)
class Comparison:
    """The same sentences read by several scorers; shows itself as a table in notebooks and pages.

    Attributes:
        scorers: The chosen scorer, then the others.
        actors: The actors in the order in which they were asked for.
        rows: One row an actor and scorer: ``actor``, ``scorer``, ``n_sentences``, ``n_negative``, ``n_neutral``,
            ``n_positive``, ``n_agree`` (sentences with the label of the chosen scorer) and ``sentiment_score``, the
            mean over sentences, missing under ten of them.
    """

    scorers: tuple[str, ...]
    actors: tuple[str, ...]
    rows: pd.DataFrame

    def _repr_html_(self) -> str:
        header = ["Actor", "scorer", "sentences", *SENTIMENTS, "mean score", "same label"]
        return in_notebook(html_table(header, [_cells(row, self.scorers[0]) for row in self.rows.itertuples()]))


def scorer_comparison(analysis: Analysis) -> Comparison:
    """Score the mentions of an analysis with the baselines too, and with the default scorer where another was chosen.

    Example:
        >>> from analysis import analyze, load_articles
        >>> articles, _ = load_articles("data/articles/05-beggars-banquet.txt")
        >>> scorer_comparison(analyze(articles, "Ukraine", "textblob")).scorers
        ('textblob', 'target', 'vader')
    """
    scorers = tuple(dict.fromkeys([analysis.scorer.name, DEFAULT_SCORER, *BASELINES]))
    read = {name: _sentences(analysis, name) for name in scorers}
    chosen = read[scorers[0]]
    rows = [_summarise(actor, name, read[name], chosen["sentiment"]) for actor in analysis.wanted for name in scorers]
    return Comparison(scorers, analysis.wanted, pd.DataFrame(rows))


@styled
def scorer_chart(compared: Comparison) -> Chart:
    """A dot for the mean score of each actor by each scorer; actors in the order in which they were asked for."""
    figure = Figure(figsize=(WIDTH, 1.4 + 0.5 * len(compared.actors)), layout="constrained")
    axes = figure.subplots()
    axes.axvline(0, color="#8a919c", linewidth=1)
    for number, name in enumerate(compared.scorers):
        own = compared.rows[compared.rows["scorer"] == name].reset_index(drop=True)
        marker, colour = _MARKERS[number % len(_MARKERS)]
        lower = 0.13 * (number - (len(compared.scorers) - 1) / 2)
        axes.plot(own["sentiment_score"], own.index + lower, marker, color=colour, markersize=7, label=name)
    for row in _few(compared):
        axes.annotate("too few", (0.03, row), color="#565e68", va="center")
    actor_axis(axes, compared.actors)
    axes.set_xlim(-1.05, 1.05)
    axes.set_xlabel("mean score (−1 to +1)")
    axes.set_title("Mean score of the same sentences by each scorer")
    figure.legend(ncols=len(compared.scorers), frameon=False, loc="outside lower right", handletextpad=0.2)
    numbers = compared.rows.drop_duplicates("actor")
    sizes = listed([f"{row.n_sentences} for {row.actor}" for row in numbers.itertuples()])
    told = [f"{row.actor} by {row.scorer} {signed(row.sentiment_score)}" for row in compared.rows.itertuples()]
    return Chart(
        svg(figure),
        f"Dots on a line from −1 to +1, one for each scorer: {'; '.join(told)}.",
        f"Sentences: n = {sizes}. {NO_ERROR_BAR} {_how_accurate(compared)}",
    )


def read_scorers(compared: Comparison) -> Fragment:
    """How far apart the scorers put each actor, and how often they agree on a sentence."""
    lines = [_apart(rows) for _, rows in compared.rows.groupby("actor", sort=False) if rows["n_sentences"].iloc[0]]
    if not lines:
        return Fragment("<p class='reading'>No actor is named, so there is nothing to compare.</p>")
    return Fragment(f"<p class='reading'>{'<br>'.join(escape(line) for line in [*lines, NO_ERROR_BAR])}</p>")


def _sentences(analysis: Analysis, scorer: str) -> pd.DataFrame:
    """One row an actor and sentence with the sentiment that a scorer gives; articles that stand twice count once."""
    articles = analysis.articles
    mentions = analysis.mentions
    if scorer != analysis.scorer.name:
        mentions = score_mentions(articles, analysis.sentences, mentions, get_scorer(scorer), around=analysis.named)
    originals = articles.loc[articles["duplicate_of"].isna(), "article_id"]
    return actor_sentences(mentions[mentions["article_id"].isin(originals)]).set_index(KEYS)


def _summarise(actor: str, scorer: str, sentences: pd.DataFrame, chosen: pd.Series) -> dict:
    own = sentences[sentences.index.get_level_values("actor") == actor]
    counts = own["sentiment"].value_counts()
    return {
        "actor": actor,
        "scorer": scorer,
        "n_sentences": len(own),
        **{f"n_{sentiment}": int(counts.get(sentiment, 0)) for sentiment in SENTIMENTS},
        "n_agree": int((own["sentiment"] == chosen.loc[own.index]).sum()),
        "sentiment_score": own["sentiment_score"].mean() if len(own) >= MIN_SENTENCES else float("nan"),
    }


def _cells(row: tuple, chosen: str) -> list[str]:
    counts = [_of(getattr(row, f"n_{sentiment}"), row.n_sentences) for sentiment in SENTIMENTS]
    agrees = "" if row.scorer == chosen else _of(row.n_agree, row.n_sentences)
    return [escape(row.actor), escape(row.scorer), str(row.n_sentences), *counts, signed(row.sentiment_score), agrees]


def _of(part: int, whole: int) -> str:
    """A count with its share, where there are sentences enough for one."""
    return f"{part} <small>{percent(part / whole)}</small>" if whole >= MIN_SENTENCES else str(part)


def _few(compared: Comparison) -> list[int]:
    """The places of the actors that have no mean."""
    missing = compared.rows.groupby("actor")["sentiment_score"].count() == 0
    return [place for place, actor in enumerate(compared.actors) if missing[actor]]


def _apart(rows: pd.DataFrame) -> str:
    total, actor = int(rows["n_sentences"].iloc[0]), rows["actor"].iloc[0]
    agrees = listed([f"{row.scorer} in {row.n_agree}" for row in rows.iloc[1:].itertuples()])
    agreement = f"the label of '{rows['scorer'].iloc[0]}' is shared by {agrees}"
    if total < MIN_SENTENCES:
        return f"{actor}, n = {count(total, 'sentence')}, too few for a mean: {agreement}."
    scores = rows.set_index("scorer")["sentiment_score"]
    low, high = scores.idxmin(), scores.idxmax()
    return (
        f"{actor}, n = {count(total, 'sentence')}: mean scores from {signed(scores[low])} ('{low}') to "
        f"{signed(scores[high])} ('{high}'); {agreement}."
    )


def _how_accurate(compared: Comparison) -> str:
    """What each scorer reaches on the set that intervals rest on."""
    known = [figures for figures in map(accuracy, compared.scorers) if figures]
    if not known:
        return "How accurate these scorers are was not measured."
    reached = [
        f"'{row.scorer}' {100 * row.macro_f1:.0f} ({100 * row.ci95[0]:.0f} to {100 * row.ci95[1]:.0f})" for row in known
    ]
    return (
        f"Macro-F1 on {known[0].n} targets of {known[0].about}, labelled by {known[0].labelled_by}: {listed(reached)}; "
        f"always guessing the commonest label {100 * known[0].floor:.0f}."
    )
