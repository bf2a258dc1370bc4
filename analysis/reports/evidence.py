"""The evidence as HTML: the figures of each actor, the sentences behind them, and the article with its mentions marked.

All text of the article is escaped here; the page sanitises once more.
"""

import html
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

import pandas as pd

from analysis import __version__
from analysis.framing import PRESENT
from analysis.intervals import MIN_SENTENCES
from analysis.pipeline import Analysis
from analysis.reports.look import (
    ACTOR_CLASSES,
    count,
    in_notebook,
    listed,
    percent,
    percent_range,
    signed,
    signed_range,
    words,
)
from analysis.summary import KEYS, actor_sentences
from analysis.tables import SENTIMENTS


@dataclass(frozen=True)
class Fragment:
    """A piece of HTML that shows itself in notebooks and pages."""

    html: str

    def _repr_html_(self) -> str:
        return in_notebook(self.html)


def escape(value: object) -> str:
    """A value as text that is safe in HTML; missing values are empty."""
    return "" if value is None or value != value else html.escape(str(value))


def article_card(analysis: Analysis, removed: pd.DataFrame) -> Fragment:
    """What is known of the article, and the text that was left out of it."""
    article = analysis.articles.iloc[0]
    facts = {
        "Title": article["title"],
        "Outlet": article["outlet"],
        "Author": article["author"],
        "Date": article["date"],
        "Source": article["url"] if isinstance(article["url"], str) else article["source_file"],
        "Length": f"{count(int(article['n_sentences']), 'sentence')}, {len(article['text'].split()):,} words",
        "Text checksum": f"{article['sha256'][:16]}…",
    }
    left_out = "".join(
        f"<li>{escape(row.text)} <small>({escape(row.reason)})</small></li>" for row in removed.itertuples()
    )
    details = (
        f"<details><summary>Left out of the text: {count(len(removed), 'piece')}</summary><ul>{left_out}</ul></details>"
        if left_out
        else "<p>Nothing was left out of the text.</p>"
    )
    return Fragment(_facts(facts) + details)


def settings_table(analysis: Analysis) -> Fragment:
    """What the figures were made with, for citing and repeating."""
    facts = {
        "Software": f"news-framing {__version__}",
        "Actors": listed(analysis.wanted),
        "Scorer": f"{analysis.scorer.name}. {analysis.scorer.about}",
        "Frames": f"{analysis.scheme.title}, found by a word list. {analysis.scheme.source}",
    }
    return Fragment(_facts(facts))


def presence_table(analysis: Analysis) -> Fragment:
    """How often each actor is named, and how often it stands alone."""
    total = len(analysis.sentences)
    rows = [
        [
            _actor_link(analysis, row.actor),
            row.n_mentions,
            row.n_sentences,
            percent(row.n_sentences / total),
            row.n_alone,
            _of(row.n_alone, row.n_sentences),
        ]
        for row in analysis.actors.itertuples()
    ]
    header = ["Actor", "mentions", "sentences", f"share of {total}", "alone", "share alone"]
    return Fragment(html_table(header, rows))


def sentiment_table(analysis: Analysis) -> Fragment:
    """Each actor's three shares with their intervals, then balance and mean score; counts lead to the sentences."""
    rows = []
    for row in analysis.actors.itertuples():
        cells = [_actor_link(analysis, row.actor), row.n_sentences]
        for sentiment in SENTIMENTS:
            number, share = getattr(row, f"n_{sentiment}"), getattr(row, f"share_{sentiment}")
            link = f"<a href='#{_anchor(analysis, row.actor, sentiment)}'>{number}</a>" if number else "0"
            bounds = percent_range(getattr(row, f"low_{sentiment}"), getattr(row, f"high_{sentiment}"))
            shown = f"{percent(share) if share == share else ''}<br>{bounds}".replace(" ", "&nbsp;")
            cells.append(f"{link} <small>{shown}</small>")
        balance, score = signed(row.share_positive - row.share_negative), signed(row.sentiment_score)
        note = f"<br><small>{signed_range(row.low, row.high).replace(' ', '&nbsp;') or escape(row.interval)}</small>"
        rows.append([*cells, balance + note, score] if row.n_articles < 2 else [*cells, balance, score + note])
    return Fragment(html_table(["Actor", "sentences", *SENTIMENTS, "balance", "mean score"], rows))


def evidence_words(analysis: Analysis) -> Fragment:
    """Each actor's frames with the words that show them."""
    present = analysis.frames[analysis.frames["score"] >= PRESENT]
    rows = []
    for actor in analysis.wanted:
        own = present[present["actor"] == actor]
        for frame in (frame.name for frame in analysis.scheme.frames):
            found = own[own["frame"] == frame]
            if len(found):
                total = int(analysis.actors.set_index("actor").loc[actor, "n_sentences"])
                rows.append(
                    [_actor_link(analysis, actor), escape(words(frame)), f"{len(found)} of {total}", _word_links(found)]
                )
    return Fragment(
        html_table(["Actor", "frame", "sentences", "words that show it (number: the sentence)"], rows, "words")
        if rows
        else "<p>No frame is present in any sentence that names an actor.</p>"
    )


