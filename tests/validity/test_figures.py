import json
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.validity.figures import (
    calibration,
    classification,
    largest_difference,
    macro_f1,
    mean_with_interval,
    retrieval,
)

CLASSES = ["negative", "neutral", "positive"]
LABELS = st.lists(st.tuples(st.sampled_from(CLASSES), st.sampled_from(CLASSES)), min_size=1, max_size=30)


def macro_f1_by_hand(gold: list[str], predicted: list[str]) -> float:
    """The definition: for each class of the gold labels, the harmonic mean of precision and recall."""
    scores = []
    for label in set(gold):
        hits = sum(g == p == label for g, p in zip(gold, predicted, strict=True))
        precision = hits / predicted.count(label) if label in predicted else 0
        recall = hits / gold.count(label)
        scores.append(2 * precision * recall / (precision + recall) if hits else 0)
    return sum(scores) / len(scores)


def judged(gold: list[str], predicted: list[str], clusters: list | None = None) -> dict:
    return classification(gold, predicted, CLASSES, range(len(gold)) if clusters is None else clusters)


@given(LABELS)
def test_macro_f1_is_the_mean_of_the_f1_of_the_classes_that_occur(pairs):
    gold, predicted = map(list, zip(*pairs, strict=True))
    assert macro_f1(gold, predicted, CLASSES) == pytest.approx(macro_f1_by_hand(gold, predicted))


def test_macro_f1_of_a_table_worked_out_on_paper():
    gold = ["negative"] * 4 + ["positive"] * 2
    predicted = ["negative", "negative", "negative", "positive", "positive", "negative"]
    assert macro_f1(gold, predicted, CLASSES) == pytest.approx((0.75 + 0.5) / 2)


def test_all_right_is_one_and_all_wrong_is_zero():
    assert macro_f1(CLASSES, CLASSES, CLASSES) == 1
    assert macro_f1(CLASSES, ["neutral", "positive", "negative"], CLASSES) == 0


def test_the_floor_always_gives_the_commonest_class():
    gold = ["neutral"] * 6 + ["negative"] * 2 + ["positive"] * 2
    assert judged(gold, gold)["floor"] == pytest.approx(macro_f1_by_hand(gold, ["neutral"] * 10), abs=1e-4)


def test_each_class_has_precision_recall_f1_and_its_number():
    figures = judged(["negative", "negative", "positive"], ["negative", "positive", "positive"])
    assert figures["per_class"]["negative"] == {"precision": 1.0, "recall": 0.5, "f1": 0.6667, "n": 2}


def test_a_class_that_never_occurs_has_zeros():
    assert judged(["negative"], ["negative"])["per_class"]["positive"] == {
        "precision": 0.0,
        "recall": 0.0,
        "f1": 0.0,
        "n": 0,
    }


def test_the_confusion_has_a_row_a_right_class_and_a_column_a_predicted_one():
    assert judged(["negative", "negative"], ["negative", "positive"])["confusion"] == [[1, 0, 1], [0, 0, 0], [0, 0, 0]]


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 1000))
def test_the_interval_contains_the_figure_for_reasonable_data(seed):
    generator = np.random.default_rng(seed)
    gold = generator.choice(CLASSES, 200)
    predicted = np.where(generator.random(200) < 0.6, gold, generator.choice(CLASSES, 200))
    figures = judged(gold.tolist(), predicted.tolist())
    low, high = figures["ci95"]
    assert 0 <= low <= figures["macro_f1"] <= high <= 1


def test_targets_of_one_sentence_stand_or_fall_together():
    gold, predicted = ["negative", "neutral"] * 20, ["negative", "negative"] * 20
    apart = judged(gold * 4, predicted * 4)["ci95"]
    together = judged(gold * 4, predicted * 4, clusters=list(range(40)) * 4)["ci95"]
    once = judged(gold, predicted)["ci95"]
    assert together == once
    assert together[1] - together[0] > apart[1] - apart[0]


