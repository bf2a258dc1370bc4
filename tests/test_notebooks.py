"""The notebooks: stored clean, runnable by nbval as they are and by papermill with other parameters."""

import json
import subprocess
import sys
from pathlib import Path

import nbformat
import papermill
import pytest

from analysis.errors import ParameterError, RunError
from analysis.runs import declared_parameters, run_notebook

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
ARTICLE = Path("notebooks/article.ipynb")
VALIDATION = Path("notebooks/validation.ipynb")
SAMPLE = "data/articles/05-beggars-banquet.txt"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_are_stored_without_outputs_and_run_marks(path: Path):
    notebook = nbformat.read(path, as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(not cell.outputs and cell.execution_count is None for cell in code)
    assert "papermill" not in json.dumps(notebook.metadata)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_hold_little_code_and_each_parameter_says_what_it_is(path: Path):
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    assert sum(len(cell.source.splitlines()) for cell in cells) < 100
    assert max(len(cell.source.splitlines()) for cell in cells) <= 10
    assert all(parameter["help"] for parameter in papermill.inspect_notebook(str(path)).values())


def test_notebooks_run_under_nbval():
    options = [
        "--nbval-lax",
        "--nbval-current-env",
        "--nbval-cell-timeout=120",
        "-p",
        "no:cacheprovider",
        "-o",
        "addopts=",
    ]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "notebooks"], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout[-3000:]


def test_papermill_runs_the_article_notebook_with_other_parameters(tmp_path: Path):
    parameters = {"article": SAMPLE, "actors": ["Ukraine", "DPRK"], "scorer": "textblob", "frames": "policy"}
    out = tmp_path / "out.ipynb"
    run = papermill.execute_notebook(str(ARTICLE), str(out), parameters, kernel_name="python3", progress_bar=False)
    cell = next(cell for cell in run.cells if "results" in cell.metadata.tags)
    found = cell.outputs[0]["data"]["application/json"]
    assert [row["actor"] for row in found["actors"]] == ["Ukraine", "North Korea"]
    assert (found["scorer"], found["scheme"]) == ("textblob", "policy")


def test_papermill_runs_the_validation_notebook_with_a_file_of_ones_own(tmp_path: Path):
    labelled = tmp_path / "own.jsonl"
    labelled.write_text('{"sentence": "Oslo was praised for its help.", "start": 0, "end": 4, "label": "positive"}\n')
    parameters, out = {"scorer": "target-fast", "labelled": str(labelled)}, tmp_path / "out.ipynb"
    run = papermill.execute_notebook(str(VALIDATION), str(out), parameters, kernel_name="python3", progress_bar=False)
    found = run.cells[-1].outputs[0]["data"]["application/json"]
    assert (found["scorer"], found["judged"]) == ("target-fast", "own.jsonl")
    assert {row["scorer"] for row in found["results"] if row["set"] == "own.jsonl"} >= {"target-fast", "textblob"}


def test_a_misspelt_parameter_stops_the_notebook_with_the_right_name(tmp_path: Path):
    with pytest.raises(papermill.exceptions.PapermillExecutionError, match="Did you mean 'scorer'"):
        papermill.execute_notebook(
            str(ARTICLE), str(tmp_path / "out.ipynb"), {"scorrer": "vader"}, kernel_name="python3", progress_bar=False
        )


def test_code_in_a_parameter_name_is_never_run(tmp_path: Path):
    with pytest.raises(ParameterError, match="no parameter"):
        run_notebook(ARTICLE, {"x = 1; print('run')": 1}, tmp_path)


def test_the_notebooks_declare_the_parameters_of_the_plan():
    assert declared_parameters(ARTICLE) == ["article", "article_id", "actors", "scorer", "frames"]
    assert declared_parameters(VALIDATION) == ["scorer", "labelled"]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("raise ValueError('no such luck')", "no such luck"),
        ("import os; os._exit(1)", "kernel died"),
        ("1 + 1", "without its results"),
    ],
)
def test_a_notebook_that_does_not_end_with_results_has_failed(tmp_path: Path, source: str, message: str):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
    nbformat.write(notebook, tmp_path / "n.ipynb")
    with pytest.raises(RunError, match=message):
        run_notebook(tmp_path / "n.ipynb", {}, tmp_path)
