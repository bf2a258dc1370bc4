import pandas as pd
import pytest

from analysis.framing import PRESENT, find_frames
from analysis.framing.scheme import Cue, Frame, Scheme
from analysis.tables import COLUMNS, table
from analysis.texts import split_sentences

TEXT = "The drought hit Russia. A dry year, said China and Russia. A drought came. Russia slept."
SCHEME = Scheme("own", "Own", "", (Frame("water", "", (Cue(("drought*",), 0.9), Cue(("dry",), 0.3))),))


@pytest.fixture
def frames() -> pd.DataFrame:
    """The frames of the text above; Russia stands in its sentences 0, 1 (twice) and 3, China in 1."""
    articles = pd.DataFrame({"article_id": ["a"], "title": [None], "text": [TEXT]})
    where = [(0, "Russia"), (1, "China"), (1, "Russia"), (1, "Russia"), (3, "Russia")]
    mentions = [{"article_id": "a", "sentence": n, "start": 0, "end": 1, "actor": actor} for n, actor in where]
    return find_frames(articles, split_sentences(articles), table("mentions", mentions), SCHEME)


def test_a_frame_is_an_actors_where_the_actor_is_mentioned(frames):
    assert frames[["sentence", "actor"]].to_numpy().tolist() == [[0, "Russia"], [1, "China"], [1, "Russia"]]


def test_a_frame_of_a_sentence_without_an_actor_is_nobodys(frames):
    assert 2 not in frames["sentence"].tolist()


def test_a_frame_carries_the_words_that_show_it(frames):
    assert frames["evidence"].tolist() == ["drought", "dry", "dry"]


def test_a_weak_trace_is_kept_below_the_score_that_counts(frames):
    assert frames["score"].ge(PRESENT).tolist() == [True, False, False]


def test_a_frame_says_scheme_and_method(frames):
    assert frames[["scheme", "method"]].drop_duplicates().to_numpy().tolist() == [["own", "lexicon"]]


def test_the_voice_is_missing_until_it_is_known(frames):
    assert frames[["voice", "speaker"]].isna().all(axis=None)


def test_without_mentions_there_are_no_frames():
    articles = pd.DataFrame({"article_id": ["a"], "title": [None], "text": [TEXT]})
    frames = find_frames(articles, split_sentences(articles), table("mentions", []), SCHEME)
    assert frames.columns.tolist() == list(COLUMNS["frames"])
    assert frames.empty


def test_the_evidence_stands_in_the_sentence_in_the_sample_articles(samples):
    texts = samples.articles.set_index("article_id")["text"]
    merged = samples.frames.merge(samples.sentences, on=["article_id", "sentence"])
    assert len(merged) == len(samples.frames) > 0
    for row in merged.itertuples():
        sentence = texts[row.article_id][row.start : row.end]
        assert all(word in sentence for word in row.evidence.split("; "))


def test_one_row_a_frame_sentence_and_actor_in_the_sample_articles(samples):
    assert not samples.frames.duplicated(["article_id", "sentence", "actor", "scheme", "frame"]).any()
