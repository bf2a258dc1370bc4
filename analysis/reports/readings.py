"""What the figures allow one to say, in sentences built from them; no figure, no sentence."""

from analysis.pipeline import Analysis
from analysis.reports.evidence import Fragment, escape, html_table
from analysis.reports.look import count, listed, percent, signed, words
from analysis.sentiment import get_scorer
from analysis.sentiment.targets import Target
from analysis.summary import TOO_FEW
from analysis.tables import SENTIMENTS

_TRIALS = (
    ("Kyiv praised Warsaw for its help.", "Warsaw", "positive"),
    ("Kyiv praised Warsaw for its help.", "Kyiv", "neutral"),
    ("Oslo condemned the shelling of Tbilisi by Baku.", "Tbilisi", "neutral"),
    ("Oslo condemned the shelling of Tbilisi by Baku.", "Oslo", "neutral"),
    ("An earthquake killed hundreds in Morocco.", "Morocco", "neutral"),
    ("Lisbon quietly paid the debts of its poorer neighbour.", "Lisbon", "positive"),
)
"""Sentences written for this page, a target in each, and the codebook's label (set with a language model)."""


def read_presence(analysis: Analysis) -> Fragment:
    """Who is named in how many sentences, and whether frames can tell the actors apart."""
    total = len(analysis.sentences)
    named = [
        f"{row.n_sentences} {'names' if row.n_sentences == 1 else 'name'} {row.actor}"
        for row in analysis.actors.itertuples()
    ]
    lines = [escape(f"Of {count(total, 'sentence')}, {listed(named)}.")]
    for row in analysis.actors.itertuples():
        if row.n_sentences and row.n_alone / row.n_sentences < 0.25:
            lines.append(
                f"{escape(row.actor)} stands without the other actors in {row.n_alone} of its "
                f"{count(row.n_sentences, 'sentence')}: its figures can hardly be told from theirs."
            )
    return _paragraph(lines)


def read_sentiment(analysis: Analysis) -> Fragment:
    """The shares of each actor; no order among actors, for one article cannot give one."""
    lines = [_sentiment_of(row) for row in analysis.actors.itertuples()]
    lines.append(f"Scorer: {escape(analysis.scorer.name)}. {escape(analysis.scorer.about)}")
    return _paragraph(lines)


def _sentiment_of(row: tuple) -> str:
    counts = f"{row.n_negative} negative, {row.n_neutral} neutral, {row.n_positive} positive"
    if row.n_sentences == 0:
        return f"{escape(row.actor)} is not named."
    if row.interval == TOO_FEW:
        return f"{escape(row.actor)}: {counts} of {count(row.n_sentences, 'sentence')}; too few for shares or a mean."
    shares = f"{percent(row.share_negative)}, {percent(row.share_neutral)} and {percent(row.share_positive)}"
    of = f"{counts} of {count(row.n_sentences, 'sentence')}"
    return f"{escape(row.actor)}: {of} ({shares}), mean score {signed(row.sentiment_score)}."


def read_frames(analysis: Analysis) -> Fragment:
    """The frames found most often for each actor, with their counts."""
    totals = analysis.actors.set_index("actor")["n_sentences"]
    lines = []
    for actor in analysis.wanted:
        own = analysis.actor_frames[
            (analysis.actor_frames["actor"] == actor) & (analysis.actor_frames["n_sentences"] > 0)
        ]
        top = own.sort_values("n_sentences", ascending=False, kind="stable").head(3)
        if len(top):
            found = [f"{words(row.frame)} in {row.n_sentences}" for row in top.itertuples()]
            lines.append(f"{escape(actor)}, n = {count(int(totals[actor]), 'sentence')}: {listed(found)}.")
    return _paragraph(lines or ["No frame of this scheme is present in any sentence that names an actor."])


def known_misreadings(scorer: str) -> Fragment:
    """How a scorer does on a few telling sentences, read now, beside the label that the codebook gives."""
    targets = [
        Target(sentence, sentence.index(name), sentence.index(name) + len(name)) for sentence, name, _ in _TRIALS
    ]
    rows = []
    for (sentence, name, right), row in zip(_TRIALS, get_scorer(scorer).score(targets), strict=True):
        label = SENTIMENTS[row.argmax()]
        verdict = "right" if label == right else "<strong>misread</strong>"
        rows.append([escape(sentence), name, right, label, signed(row[2] - row[0]), verdict])
    return Fragment(html_table(["sentence", "target", "should be", "scored as", "score", "verdict"], rows))


def _paragraph(lines: list[str]) -> Fragment:
    return Fragment(f"<p class='reading'>{'<br>'.join(lines)}</p>")
