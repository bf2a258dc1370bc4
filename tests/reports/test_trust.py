import json
from pathlib import Path

import pytest

from analysis import __version__
from analysis.errors import EvaluationError, InputError, ParameterError
from analysis.reports import (
    accuracy_chart,
    accuracy_table,
    actor_errors_chart,
    confusion_chart,
    gather_trust,
    invariance_table,
    mentions_table,
    read_accuracy,
    read_actors,
    read_calibration,
    reliability_chart,
    trust,
    trust_results,
    trust_settings,
    worst_errors,
)
from analysis.reports.trust import Trust
from analysis.sentiment import stored_figures

CHARTS = [accuracy_chart, confusion_chart, reliability_chart, actor_errors_chart]
ROW = {
    "n": 30,
    "macro_f1": 0.5,
    "ci95": [0.4, 0.6],
    "confusion": [[5, 5, 0], [5, 5, 0], [0, 5, 5]],
    "floor": 0.2,
    "mixed": {"n": 0},
    "calibration_error": 0.1,
}
LINES = [
    ("Kyiv praised <b>Warsaw</b> for its generous help.", "Warsaw", "positive"),
    ("Oslo brutally and cruelly killed the hostages.", "Oslo", "negative"),
    ("Lisbon happily and proudly tortured the prisoners, a great success.", "Lisbon", "negative"),
    ("Ministers met in Lima.", "Lima", "positive"),
]


@pytest.fixture
def stored(monkeypatch: pytest.MonkeyPatch):
    """Replaces the stored figures."""

    def replace(**content) -> None:
        figures = {"sets": {"news": {"about": "news", "labelled_by": "people"}}, "results": []} | content
        monkeypatch.setattr(trust, "stored_figures", lambda: figures)

    return replace


@pytest.fixture(scope="module")
def labelled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small file of labelled targets."""
    rows = [
        {"sentence": sentence, "start": sentence.index(name), "end": sentence.index(name) + len(name), "label": label}
        for sentence, name, label in LINES
    ]
    path = tmp_path_factory.mktemp("labelled") / "own.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def judged(labelled: Path) -> Trust:
    """That file, judged."""
    return gather_trust("vader", str(labelled))


@pytest.fixture(scope="module")
def shipped() -> Trust:
    """The set of the project, judged."""
    return gather_trust("vader")


@pytest.fixture
def nothing_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package without the project's data."""

    def missing(path: str) -> Path:
        raise InputError(f"{path}: no such file")

    monkeypatch.setattr(trust, "find_path", missing)


def by_hand(**fields) -> Trust:
    nothing = {"scorer": "vader", "sets": {"news": {"about": "news", "labelled_by": "people"}}, "results": []}
    rest = {"invariance": None, "judged": None, "targets": [], "before": None, "mentions": []}
    return Trust(**nothing | rest | fields)


def test_every_stored_figure_stands_in_the_table_with_its_interval_and_floor(judged: Trust):
    table = accuracy_table(judged).html
    for row in stored_figures()["results"]:
        low, high = (f"{100 * bound:.1f}" for bound in row["ci95"])
        f1, floor = (f"{100 * row[name]:.1f}" for name in ("macro_f1", "floor"))
        shown = f"<td>{f1}<br><small>{low}&nbsp;to&nbsp;{high}</small></td><td>{floor}</td>"
        assert shown in table


def test_the_published_figures_are_said_to_be_on_other_sentences():
    assert "not the same sentences" in accuracy_table(by_hand()).html


def test_a_file_is_judged_by_the_chosen_scorer_and_the_baselines_and_shown_last(judged: Trust):
    assert [row["scorer"] for row in judged.results if row["set"] == "own.jsonl"] == ["textblob", "vader"]
    assert judged.results[-1]["set"] == "own.jsonl"


def test_a_file_named_like_a_stored_set_does_not_replace_it(stored, labelled: Path):
    stored(results=[ROW | {"scorer": "vader", "set": "own"}], sets={"own": {"about": "news", "labelled_by": "people"}})
    assert [row["set"] for row in gather_trust("vader", str(labelled)).own()] == ["own", "own.jsonl"]


def test_who_labelled_a_readers_own_file_is_not_made_up(judged: Trust):
    assert judged.sets["own.jsonl"]["labelled_by"] == "not known to this page"


def test_without_a_file_the_set_of_the_project_is_judged_and_held_against_the_stored_figure(shipped: Trust):
    assert (shipped.judged, len(shipped.targets)) == ("actors-test", 483)
    assert "as is stored" in read_accuracy(shipped).html


def test_a_judged_figure_that_differs_from_the_stored_one_is_told():
    own = [ROW | {"scorer": "vader", "set": "news"}]
    assert "where 60.0 is stored" in read_accuracy(by_hand(results=own, judged="news", before=0.6)).html
    assert "as is stored" in read_accuracy(by_hand(results=own, judged="news", before=0.5)).html