def test_the_figures_are_json():
    figures = judged(["negative", "neutral"], ["negative", "negative"], clusters=["a sentence", "another"])
    assert json.loads(json.dumps(figures, allow_nan=False)) == figures


def test_retrieval_of_a_table_worked_out_on_paper():
    figures = retrieval(np.array([[3, 1, 0], [1, 0, 2]]))
    assert [figures[name] for name in ("precision", "recall", "f1")] == [0.8, 0.6667, 0.7273]


def test_nothing_found_has_no_precision_and_no_recall():
    figures = retrieval(np.array([[0, 0, 3]]))
    assert (figures["precision"], figures["recall"], figures["f1"]) == (0, 0, 0)


def test_the_interval_of_a_retrieval_contains_its_f1():
    counts = np.random.default_rng(0).integers(0, 4, size=(60, 3))
    figures = retrieval(counts)
    assert figures["ci95"][0] <= figures["f1"] <= figures["ci95"][1]


def test_the_interval_of_a_share_of_hits_is_about_that_of_the_textbook():
    hits = np.array([[1, 0, 0]] * 240 + [[0, 1, 1]] * 160)
    half = 1.96 * math.sqrt(0.6 * 0.4 / 400)
    assert retrieval(hits)["ci95"] == pytest.approx([0.6 - half, 0.6 + half], abs=0.15 * half)


def test_nothing_to_find_and_nothing_found_is_still_json():
    json.dumps(retrieval(np.array([[0, 0, 0]])), allow_nan=False)


def test_the_interval_of_a_mean_is_about_that_of_the_textbook():
    values = np.random.default_rng(0).normal(2, 1, 400)
    mean, (low, high) = mean_with_interval(values, range(400))
    half = 1.96 * values.std() / math.sqrt(400)
    assert (low, high) == pytest.approx((mean - half, mean + half), abs=0.15 * half)


def test_values_of_one_cluster_are_resampled_together():
    values = np.random.default_rng(0).normal(size=50)
    assert mean_with_interval(values, range(50)) == mean_with_interval(np.tile(values, 3), list(range(50)) * 3)


def test_groups_that_are_alike_are_seldom_said_to_differ():
    found = 0
    for seed in range(20):
        values = np.random.default_rng(seed).normal(size=600)
        found += largest_difference(values, [f"g{n % 20}" for n in range(600)], range(600))["differ"]
    assert found <= 4


def test_a_group_that_lies_apart_is_found():
    values = np.random.default_rng(0).normal(size=600) + np.array([2.0, 0, 0, 0] * 150)
    found = largest_difference(values, ["a", "b", "c", "d"] * 150, range(600))
    assert (found["higher"], found["differ"]) == ("a", True)
    assert found["ci95"][0] < found["difference"] < found["ci95"][1]


def test_one_group_has_no_difference():
    assert largest_difference(np.ones(3), ["a"] * 3, range(3)) == {}


def test_a_group_that_a_resample_misses_does_not_spoil_the_interval():
    found = largest_difference(np.array([1.0, 1.0, 0.0]), ["a", "a", "b"], [1, 2, 3])
    assert not math.isnan(found["ci95"][0])


@given(st.lists(st.tuples(st.floats(1 / 3, 1), st.booleans()), min_size=1, max_size=50))
def test_every_prediction_is_in_the_one_bin_that_its_probability_belongs_to(pairs):
    probabilities, right = (np.array(column) for column in zip(*pairs, strict=True))
    bins = calibration(probabilities, right)["reliability"]
    assert sum(one["n"] for one in bins) == len(pairs)
    assert all(one["low"] - 1e-4 <= one["mean_probability"] <= one["high"] + 1e-4 for one in bins)


def test_probabilities_that_hold_what_they_promise_have_no_calibration_error():
    assert calibration(np.full(10, 0.7), np.arange(10) < 7)["calibration_error"] == pytest.approx(0)
