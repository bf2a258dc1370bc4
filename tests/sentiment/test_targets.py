import pandas as pd
import pytest

from analysis.errors import TargetError
from analysis.sentiment import Target, build_targets, get_scorer, score_mentions
from analysis.tables import table
from analysis.texts import split_sentences

SENTENCE = "Moscow praised Beijing."


@pytest.mark.parametrize("span", [(-1, 3), (0, 0), (5, 3), (0, 24), (24, 25)])
def test_a_mention_outside_its_sentence_is_refused_with_its_offsets(span):
    with pytest.raises(TargetError, match=f"{span[0]}-{span[1]}"):
        Target(SENTENCE, *span)


@pytest.mark.parametrize("field", ["same_actor", "other_actors"])
def test_a_further_mention_outside_the_sentence_is_refused(field):
    with pytest.raises(TargetError, match="20-99"):
        Target(SENTENCE, 0, 6, **{field: ((15, 22), (20, 99))})


def test_a_mention_may_be_the_whole_sentence():
    assert Target("Russia", 0, 6).end == 6


@pytest.mark.parametrize("sentence", ["", "   "])
def test_an_empty_sentence_is_refused(sentence):
    with pytest.raises(TargetError, match="empty"):
        Target(sentence, 0, 1)


def test_a_sentence_that_is_a_book_is_refused():
    with pytest.raises(TargetError, match="20,001"):
        Target("a" * 20_001, 0, 1)


@pytest.fixture
def tables():
    """A text whose second sentence names Moscow twice and Beijing once, behind an emoji."""
    text = "🚀 Rockets flew. Moscow praised Beijing, and Moscow paid."
    articles = pd.DataFrame({"article_id": ["a"], "title": [None], "text": [text]})
    rows = [("Moscow", 17, "Russia"), ("Beijing", 32, "China"), ("Moscow", 45, "Russia")]
    mentions = [
        {
            "article_id": "a",
            "sentence": 1,
            "start": text.index(name, start - 2),
            "end": text.index(name, start - 2) + len(name),
            "text": name,
            "actor": actor,
        }
        for name, start, actor in rows
    ]
    return articles, split_sentences(articles), table("mentions", mentions)


def spans(target: Target, field: str) -> list[str]:
    return [target.sentence[start:end] for start, end in getattr(target, field)]


def test_each_mention_becomes_a_target_whose_span_is_the_mention(tables):
    targets = build_targets(*tables)
    assert [target.sentence[target.start : target.end] for target in targets] == ["Moscow", "Beijing", "Moscow"]


def test_a_target_holds_its_sentence_and_no_other(tables):
    assert {target.sentence for target in build_targets(*tables)} == {"Moscow praised Beijing, and Moscow paid."}


def test_a_target_knows_the_further_mentions_of_its_actor(tables):
    targets = build_targets(*tables)
    assert [spans(target, "same_actor") for target in targets] == [["Moscow"], [], ["Moscow"]]
    assert targets[0].same_actor == ((targets[2].start, targets[2].end),)


def test_a_target_knows_the_mentions_of_other_actors(tables):
    assert [spans(target, "other_actors") for target in build_targets(*tables)] == [
        ["Beijing"],
        ["Moscow", "Moscow"],
        ["Beijing"],
    ]


def test_the_targets_keep_the_order_of_the_mentions(tables):
    articles, sentences, mentions = tables
    turned = build_targets(articles, sentences, mentions[::-1].reset_index(drop=True))
    assert [target.start for target in turned] == [target.start for target in build_targets(*tables)][::-1]


def test_one_sentence_without_an_end_does_not_stop_the_scoring_of_the_others():
    text = "Russia and " + "then the train and the band and " * 800 + "nothing more"
    articles = pd.DataFrame({"article_id": ["a", "b"], "title": [None, None], "text": [text, "Russia lost."]})
    rows = [{"article_id": name, "sentence": 0, "start": 0, "end": 6, "actor": "Russia"} for name in ("a", "b")]
    scored = score_mentions(articles, split_sentences(articles), table("mentions", rows), get_scorer("vader"))
    assert scored["sentiment"].notna().iloc[1]
