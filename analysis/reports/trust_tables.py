"""Tables and sentences on how far the measures can be trusted."""

from collections.abc import Sequence
from typing import Any

from analysis import __version__
from analysis.intervals import MIN_SENTENCES
from analysis.reports.evidence import Fragment, escape, html_table
from analysis.reports.look import count, listed, percent, signed_range
from analysis.reports.trust import MENTION_SETS, SHIPPED_FILE, Figures, Trust
from analysis.sentiment import get_scorer
from analysis.tables import PROBABILITIES, SENTIMENTS

_PUBLISHED = (("NewsMTSC test, rw", "83.1"), ("NewsMTSC test, mt", "82.5"))
_PUBLISHED_ABOUT = (
    "NewsMTSC test: the published macro-F1 of GRU-TSC on RoBERTa-base (Hamborg and Donnay, EACL 2021), given there "
    "without interval. It is on the test part, the figures of this project are on the dev part: not the same sentences."
)


def accuracy_table(trust: Trust) -> Fragment:
    """Every scorer on every set: macro-F1 with its interval, beside the floor; then what others have published."""
    rows = [
        [
            escape(row["set"]),
            escape(row["scorer"]),
            f"{row['n']:,}",
            _figure(row["macro_f1"], row["ci95"]),
            hundred(row["floor"]),
            _mixed(row["mixed"]),
            escape(trust.sets[row["set"]]["labelled_by"]),
        ]
        for row in trust.results
    ]
    rows += [[name, "GRU-TSC <small>published</small>", "", f1, "", "", "crowd workers"] for name, f1 in _PUBLISHED]
    header = ["Set", "scorer", "targets", "macro-F1", "floor", "mixed sentences", "labelled by"]
    abouts = [*(f"{name}: {text['about']}." for name, text in trust.sets.items()), _PUBLISHED_ABOUT]
    return Fragment(html_table(header, rows) + f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in abouts)}</ul>")


def read_accuracy(trust: Trust) -> Fragment:
    """What the chosen scorer reaches on each set, and whether judging anew gave what is stored."""
    lines = [_reach(row) for row in trust.own()] or [f"No figure is stored for the scorer '{trust.scorer}'."]
    again = next((row["macro_f1"] for row in trust.own() if row["set"] == trust.judged), None)
    if again is not None and trust.before is not None:
        stored = "as is stored" if again == trust.before else f"where {hundred(trust.before)} is stored"
        lines.append(f"Judged anew for this page, the scorer reached {hundred(again)} on {trust.judged}, {stored}.")
    lines.append("Each interval says how sure one figure is; none of them tests a difference between two scorers.")
    return _paragraph(lines)


def read_calibration(trust: Trust) -> Fragment:
    """How far each set's probabilities are off, for the chosen scorer."""
    found = [
        f"{hundred(row['calibration_error'])} points on {row['set']} (n = {row['n']})"
        for row in trust.own()
        if row.get("calibration_error") is not None
    ]
    lines = [f"Expected calibration error of '{trust.scorer}': {listed(found)}."] if found else ["Not stored."]
    return _paragraph([*lines, "0 would mean that of the labels given with 80 % probability, 80 % are right."])


def invariance_table(trust: Trust) -> Fragment:
    """How often a label changes when only the names of the actors do, by scorer."""
    if not trust.invariance:
        return Fragment("<p>Not stored. <em>framing evaluate invariance FILE</em> works these figures out.</p>")
    rows = [
        [escape(row["scorer"]), whose, *_exchanged(row.get(kind) or {"n": 0})]
        for row in trust.invariance
        for kind, whose in (("target", "of the target"), ("others", "of the other actors"))
    ]
    header = ["Scorer", "names exchanged", "targets", "labels changed", "targets with a change", "mean range of score"]
    return Fragment(html_table(header, rows))


def read_actors(trust: Trust) -> Fragment:
    """Whether some actors come off better than others; the two furthest apart, tested as such."""
    rows = with_actors(trust)
    lines = [_furthest(row) for row in rows] or ["Not known: no set with figures of this scorer names its actors."]
    return _paragraph(lines)


def with_actors(trust: Trust) -> list[Figures]:
    """The chosen scorer's figures on sets that name the actor of each target."""
    return [row for row in trust.own() if row.get("by_actor")]


