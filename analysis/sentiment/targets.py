"""What a scorer is given: one mention in its sentence, with the mentions around it."""

from dataclasses import dataclass

import pandas as pd

from analysis.errors import TargetError

MAX_SENTENCE_CHARACTERS = 20_000
Span = tuple[int, int]


@dataclass(frozen=True)
class Target:
    """A mention to be scored.

    Attributes:
        sentence: The sentence in which it stands.
        start: Offset of its first character in the sentence.
        end: Offset behind its last character.
        same_actor: Spans of further mentions of the same actor in the sentence.
        other_actors: Spans of other actors' mentions in the sentence.
        before: The text before the sentence, for scorers that read it.
        after: The text behind it.

    Raises:
        TargetError: The sentence is empty or too long, or a span does not lie inside it.
    """

    sentence: str
    start: int
    end: int
    same_actor: tuple[Span, ...] = ()
    other_actors: tuple[Span, ...] = ()
    before: str = ""
    after: str = ""

    def __post_init__(self) -> None:
        if not self.sentence.strip():
            raise TargetError("The sentence is empty. Give the sentence in which the target stands.")
        if len(self.sentence) > MAX_SENTENCE_CHARACTERS:
            raise TargetError(
                f"The sentence has {len(self.sentence):,} characters, more than {MAX_SENTENCE_CHARACTERS:,}: "
                f"it starts with {self.sentence[:40]!r}. Split the text into sentences first."
            )
        for start, end in ((self.start, self.end), *self.same_actor, *self.other_actors):
            if not 0 <= start < end <= len(self.sentence):
                raise TargetError(
                    f"The span {start}-{end} does not lie in the sentence of {len(self.sentence)} characters: "
                    f"{self.sentence[:60]!r}. Offsets count characters from 0; the end is behind the last one."
                )


def build_targets(
    articles: pd.DataFrame, sentences: pd.DataFrame, mentions: pd.DataFrame, around: pd.DataFrame | None = None
) -> list[Target]:
    """One target for each row of ``mentions``, in the same order.

    Args:
        articles: The ``articles`` table.
        sentences: The ``sentences`` table.
        mentions: The ``mentions`` to be scored.
        around: All mentions that are known, of whatever actor: what stands beside a target; ``mentions`` by default.
    """
    known = mentions if around is None else around
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    spans = {(row.article_id, row.sentence): (row.start, row.end) for row in sentences.itertuples()}
    together = {key: list(rows.itertuples()) for key, rows in known.groupby(["article_id", "sentence"], sort=False)}
    targets = []
    for mention in mentions.itertuples():
        start, end = spans[mention.article_id, mention.sentence]
        beside = [other for other in together[mention.article_id, mention.sentence] if other.start != mention.start]
        targets.append(
            Target(
                texts[mention.article_id][start:end],
                mention.start - start,
                mention.end - start,
                tuple((other.start - start, other.end - start) for other in beside if other.actor == mention.actor),
                tuple((other.start - start, other.end - start) for other in beside if other.actor != mention.actor),
            )
        )
    return targets
