import dataclasses
import json
import sys

import numpy as np
import pytest

from analysis.errors import ModelError
from analysis.files import resource
from analysis.sentiment import SCORERS, accuracy

CONTENT = json.loads(resource("models", "accuracy.json").read_text(encoding="utf-8"))
MODULE = sys.modules["analysis.sentiment.accuracy"]


@pytest.fixture
def shipped(tmp_path, monkeypatch: pytest.MonkeyPatch):
    """Lets another file stand in for the shipped one."""
    path = tmp_path / "accuracy.json"
    monkeypatch.setattr(MODULE, "resource", lambda *_: path)
    MODULE._accuracies.cache_clear()
    yield path
    MODULE._accuracies.cache_clear()


@pytest.mark.parametrize("scorer", SCORERS)
def test_every_scorer_that_ships_was_judged(scorer):
    known = accuracy(scorer)
    assert known.scorer == scorer
    assert known.floor < known.macro_f1
    assert known.ci95[0] <= known.macro_f1 <= known.ci95[1]


@pytest.mark.parametrize("scorer", SCORERS)
def test_the_confusion_matrix_holds_every_target_of_the_set_once(scorer):
    known = accuracy(scorer)
    assert np.shape(known.confusion) == (3, 3)
    assert np.sum(known.confusion) == known.n == CONTENT["sets"][known.set_name]["n"]


def test_all_scorers_were_judged_on_the_same_labels():
    assert len({tuple(np.sum(accuracy(scorer).confusion, axis=1).tolist()) for scorer in SCORERS}) == 1


def test_the_set_of_the_intervals_is_the_one_that_the_file_names():
    assert accuracy("vader").set_name == CONTENT["interval_set"]


def test_every_set_says_what_it_is_and_who_labelled_it():
    assert {row["set"] for row in CONTENT["results"]} <= set(CONTENT["sets"])
    assert all(described["about"] and described["labelled_by"] for described in CONTENT["sets"].values())


def test_a_scorer_of_one_s_own_has_none():
    assert accuracy("my own") is None


def test_a_scorer_judged_on_another_set_only_has_none(shipped):
    results = [row for row in CONTENT["results"] if (row["scorer"], row["set"]) != ("vader", CONTENT["interval_set"])]
    shipped.write_text(json.dumps(CONTENT | {"results": results}))
    assert accuracy("vader") is None
    assert accuracy("textblob") is not None


def test_an_accuracy_can_t_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        accuracy("vader").n = 1


@pytest.mark.parametrize("content", ["{", "[]", "{}", '{"interval_set": "a", "sets": {}, "results": [{"set": "a"}]}'])
def test_a_damaged_file_is_named(shipped, content):
    shipped.write_text(content)
    with pytest.raises(ModelError, match=r"accuracy\.json cannot be read"):
        accuracy("vader")
