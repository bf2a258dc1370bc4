import json

import pytest

from analysis.errors import EvaluationError, FramingError, ParameterError
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
    """Evaluates the given lines as the task ``sentiment``."""

    def make(*lines: dict, **settings) -> dict:
        path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
        return evaluate("sentiment", path, **settings)

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