def sentence_tables(analysis: Analysis) -> Fragment:
    """Every sentence of each actor with its score and frames, grouped by sentiment."""
    texts = {
        row.sentence: analysis.articles.iloc[0]["text"][row.start : row.end] for row in analysis.sentences.itertuples()
    }
    present = analysis.frames[analysis.frames["score"] >= PRESENT]
    named = present.assign(frame=present["frame"].map(words)).groupby(KEYS)["frame"].agg(", ".join)
    sections = []
    sentences = actor_sentences(analysis.mentions)
    for actor in analysis.wanted:
        own = sentences[sentences["actor"] == actor]
        order = own.assign(rank=own["sentiment"].map({"negative": 0, "positive": 1, "neutral": 2})).sort_values(
            ["rank", "sentence"]
        )
        rows, seen = [], set()
        for row in order.itertuples():
            anchor = "" if row.sentiment in seen else f" id='{_anchor(analysis, actor, row.sentiment)}'"
            seen.add(row.sentiment)
            label = f"<span class='{row.sentiment}'{anchor}>{row.sentiment} {signed(row.sentiment_score)}</span>"
            rows.append(
                [
                    f"<a href='#s{row.sentence + 1}'>{row.sentence + 1}</a>",
                    label,
                    escape(texts[row.sentence]),
                    escape(named.get((row.article_id, row.sentence, actor), "")),
                ]
            )
        body = (
            html_table(["No.", "sentiment", "sentence", "frames"], rows, "sentences")
            if rows
            else "<p>Not mentioned.</p>"
        )
        sections.append(
            f"<details open class='{_actor_class(analysis, actor)}' id='{_anchor(analysis, actor)}'>"
            f"<summary><strong>{escape(actor)}</strong>: {count(len(rows), 'sentence')}</summary>{body}</details>"
        )
    return Fragment("".join(sections))


def marked_article(analysis: Analysis) -> Fragment:
    """The article with every mention marked: colour and label tell actor, kind and score."""
    article = analysis.articles.iloc[0]
    by_sentence = dict(tuple(analysis.mentions.groupby("sentence")))
    paragraphs = []
    for _, group in groupby(
        analysis.sentences.itertuples(), key=lambda row: article["text"].count("\n\n", 0, row.start)
    ):
        rows = list(group)
        inner = " ".join(
            _marked_sentence(analysis, article["text"], row, by_sentence.get(row.sentence)) for row in rows
        )
        paragraphs.append(f"<p class='{rows[0].part}'>{inner}</p>")
    legend = " ".join(
        f"<span class='mention {_actor_class(analysis, actor)}'>{escape(actor)}</span>" for actor in analysis.wanted
    )
    return Fragment(f"<p class='legend'>{legend}</p><div class='article'>{''.join(paragraphs)}</div>")


def _marked_sentence(analysis: Analysis, text: str, sentence: tuple, mentions: pd.DataFrame | None) -> str:
    pieces, done = [], sentence.start
    for mention in mentions.itertuples() if mentions is not None else ():
        pieces += [escape(text[done : mention.start]), _mark(analysis, mention)]
        done = mention.end
    pieces.append(escape(text[done : sentence.end]))
    return f"<span class='sentence' id='s{sentence.sentence + 1}'>{''.join(pieces)}</span>"


def _mark(analysis: Analysis, mention: tuple) -> str:
    tip = f"{mention.actor} · {mention.kind} · {mention.sentiment} {signed(mention.sentiment_score)}"
    return (
        f"<span class='mention {_actor_class(analysis, mention.actor)}' tabindex='0'>{escape(mention.text)}"
        f"<sup class='{mention.sentiment}'>{signed(mention.sentiment_score)}</sup>"
        f"<span class='tip'> [{escape(tip)}]</span></span>"
    )


def _actor_class(analysis: Analysis, actor: str) -> str:
    return f"actor-{analysis.wanted.index(actor) % ACTOR_CLASSES + 1}"


def _anchor(analysis: Analysis, actor: str, sentiment: str = "") -> str:
    return f"sentences-{analysis.wanted.index(actor) + 1}{f'-{sentiment}' if sentiment else ''}"


def _actor_link(analysis: Analysis, actor: str) -> str:
    return f"<a class='{_actor_class(analysis, actor)}' href='#{_anchor(analysis, actor)}'>{escape(actor)}</a>"


def _word_links(found: pd.DataFrame) -> str:
    return "; ".join(
        f"{escape(row.evidence)} <a href='#s{row.sentence + 1}'>{row.sentence + 1}</a>" for row in found.itertuples()
    )


def _of(part: int, whole: int) -> str:
    """A share, where there are sentences enough for one."""
    return percent(part / whole) if whole >= MIN_SENTENCES else "–"


def _facts(facts: dict[str, object]) -> str:
    rows = (
        f"<tr><th scope='row'>{name}</th><td>{escape(value) or 'not given'}</td></tr>" for name, value in facts.items()
    )
    return f"<table class='facts'><tbody>{''.join(rows)}</tbody></table>"


def html_table(header: Iterable[str], rows: Iterable[Iterable[object]], kind: str = "figures") -> str:
    """A table that scrolls sideways on its own; the cells are HTML already."""
    head = "".join(f"<th scope='col'>{name}</th>" for name in header)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return (
        f"<div class='scroll'><table class='{kind}'><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
