"""The figures of an actor: counts, shares and means of its mentions and frames, with intervals or why none."""

from collections.abc import Sequence
from itertools import chain

import pandas as pd

from analysis.framing import PRESENT, Scheme
from analysis.intervals import MIN_SENTENCES, mean_over_articles, means_over_articles, measurement_interval
from analysis.sentiment import Accuracy
from analysis.tables import PROBABILITIES, SENTIMENTS, table

KEYS = ["article_id", "sentence", "actor"]
TOO_FEW = f"fewer than {MIN_SENTENCES} sentences: counts only"
UNMEASURED = "one article: a census of its sentences; how often this scorer errs was not measured"


def actor_sentences(mentions: pd.DataFrame) -> pd.DataFrame:
    """One row a sentence and actor: several mentions of an actor in a sentence count once.

    Returns:
        ``article_id``, ``sentence``, ``actor``, the means of the probabilities and of ``sentiment_score`` over the
        mentions, ``sentiment`` (the most probable), ``n_mentions``, and ``alone``: whether no other actor stands there.
    """
    grouped = mentions.groupby(KEYS, sort=False)
    sentences = grouped[[*PROBABILITIES, "sentiment_score"]].mean()
    sentences["n_mentions"] = grouped.size()
    sentences = sentences.reset_index()
    labels = sentences[list(PROBABILITIES)].to_numpy().argmax(axis=1) if len(sentences) else []
    sentences["sentiment"] = [SENTIMENTS[label] for label in labels]
    sentences["alone"] = sentences.groupby(["article_id", "sentence"])["actor"].transform("size") == 1
    return sentences


def summarise_actors(mentions: pd.DataFrame, actors: Sequence[str], accuracy: Accuracy | None = None) -> pd.DataFrame:
    """The ``actors`` table: one row an actor, in the order given; actors that are never mentioned have zeros.

    Shares and means are over sentences. They are missing where an actor has fewer than ten sentences.

    One article is a census, and its doubt is the scorer's errors. ``low_negative`` to ``high_positive`` then bound the
    share of the sentences that truly have the label, and ``low`` and ``high`` the true balance, share positive less
    share negative, which ``sentiment_score`` estimates. The bounds allow for how often the scorer is known to mistake
    each label for another; the shares and the score do not. So these may lie outside, where the scorer is weak or the
    article long and nearly all of one label: they tell what the scorer said, the bounds what probably is the case.

    Several articles give bootstrap intervals over articles, of the shares and of the mean ``sentiment_score``, where
    there are twenty or more; they leave the scorer's errors aside. ``interval`` says which kind, or why there is none.

    Args:
        mentions: The ``mentions`` table, scored.
        actors: The actors wanted.
        accuracy: How often the scorer errs; None where it was not measured, which leaves one article without bounds.
    """
    sentences = actor_sentences(mentions)
    rows = [_summarise_actor(actor, sentences[sentences["actor"] == actor], accuracy) for actor in actors]
    return table("actors", rows)


def _summarise_actor(actor: str, sentences: pd.DataFrame, accuracy: Accuracy | None) -> dict:
    counts = sentences["sentiment"].value_counts()
    row = {
        "actor": actor,
        "n_mentions": sentences["n_mentions"].sum(),
        "n_sentences": len(sentences),
        "n_articles": sentences["article_id"].nunique(),
        "n_alone": sentences["alone"].sum(),
        **{f"n_{sentiment}": counts.get(sentiment, 0) for sentiment in SENTIMENTS},
    }
    if len(sentences) < MIN_SENTENCES:
        return row | {"interval": TOO_FEW}
    shares = {f"share_{sentiment}": row[f"n_{sentiment}"] / len(sentences) for sentiment in SENTIMENTS}
    bounds = _measured(row, accuracy) if row["n_articles"] == 1 else _resampled(sentences)
    return row | shares | {"sentiment_score": sentences["sentiment_score"].mean()} | bounds


def _measured(row: dict, accuracy: Accuracy | None) -> dict:
    """The bounds of one article."""
    if accuracy is None:
        return {"interval": UNMEASURED}
    shares, balance = measurement_interval([row[f"n_{sentiment}"] for sentiment in SENTIMENTS], accuracy.confusion)
    note = f"measurement interval: the scorer's errors, measured on {accuracy.set_name} (n = {accuracy.n})"
    return _bounds([*shares, balance]) | {"interval": note}


def _resampled(sentences: pd.DataFrame) -> dict:
    """The bounds of several articles."""
    columns = {sentiment: sentences["sentiment"] == sentiment for sentiment in SENTIMENTS}
    by_article = pd.DataFrame({**columns, "score": sentences["sentiment_score"]}).groupby(sentences["article_id"])
    bounds, note = means_over_articles(by_article.sum().to_numpy(dtype=float), by_article.size().to_numpy())
    return _bounds(bounds) | {"interval": note or _over(len(by_article))}


def _bounds(pairs: Sequence[tuple[float, float]]) -> dict[str, float]:
    """The columns of bounds: of each share, then of the score."""
    columns = [f"{side}{ending}" for ending in (*(f"_{name}" for name in SENTIMENTS), "") for side in ("low", "high")]
    return dict(zip(columns, chain.from_iterable(pairs), strict=True))


def summarise_frames(
    frames: pd.DataFrame, mentions: pd.DataFrame, sentences: pd.DataFrame, actors: Sequence[str], scheme: Scheme
) -> pd.DataFrame:
    """The ``actor_frames`` table: one row an actor and a frame of the scheme, also where it was never found.

    ``n_sentences`` counts the actor's sentences in which the frame is present, ``share`` is their share of all its
    sentences; headings count with the body.
    """
    concerned = actor_sentences(mentions)[KEYS].merge(
        sentences[["article_id", "sentence", "part"]], on=["article_id", "sentence"]
    )
    present = frames.loc[frames["score"] >= PRESENT, [*KEYS, "frame"]]
    rows = []
    for actor in actors:
        own = concerned[concerned["actor"] == actor]
        for frame in scheme.frames:
            framed = own.merge(present[present["frame"] == frame.name], on=KEYS, how="left")["frame"].notna().to_numpy()
            rows.append({"actor": actor, "scheme": scheme.name, "frame": frame.name} | _summarise_frame(own, framed))
    return table("actor_frames", rows)


def _summarise_frame(own: pd.DataFrame, framed: pd.Series) -> dict:
    parts = own.loc[framed, "part"].replace("heading", "body").value_counts()
    row = {"n_sentences": framed.sum(), **{f"n_{part}": parts.get(part, 0) for part in ("title", "lead", "body")}}
    if len(own) < MIN_SENTENCES:
        return row | {"interval": TOO_FEW}
    return row | {"share": framed.mean()} | _interval(pd.Series(framed, index=own.index, dtype=float), own)


def _interval(values: pd.Series, sentences: pd.DataFrame) -> dict:
    by_article = values.groupby(sentences["article_id"])
    low, high, note = mean_over_articles(by_article.sum().to_numpy(), by_article.size().to_numpy())
    return {"low": low, "high": high, "interval": note or _over(len(by_article))}


def _over(articles: int) -> str:
    return f"bootstrap over {articles} articles"
