import json

import numpy as np
import pytest

from analysis.errors import EvaluationError, FramingError, ParameterError
from analysis.sentiment.scorers import SCORERS
from analysis.tables import PROBABILITIES, SENTIMENTS
from analysis.validity import evaluate

GOOD = {
    "sentence": "Great Moscow was praised.",
    "start": 6,
    "end": 12,
    "mention": "Moscow",
    "label": "positive",
    "same_actor": [],
    "other_actors": [],
}
BAD = {"sentence": "Terrible, brutal Moscow killed.", "start": 17, "end": 23, "label": "negative"}
PLAIN = {"sentence": "Moscow is a city near Tula.", "start": 0, "end": 6, "label": "neutral"}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "set.jsonl"


@pytest.fixture
def judge(path):
    """Evaluates the given lines as the task ``sentiment``, with the scorer that is quickest to load."""

    def make(*lines: dict, scorer: str = "vader", **settings) -> dict:
        path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
        return evaluate("sentiment", path, scorer, **settings)

    return make


def test_what_is_printed_has_all_that_the_design_asks_for(judge):
    figures = judge(GOOD, BAD, PLAIN)
    assert {"task", "n", "macro_f1", "ci95", "per_class", "floor", "mixed"} <= set(figures)
    assert (figures["task"], figures["n"], figures["scorer"]) == ("sentiment", 3, "vader")


def test_the_figures_are_json(judge):
    json.dumps(judge(GOOD, BAD, PLAIN), allow_nan=False)


def test_plain_cases_are_all_right(judge):
    assert judge(GOOD, BAD, PLAIN)["macro_f1"] == 1


def test_a_wrong_label_is_counted_as_wrong(judge):
    assert judge(GOOD, BAD | {"label": "neutral"})["accuracy"] == 0.5


def test_mixed_is_over_sentences_whose_targets_carry_different_labels(judge):
    sentence = "Moscow praised Beijing."
    pair = [
        {"sentence": sentence, "start": 0, "end": 6, "label": "neutral"},
        {"sentence": sentence, "start": 15, "end": 22, "label": "positive"},
    ]
    assert judge(GOOD, BAD, *pair)["mixed"]["n"] == 2


def test_without_mixed_sentences_there_are_none(judge):
    assert judge(GOOD, BAD)["mixed"] == {"n": 0}


def test_the_other_scorer_can_be_judged(judge):
    assert judge(GOOD, scorer="textblob")["scorer"] == "textblob"


def test_each_line_is_written_back_with_its_prediction(judge, tmp_path):
    judge(GOOD, BAD, predictions=tmp_path / "p.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "p.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["predicted"] for row in rows] == ["positive", "negative"]
    assert rows[0].items() >= GOOD.items()