@pytest.mark.usefixtures("nothing_at_hand")
def test_without_the_projects_data_the_page_says_what_is_not_at_hand(stored):
    stored()
    found = gather_trust("vader")
    assert found.judged is None
    assert all("not at hand" in show(found)._repr_html_() for show in (worst_errors, mentions_table, reliability_chart))


@pytest.mark.parametrize("show", [accuracy_chart, accuracy_table])
def test_a_scorer_that_was_never_measured_does_not_stop_the_page(show):
    found = by_hand(scorer="target", results=[ROW | {"scorer": "vader", "set": "news"}])
    assert "vader" in show(found)._repr_html_()
    assert "No figure is stored" in read_accuracy(found).html


@pytest.mark.parametrize("chart", CHARTS[1:])
def test_a_chart_without_figures_says_why(chart):
    assert chart(by_hand()).alt.startswith("Nothing to draw")


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_has_alt_text_and_its_n(chart, shipped: Trust):
    drawn = chart(shipped)
    assert "actors-test" in drawn.alt or "Russia" in drawn.alt
    assert "n = " in drawn.caption


def test_exchange_of_names_that_is_not_stored_is_said_to_be_so():
    assert "Not stored" in invariance_table(by_hand()).html


def test_exchange_of_names_shows_how_many_labels_changed():
    kind = {"n": 40, "flips": 0.05, "lines_flipped": 0.1, "mean_range": 0.123}
    kind |= {"ci95": {"flips": [0.01, 0.08], "mean_range": [0.1, 0.2]}}
    table = invariance_table(by_hand(invariance=[{"scorer": "vader", "target": kind, "others": {"n": 0}}])).html
    assert "<td>5.0 %<br><small>1.0&nbsp;to&nbsp;8.0 %</small></td><td>10.0 %</td>" in table
    assert "<td>of the other actors</td><td>0</td><td>–</td>" in table


def test_a_set_that_names_no_actors_has_no_error_by_actor():
    assert "Not known" in read_actors(by_hand()).html


@pytest.mark.parametrize(("differ", "verdict"), [(True, "more than chance explains"), (False, "chance alone")])
def test_the_actors_furthest_apart_are_judged_by_their_interval(differ: bool, verdict: str):
    pair = {"lower": "A", "higher": "B", "difference": 0.4, "ci95": [0.1, 0.7], "differ": differ, "compared": 5}
    row = ROW | {"scorer": "vader", "set": "news", "by_actor": {"A": {}}, "largest_difference": pair}
    assert verdict in read_actors(by_hand(results=[row])).html


def test_the_surest_errors_come_first_with_the_target_marked(judged: Trust):
    table = worst_errors(judged).html
    assert "misreads 2 of 4 targets" in table
    assert table.index("<strong>Lisbon</strong> happily") < table.index("<strong>Lima</strong>")


def test_text_of_a_labelled_file_is_escaped():
    target = {"sentence": "<script>x</script> Oslo", "start": 0, "end": 8, "label": "neutral", "predicted": "positive"}
    target |= {"p_negative": 0.0, "p_neutral": 0.2, "p_positive": 0.8}
    assert "<script>" not in worst_errors(by_hand(judged="<i>", targets=[target])).html


def test_what_the_page_was_made_with_is_told(judged: Trust):
    told = trust_settings(judged).html
    assert all(word in told for word in (f"news-framing {__version__}", "vader", "own.jsonl"))


def test_a_few_targets_have_no_share_of_errors(judged: Trust):
    assert "%" not in worst_errors(judged).html


def test_a_scorer_without_errors_is_told_to_have_none():
    target = {"sentence": "Oslo", "start": 0, "end": 4, "label": "neutral", "predicted": "neutral"}
    assert "misreads 0 of 1 target" in worst_errors(by_hand(judged="own", targets=[target])).html


def test_calibration_that_is_not_stored_is_said_to_be_so():
    assert "Not stored" in read_calibration(by_hand()).html


def test_the_results_are_json_without_any_sentence(judged: Trust):
    text = json.dumps(trust_results(judged))
    assert "own.jsonl" in text
    assert "Lisbon happily" not in text


def test_what_cannot_be_judged_is_named(tmp_path: Path):
    (tmp_path / "bad.jsonl").write_text("{}\n")
    with pytest.raises(EvaluationError, match=r"bad\.jsonl, line 1"):
        gather_trust("vader", str(tmp_path / "bad.jsonl"))
    with pytest.raises(InputError, match="no such file"):
        gather_trust("vader", "no/such.jsonl")
    with pytest.raises(ParameterError, match="no scorer"):
        gather_trust("oracle")