def worst_errors(trust: Trust, number: int = 12) -> Fragment:
    """The targets that the scorer got wrong while it was most sure, in full."""
    if not trust.targets:
        return Fragment(f"<p>{SHIPPED_FILE} is not at hand: give a file of labelled targets.</p>")
    wrong = [row for row in trust.targets if row["predicted"] != row["label"]]
    surest = sorted(wrong, key=lambda row: -max(row[name] for name in PROBABILITIES))[:number]
    rows = [
        [
            _marked(row),
            *(f"<span class='{row[name]}'>{row[name]}</span>" for name in ("label", "predicted")),
            *(f"{row[name]:.2f}" for name in PROBABILITIES),
        ]
        for row in surest
    ]
    total = len(trust.targets)
    told = f"{trust.judged}: '{trust.scorer}' misreads {len(wrong)} of {count(total, 'target')}"
    told += f" ({percent(len(wrong) / total)})" if total >= MIN_SENTENCES else ""
    shown = f"; below, the {len(rows)} of which it was most sure" if len(rows) < len(wrong) else ""
    header = ["Sentence, its target in bold", "label", "predicted", *(f"p {name}" for name in SENTIMENTS)]
    return Fragment(f"<p>{escape(told + shown)}.</p>{html_table(header, rows, 'sentences') if rows else ''}")


def mentions_table(trust: Trust) -> Fragment:
    """How many of the actors' mentions are found, and how many of those found are right."""
    if not trust.mentions:
        return Fragment("<p>The labelled passages are not at hand: they come with the project's source.</p>")
    rows = [
        [
            row["set"],
            row["n_texts"],
            row["n"],
            hundred(row["precision"]),
            hundred(row["recall"]),
            _figure(row["f1"], row["ci95"]),
            MENTION_SETS[row["set"]],
        ]
        for row in trust.mentions
    ]
    header = ["Set", "passages", "mentions", "precision", "recall", "F1", "what it was used for"]
    return Fragment(html_table(header, rows))


def trust_settings(trust: Trust) -> Fragment:
    """What the page was made with, for citing and repeating."""
    scorer = f"{trust.scorer}. {get_scorer(trust.scorer).about}"
    facts = {"Software": f"news-framing {__version__}", "Scorer": scorer, "Judged anew": trust.judged or "nothing"}
    rows = [f"<tr><th scope='row'>{name}</th><td>{escape(value)}</td></tr>" for name, value in facts.items()]
    return Fragment(f"<table class='facts'><tbody>{''.join(rows)}</tbody></table>")


def hundred(share: float) -> str:
    """A share in hundredths with one decimal, as F1 is commonly given.

    >>> hundred(0.8363)
    '83.6'
    """
    return f"{100 * share:.1f}"


def _figure(value: float, bounds: Sequence[float] | None, note: str = "") -> str:
    interval = f"{hundred(bounds[0])}&nbsp;to&nbsp;{hundred(bounds[1])}" if bounds else "no interval"
    return f"{hundred(value)}<br><small>{interval}{note}</small>"


def _mixed(row: Figures) -> str:
    return _figure(row["macro_f1"], row["ci95"], f", n = {row['n']}") if row["n"] else "none"


def _reach(row: Figures) -> str:
    low, high, floor = (hundred(value) for value in (*row["ci95"], row["floor"]))
    mixed = row["mixed"]
    apart = f"; {hundred(mixed['macro_f1'])} where a sentence's targets differ (n = {mixed['n']})" if mixed["n"] else ""
    return (
        f"{row['set']}, n = {row['n']}: '{row['scorer']}' reaches macro-F1 {hundred(row['macro_f1'])} "
        f"({low} to {high}), always guessing the commonest label {floor}{apart}."
    )


def _exchanged(row: Figures) -> list[str]:
    if "flips" not in row:
        return [str(row["n"]), "–", "–", "–"]
    low, high = row["ci95"]["mean_range"]
    least, most = (hundred(bound) for bound in row["ci95"]["flips"])
    return [
        f"{row['n']:,}",
        f"{hundred(row['flips'])} %<br><small>{least}&nbsp;to&nbsp;{most} %</small>",
        f"{hundred(row['lines_flipped'])} %",
        f"{row['mean_range']:.3f}<br><small>{low:.3f}&nbsp;to&nbsp;{high:.3f}</small>",
    ]


def _furthest(row: Figures) -> str:
    pair = row.get("largest_difference") or {}
    if not pair:
        return f"{row['set']}: fewer than two actors have targets enough."
    low, high = pair["ci95"]
    verdict = "more than chance explains" if pair["differ"] else "chance alone can explain that"
    return (
        f"{row['set']}: of {pair['compared']} actors, {pair['lower']} and {pair['higher']} lie furthest apart, by "
        f"{pair['difference']:.2f} ({signed_range(low, high)}, for all pairs at once): {verdict}."
    )


def _marked(row: dict[str, Any]) -> str:
    sentence, start, end = row["sentence"], row["start"], row["end"]
    return f"{escape(sentence[:start])}<strong>{escape(sentence[start:end])}</strong>{escape(sentence[end:])}"


def _paragraph(lines: list[str]) -> Fragment:
    return Fragment(f"<p class='reading'>{'<br>'.join(escape(line) for line in lines)}</p>")