def test_a_prediction_is_the_most_probable_of_its_probabilities(judge, tmp_path):
    judge(GOOD, BAD, PLAIN, predictions=tmp_path / "p.jsonl")
    for line in (tmp_path / "p.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        values = [row[name] for name in PROBABILITIES]
        assert sum(values) == pytest.approx(1, abs=2e-4)
        assert row["predicted"] == SENTIMENTS[values.index(max(values))]


@pytest.mark.parametrize(
    "wrong",
    [
        {"label": "good"},
        {"label": None},
        {"label": ["positive"]},
        {"mention": "Beijing"},
        {"start": 99, "end": 120},
        {"start": None},
        {"end": 6},
        {"start": "6"},
        {"sentence": 3},
        {"sentence": ""},
        {"same_actor": [[0, 999]]},
        {"other_actors": "none"},
        {"sentence": " " * 30, "mention": " " * 6},
        {"sentence": "Great Moscow " + "and on " * 3000},
    ],
    ids=lambda wrong: str(wrong)[:40],
)
def test_a_malformed_line_stops_the_evaluation_with_its_number(judge, wrong):
    with pytest.raises(EvaluationError, match="line 2"):
        judge(BAD, GOOD | wrong, BAD)


def test_a_malformed_line_leaves_no_predictions(judge, tmp_path):
    with pytest.raises(EvaluationError):
        judge(BAD, {}, predictions=tmp_path / "p.jsonl")
    assert not (tmp_path / "p.jsonl").exists()


def test_half_a_character_is_written_back_or_refused_in_plain_words(judge, tmp_path):
    line = BAD | {"sentence": BAD["sentence"] + " \ud83d"}
    try:
        judge(line, predictions=tmp_path / "p.jsonl")
    except FramingError:
        return
    assert json.loads((tmp_path / "p.jsonl").read_text(encoding="utf-8"))["sentence"] == line["sentence"]


def test_an_unknown_task_is_refused_with_those_there_are(path):
    with pytest.raises(ParameterError, match="'mood'.*sentiment"):
        evaluate("mood", path)


def test_an_unknown_scorer_is_refused_before_anything_is_read(path):
    with pytest.raises(ParameterError, match="'oracle'.*vader"):
        evaluate("sentiment", path, scorer="oracle")


class Harsh:
    """A scorer that calls Iran negative, with 0.8, and everything else neutral, with 0.6."""

    name = about = "harsh"

    def score(self, targets):
        named = [target.sentence[target.start : target.end] == "Iran" for target in targets]
        return np.where(np.array(named)[:, None], [[0.8, 0.1, 0.1]], [[0.2, 0.6, 0.2]])


@pytest.fixture
def harsh(judge, monkeypatch):
    """Figures of the harsh scorer, on neutral sentences about actors, so many each."""
    monkeypatch.setitem(SCORERS, "harsh", Harsh)

    def make(**numbers: int) -> dict:
        lines = [
            {"sentence": f"{actor} met {number}.", "start": 0, "end": len(actor), "label": "neutral", "actor": actor}
            for actor, count in numbers.items()
            for number in range(count)
        ]
        return judge(*lines, scorer="harsh")

    return make


def test_an_actor_that_comes_off_too_badly_has_an_error_below_zero(harsh):
    errors = harsh(Iran=12, Peru=12)["by_actor"]
    assert errors["Iran"] == {
        "n": 12,
        "signed_error": -1.0,
        "signed_error_ci95": [-1.0, -1.0],
        "score_error": -0.7,
        "score_error_ci95": [-0.7, -0.7],
    }
    assert (errors["Peru"]["signed_error"], errors["Peru"]["score_error"]) == (0, 0)


def test_an_actor_with_fewer_than_ten_targets_has_no_figures_of_its_own(harsh):
    figures = harsh(Iran=9, Peru=10)
    assert set(figures["by_actor"]) == {"Peru"}
    assert figures["largest_difference"] == {}


def test_the_two_actors_that_are_treated_most_unlike_are_named(harsh):
    found = harsh(Iran=15, Peru=15, Chad=15)["largest_difference"]
    assert (found["lower"], found["difference"], found["differ"], found["compared"]) == ("Iran", 1.0, True, 3)


def test_lines_that_name_no_actor_have_no_figures_by_actor(judge):
    assert not {"by_actor", "largest_difference"} & set(judge(GOOD, BAD))


def test_the_calibration_error_is_the_distance_of_what_is_said_and_what_is_right(harsh):
    figures = harsh(Iran=10, Peru=30)
    assert figures["calibration_error"] == pytest.approx(0.25 * 0.8 + 0.75 * 0.4)
    assert figures["reliability"] == [
        {"low": 0.5, "high": 0.6, "n": 30, "mean_probability": 0.6, "share_right": 1.0},
        {"low": 0.7, "high": 0.8, "n": 10, "mean_probability": 0.8, "share_right": 0.0},
    ]


def test_the_confusion_has_the_right_labels_as_rows_from_negative_to_positive(judge):
    assert judge(GOOD, BAD, BAD | {"label": "neutral"})["confusion"] == [[1, 0, 0], [1, 0, 0], [0, 0, 1]]


def test_figures_by_actor_are_json(harsh):
    json.dumps(harsh(Iran=12, Peru=12), allow_nan=False)
