import pandas as pd
import pytest

from analysis.framing.scheme import Cue, Frame, Scheme
from analysis.intervals import measurement_interval
from analysis.sentiment import Accuracy
from analysis.summary import actor_sentences, summarise_actors, summarise_frames
from analysis.tables import SENTIMENTS, table

SCHEME = Scheme("own", "Own", "", tuple(Frame(name, "", (Cue((name,), 0.9),)) for name in ("water", "fire")))
POSITIVE, NEGATIVE, NEUTRAL = (0.0, 0.1, 0.9), (0.8, 0.2, 0.0), (0.1, 0.8, 0.1)

CONFUSION = ((230, 30, 10), (35, 295, 23), (10, 30, 120))
MEASURED = Accuracy("own", "own-set", "news", "coders", 783, 0.8, (0.7, 0.9), 0.2, CONFUSION)
BOUNDS = [f"{side}_{label}" for label in SENTIMENTS for side in ("low", "high")] + ["low", "high"]


def mention(sentence: int, actor: str = "Russia", p: tuple = NEUTRAL, article: str = "a") -> dict:
    return {
        "article_id": article,
        "sentence": sentence,
        "start": 0,
        "end": 6,
        "actor": actor,
        "p_negative": p[0],
        "p_neutral": p[1],
        "p_positive": p[2],
        "sentiment_score": p[2] - p[0],
    }


def mentions(*rows: dict) -> pd.DataFrame:
    return table("mentions", rows)


def summary(*rows: dict, actor: str = "Russia", accuracy: Accuracy | None = None) -> pd.Series:
    return summarise_actors(mentions(*rows), [actor], accuracy).iloc[0]


def frames(*found: tuple[int, str], actor: str = "Russia", score: float = 0.9) -> pd.DataFrame:
    rows = [{"article_id": "a", "sentence": n, "actor": actor, "frame": name, "score": score} for n, name in found]
    return table("frames", rows)


def sentences(*parts: str) -> pd.DataFrame:
    rows = [{"article_id": "a", "sentence": n, "start": n, "end": n + 1, "part": part} for n, part in enumerate(parts)]
    return table("sentences", rows)


def frame_row(found: pd.DataFrame, parts: list[str], frame: str = "water") -> pd.Series:
    own = mentions(*(mention(number) for number in range(len(parts))))
    rows = summarise_frames(found, own, sentences(*parts), ["Russia"], SCHEME)
    return rows.set_index("frame").loc[frame]


def test_several_mentions_in_a_sentence_count_once():
    row = summary(mention(0), mention(0), mention(1))
    assert (row["n_mentions"], row["n_sentences"]) == (3, 2)


def test_the_mean_is_over_sentences_of_the_mean_over_mentions():
    own = [mention(n) for n in range(9)] + [mention(9, p=POSITIVE), mention(9, p=NEGATIVE)]
    assert summary(*own)["sentiment_score"] == pytest.approx((0.9 - 0.8) / 2 / 10)


def test_a_sentence_has_the_label_of_its_mean_probabilities():
    made = actor_sentences(mentions(mention(0, p=(0.45, 0.55, 0.0)), mention(0, p=(0.9, 0.1, 0.0))))
    assert made["sentiment"].tolist() == ["negative"]


def test_ten_sentences_are_enough_for_shares():
    row = summary(*(mention(n, p=POSITIVE if n < 3 else NEGATIVE) for n in range(10)))
    assert [row[f"share_{label}"] for label in SENTIMENTS] == pytest.approx([0.7, 0.0, 0.3])


def test_nine_sentences_give_counts_only():
    row = summary(*(mention(n, p=POSITIVE) for n in range(9)), accuracy=MEASURED)
    assert row["n_positive"] == 9
    assert row[["share_negative", "share_neutral", "share_positive", "sentiment_score", *BOUNDS]].isna().all()
    assert "counts only" in row["interval"]


def test_an_actor_that_is_never_mentioned_has_zeros_and_no_shares():
    row = summary(mention(0), actor="China")
    assert row[["n_mentions", "n_sentences", "n_articles", "n_alone", "n_neutral"]].tolist() == [0] * 5
    assert pd.isna(row["share_neutral"])


def test_no_mention_at_all_still_gives_a_row_an_actor():
    rows = summarise_actors(mentions(), ["China", "Russia"])
    assert rows["actor"].tolist() == ["China", "Russia"]
    assert rows["n_mentions"].tolist() == [0, 0]


def test_the_actors_keep_the_order_in_which_they_were_asked_for():
    rows = summarise_actors(mentions(mention(0, "China"), mention(0)), ["Russia", "Iran", "China"])
    assert rows["actor"].tolist() == ["Russia", "Iran", "China"]


