"""The figures of an actor: counts, shares and means of its mentions and frames, with an interval or why none."""

from collections.abc import Sequence

import pandas as pd

from analysis.framing import PRESENT, Scheme
from analysis.intervals import MIN_SENTENCES, mean_over_articles
from analysis.tables import PROBABILITIES, SENTIMENTS, table

KEYS = ["article_id", "sentence", "actor"]
TOO_FEW = f"fewer than {MIN_SENTENCES} sentences: counts only"


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


def summarise_actors(mentions: pd.DataFrame, actors: Sequence[str]) -> pd.DataFrame:
    """The ``actors`` table: one row an actor, in the order given; actors that are never mentioned have zeros.

    Shares and means are over sentences. They are missing where an actor has fewer than ten sentences. One article is a
    census; several articles give a bootstrap interval over articles, twenty or more of them (``interval`` says which).
    """
    sentences = actor_sentences(mentions)
    return table("actors", [_summarise_actor(actor, sentences[sentences["actor"] == actor]) for actor in actors])


def _summarise_actor(actor: str, sentences: pd.DataFrame) -> dict:
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
    return (
        row
        | shares
        | {"sentiment_score": sentences["sentiment_score"].mean()}
        | _interval(sentences["sentiment_score"], sentences)
    )


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
    return {"low": low, "high": high, "interval": note}
