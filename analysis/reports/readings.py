"""What the figures allow one to say, in sentences built from them; no figure, no sentence."""

from analysis.intervals import balance, compare_draws, measurement_draws
from analysis.pipeline import Analysis
from analysis.reports.evidence import Fragment, escape, html_table
from analysis.reports.look import count, listed, percent, percent_range, signed, signed_range, words
from analysis.sentiment import accuracy, get_scorer
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
    ("Oslo gave the visitors from Baku insight into its new submarines.", "Oslo", "neutral"),
    ("In return, Lima could ask for Quito's help in modernising its air force.", "Quito", "neutral"),
    ("Well done, Vienna: another winter, another hospital without power.", "Vienna", "negative"),
    ("Asked about the missing fishermen, Dakar's envoy spoke at length about the weather.", "Dakar", "negative"),
)
"""Sentences written for this page, a target in each, and the codebook's label (set with a language model). The last
four are of kinds that the trained scorers were seen to misread: favours told flatly, irony, evasion."""


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
                f"{count(row.n_sentences, 'sentence')}: its frames, and what a scorer of "
                "whole sentences says of it, can hardly be told from theirs."
            )
    return _paragraph(lines)


def read_sentiment(analysis: Analysis) -> Fragment:
    """Each actor's shares with intervals, which actors can be told apart, how accurate the scorer is; no order."""
    lines = [_sentiment_of(row) for row in analysis.actors.itertuples()]
    lines += [escape(line) for line in (_told_apart(analysis), how_accurate(analysis.scorer.name)) if line]
    lines.append(f"Scorer: {escape(analysis.scorer.name)}. {escape(analysis.scorer.about)}")
    return _paragraph(lines)


def _sentiment_of(row: tuple) -> str:
    if row.n_sentences == 0:
        return f"{escape(row.actor)} is not named."
    if row.interval == TOO_FEW:
        counts = f"{row.n_negative} negative, {row.n_neutral} neutral, {row.n_positive} positive"
        return f"{escape(row.actor)}: {counts} of {count(row.n_sentences, 'sentence')}; too few for shares or a mean."
    kind = "measurement interval " if row.n_articles == 1 else "interval "
    shares = [_share(row, name, kind if name == SENTIMENTS[0] else "") for name in SENTIMENTS]
    net, score = signed(row.share_positive - row.share_negative), signed(row.sentiment_score)
    bounds = f" ({signed_range(row.low, row.high)})" if row.low == row.low else ""
    last = f"balance {net}{bounds}, mean score {score}" if row.n_articles == 1 else f"mean score {score}{bounds}"
    return f"{escape(row.actor)}, n = {count(row.n_sentences, 'sentence')}: {listed(shares)}; {last}."


def _share(row: tuple, sentiment: str, kind: str) -> str:
    share = percent(getattr(row, f"share_{sentiment}"))
    bounds = percent_range(getattr(row, f"low_{sentiment}"), getattr(row, f"high_{sentiment}"))
    return f"{getattr(row, f'n_{sentiment}')} {sentiment} ({share}{f', {kind}{bounds}' if bounds else ''})"


def _told_apart(analysis: Analysis) -> str:
    """Which actors' balances differ by more than the scorer's errors explain; each pair by its own difference."""
    known = accuracy(analysis.scorer.name)
    rows = [row for row in analysis.actors.itertuples() if row.n_articles == 1 and row.low == row.low]
    if known is None or len(rows) < 2:
        return ""
    counts = [(row.n_negative, row.n_neutral, row.n_positive) for row in rows]
    draws = [balance(measurement_draws(own, known.confusion, seed=seed)) for seed, own in enumerate(counts)]
    apart = [
        f"{rows[a].actor} and {rows[b].actor} (by {min(abs(low), abs(high)):.2f} to {max(abs(low), abs(high)):.2f})"
        for a, b, low, high in compare_draws(draws)
        if low * high > 0
    ]
    if not apart:
        names = listed([row.actor for row in rows])
        return f"The balances of {names} do not differ by more than the scorer's errors explain."
    return f"Balances that differ by more than the scorer's errors explain: {listed(apart)}; no others do."


def how_accurate(scorer: str) -> str:
    """One line: what a scorer reaches, on what, and what guessing would reach."""
    known = accuracy(scorer)
    if known is None:
        return (
            f"How accurate: this was not measured for the scorer '{scorer}', so no figure has a measurement interval."
        )
    figure, low, high, floor = (f"{100 * value:.0f}" for value in (known.macro_f1, *known.ci95, known.floor))
    return (
        f"How accurate: the scorer '{scorer}' reaches macro-F1 {figure} ({low} to {high}) on {known.n} targets of "
        f"{known.about}, labelled by {known.labelled_by}, where always guessing the commonest label reaches {floor}. "
        "The intervals suppose that it errs as often here."
    )


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
