"""The one walk from articles to tables: the only place that knows the order of the steps."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.actors import find_mentions, resolve_actors
from analysis.framing import Scheme, find_frames, load_scheme
from analysis.sentiment import DEFAULT_SCORER, Scorer, accuracy, get_scorer, score_mentions
from analysis.summary import summarise_actors, summarise_frames
from analysis.texts import split_sentences


@dataclass(frozen=True)
class Analysis:
    """What came of an analysis: the tables, and what they were made with.

    Attributes:
        articles: One row an article.
        sentences: One row a sentence.
        mentions: One row a mention of an actor, with its sentiment.
        frames: One row a frame, sentence and actor.
        actors: One row an actor: counts, shares, mean score, intervals.
        actor_frames: One row an actor and a frame: counts, shares, interval.
        wanted: The actors looked for, in the order in which they were asked for.
        scorer: The scorer.
        scheme: The frame scheme.
        named: Every mention that was found, of whatever actor, without sentiment: what a scorer sees beside a target.
    """

    articles: pd.DataFrame
    sentences: pd.DataFrame
    mentions: pd.DataFrame
    frames: pd.DataFrame
    actors: pd.DataFrame
    actor_frames: pd.DataFrame
    wanted: tuple[str, ...]
    scorer: Scorer
    scheme: Scheme
    named: pd.DataFrame


def analyze(
    articles: pd.DataFrame,
    actors: str | Path | Iterable[str] = ("Russia", "North Korea", "China"),
    scorer: str = DEFAULT_SCORER,
    frames: str | Path = "generic",
) -> Analysis:
    """Analyse articles: how do they frame each actor, and what sentiment do they take toward each?

    Args:
        articles: The ``articles`` table of :func:`analysis.load_articles`.
        actors: Names, or the path of a YAML file of one's own; see :func:`analysis.actors.resolve_actors`.
        scorer: The name of the sentiment scorer.
        frames: The frame scheme: "generic", "policy", or the path of one's own.

    Returns:
        The tables. ``actors`` and ``actor_frames`` are summed up over all the articles (duplicates once).

    Raises:
        CatalogueError: An actor is unknown or the file is wrong.
        ParameterError: There is no such scorer.
        SchemeError: There is no such scheme or the file is wrong.

    Example:
        >>> from analysis import load_articles
        >>> articles, _ = load_articles("data/articles")
        >>> analyze(articles, "Russia,China").actors["actor"].tolist()
        ['Russia', 'China']
    """
    catalogue, wanted = resolve_actors(actors)
    chosen, scheme = get_scorer(scorer), load_scheme(frames)
    sentences = split_sentences(articles)
    named = find_mentions(articles, sentences, catalogue.actors, catalogue)
    mentions = named[named["actor"].isin(wanted)].reset_index(drop=True)
    mentions = score_mentions(articles, sentences, mentions, chosen, around=named)
    found = find_frames(articles, sentences, mentions, scheme)
    originals = articles.loc[articles["duplicate_of"].isna(), "article_id"]
    counted, framed, split = (frame[frame["article_id"].isin(originals)] for frame in (mentions, found, sentences))
    return Analysis(
        articles=articles,
        sentences=sentences,
        mentions=mentions,
        frames=found,
        actors=summarise_actors(counted, wanted, accuracy(chosen.name)),
        actor_frames=summarise_frames(framed, counted, split, wanted, scheme),
        wanted=tuple(wanted),
        scorer=chosen,
        scheme=scheme,
        named=named,
    )