def test_one_article_has_the_measurement_interval_of_its_counts():
    own = [mention(n, p=NEGATIVE if n < 8 else NEUTRAL) for n in range(20)]
    row = summary(*own, accuracy=MEASURED)
    shares, balance = measurement_interval([8, 12, 0], CONFUSION)
    assert row[BOUNDS].tolist() == [bound for pair in (*shares, balance) for bound in pair]
    assert row["interval"] == "measurement interval: the scorer's errors, measured on own-set (n = 783)"


def test_the_counted_shares_lie_within_the_bounds_of_a_good_scorer():
    own = [mention(n, p=(NEGATIVE, NEUTRAL, POSITIVE)[n % 3]) for n in range(30)]
    row = summary(*own, accuracy=MEASURED)
    assert all(row[f"low_{label}"] <= row[f"share_{label}"] <= row[f"high_{label}"] for label in SENTIMENTS)
    assert row["low"] <= row["sentiment_score"] <= row["high"]


def test_an_actor_s_interval_does_not_depend_on_the_other_actors():
    own = [mention(n, p=NEGATIVE if n < 8 else NEUTRAL) for n in range(20)]
    both = summarise_actors(mentions(*own, *(mention(n, "China") for n in range(15))), ["China", "Russia"], MEASURED)
    assert both.iloc[1][BOUNDS].tolist() == summary(*own, accuracy=MEASURED)[BOUNDS].tolist()


def test_one_article_under_a_scorer_that_nobody_judged_is_a_census_without_bounds():
    row = summary(*(mention(n) for n in range(12)))
    assert "census" in row["interval"]
    assert "not measured" in row["interval"]
    assert row[BOUNDS].isna().all()


def test_a_few_articles_get_shares_but_no_interval():
    row = summary(*(mention(n, article=f"a{n}") for n in range(12)), accuracy=MEASURED)
    assert row["share_neutral"] == 1
    assert row[BOUNDS].isna().all()
    assert "too few" in row["interval"]


def test_twenty_articles_get_an_interval_around_the_mean():
    row = summary(*(mention(0, p=POSITIVE if n % 2 else NEGATIVE, article=f"a{n}") for n in range(24)))
    assert row["low"] < row["sentiment_score"] < row["high"]
    assert row["low_positive"] < row["share_positive"] == 0.5 < row["high_positive"]
    assert row["interval"] == "bootstrap over 24 articles"


def test_sentence_numbers_of_different_articles_are_not_mixed_up():
    row = summary(mention(0, article="a"), mention(0, article="b"))
    assert (row["n_sentences"], row["n_articles"]) == (2, 2)


def test_an_actor_is_alone_where_no_other_actor_stands_in_the_sentence():
    own = [mention(0), mention(0), mention(1), mention(1, "China"), mention(2)]
    assert summary(*own)["n_alone"] == 2


def test_a_sentence_of_the_title_counts_as_the_title():
    row = frame_row(frames((0, "water")), ["title"] + ["body"] * 9)
    assert row[["n_title", "n_lead", "n_body", "n_sentences"]].tolist() == [1, 0, 0, 1]


def test_a_heading_counts_with_the_body():
    row = frame_row(frames((1, "water")), ["lead", "heading"] + ["body"] * 8)
    assert row[["n_title", "n_lead", "n_body"]].tolist() == [0, 0, 1]


def test_a_frames_share_is_of_the_actors_sentences():
    assert frame_row(frames((0, "water"), (3, "water")), ["body"] * 10)["share"] == pytest.approx(0.2)


def test_a_weak_trace_does_not_count_as_a_frame():
    assert frame_row(frames((0, "water"), score=0.4), ["body"] * 10)["n_sentences"] == 0


def test_a_frame_of_another_actor_does_not_count():
    assert frame_row(frames((0, "water"), actor="China"), ["body"] * 10)["n_sentences"] == 0


def test_a_frame_that_was_never_found_has_a_row_of_zeros():
    row = frame_row(frames((0, "water")), ["body"] * 10, frame="fire")
    assert (row["n_sentences"], row["share"]) == (0, 0)


def test_frames_in_few_sentences_give_counts_only():
    row = frame_row(frames((0, "water")), ["body"] * 9)
    assert row["n_sentences"] == 1
    assert pd.isna(row["share"])


def test_frames_without_any_mention_have_a_row_an_actor_and_frame():
    rows = summarise_frames(frames(), mentions(), sentences("body"), ["Russia", "China"], SCHEME)
    assert rows[["actor", "frame"]].to_numpy().tolist() == [
        ["Russia", "water"],
        ["Russia", "fire"],
        ["China", "water"],
        ["China", "fire"],
    ]


def test_shares_sum_to_one_in_the_sample_articles(samples):
    full = samples.actors[samples.actors["n_sentences"] >= 10]
    assert len(full)
    assert full[[f"share_{label}" for label in SENTIMENTS]].sum(axis=1).tolist() == pytest.approx([1.0] * len(full))
