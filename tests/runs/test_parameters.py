import types

import pytest

from analysis.errors import ParameterError
from analysis.runs import check_names, check_parameters

NAMES = ["article", "article_id", "actors", "scorer", "frames"]
GOOD = {
    "article": "data/articles/05-beggars-banquet.txt",
    "article_id": "",
    "actors": "Russia,China",
    "scorer": "vader",
    "frames": "generic",
}


def refused(**changes) -> str:
    names = [name for name in NAMES if name != "actors"]
    with pytest.raises(ParameterError) as caught:
        check_parameters({name: GOOD[name] for name in names} | changes, names)
    return str(caught.value)


def test_good_parameters_pass():
    check_parameters(GOOD, NAMES)


def test_actors_may_be_a_list():
    check_parameters({"actors": ["Russia", "China"]}, ["actors"])


def test_no_labelled_file_need_be_given():
    check_parameters({"labelled": ""}, ["labelled"])


def test_a_misspelt_name_is_refused_with_the_near_one():
    assert "Did you mean 'scorer'" in refused(scorrer="vader")


def test_a_parameter_that_is_missing_is_named():
    with pytest.raises(ParameterError, match="'frames' is missing"):
        check_parameters({"scorer": "vader"}, ["scorer", "frames"])


def test_all_problems_are_told_at_once():
    message = refused(scorer="oracle", frames="moral", article="nothing.txt", colour="red")
    assert all(word in message for word in ("oracle", "moral", "nothing.txt", "colour"))


def test_a_good_parameter_is_not_among_the_problems():
    assert "'article_id'" not in refused(scorer="oracle")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("article", ""),
        ("article", None),
        ("article", 3),
        ("article", ["a.txt"]),
        ("article", "no/such/file.txt"),
        ("article", "a\x00b"),
        ("article", "Talks were held in Moscow on Monday. " * 100),
        ("article_id", None),
        ("article_id", 7),
        ("actors", 5),
        ("actors", [1, 2]),
        ("actors", {"Russia": 1}),
        ("scorer", "oracle"),
        ("scorer", None),
        ("scorer", ["vader"]),
        ("scorer", {"vader": 1}),
        ("frames", "moral"),
        ("frames", 3),
        ("frames", ["generic"]),
        ("frames", "nothing.yaml"),
        ("labelled", None),
        ("labelled", ["a.jsonl"]),
        ("labelled", "no/such/file.jsonl"),
        ("labelled", "data"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_a_value_that_cannot_be_used_is_refused_with_its_name(name, value):
    with pytest.raises(ParameterError, match=f"'{name}' is"):
        check_parameters({name: value}, [name])


def test_what_a_notebook_holds_besides_parameters_is_passed_over():
    held = {"_": 3, "In": [], "Out": {}, "__name__": "__main__", "analyze": print, "pd": types.ModuleType("pd")}
    check_parameters({"scorer": "vader"} | held, ["scorer"])


@pytest.mark.parametrize("name", ["colour", "x\nimport os", "article = 1; import os", "", "article ", "artícle", "1"])
def test_a_name_that_a_notebook_does_not_declare_is_refused(name):
    with pytest.raises(ParameterError):
        check_names([name], NAMES)


def test_a_name_that_is_declared_but_is_code_is_refused():
    with pytest.raises(ParameterError):
        check_names(["x\nimport os"], ["x\nimport os"])


def test_declared_names_pass():
    check_names(NAMES, NAMES)
