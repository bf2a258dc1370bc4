"""The command: what it prints, and its exit status."""

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis.cli import EXAMPLES, main


def framing(*arguments: str):
    return CliRunner().invoke(main, list(arguments))


def test_actors_lists_the_canonical_names():
    assert {"Russia", "North Korea", "China", "South Korea", "Japan", "United States", "Ukraine"} <= set(
        framing("actors").stdout.splitlines()
    )


def test_actors_shows_the_names_in_use_for_an_abbreviation():
    shown = framing("actors", "DPRK").stdout
    assert shown.startswith("North Korea\n")
    assert "Pyongyang" in shown
    assert "Kim Jong Un" in shown


def test_an_unknown_actor_is_status_2_with_a_suggestion():
    run = framing("actors", "Rusia")
    assert run.exit_code == 2
    assert "Did you mean Russia" in run.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["report", "no/such/folder"],
        ["report", "data/articles", "--actors", "Atlantis"],
        ["report", "data/articles", "--scorer", "magic"],
        ["report", "data/articles", "--frames", "nonsense"],
        ["evaluate", "nothing", "data/labelled/actors/dev.jsonl"],
        ["evaluate", "actors", "no-such-file.jsonl"],
        ["report"],
        ["dance"],
    ],
)
def test_a_wrong_call_is_status_2_and_starts_nothing(arguments: list[str], tmp_path: Path):
    run = framing(
        *arguments, *(["--out", str(tmp_path / "out")] if arguments[0] == "report" and len(arguments) > 1 else [])
    )
    assert run.exit_code == 2
    assert run.stderr
    assert not (tmp_path / "out").exists()


def test_evaluate_prints_the_figures_as_json_on_the_last_line():
    figures = json.loads(framing("evaluate", "actors", "data/labelled/actors/dev.jsonl").stdout.splitlines()[-1])
    assert figures["task"] == "actors"
    assert {"n", "precision", "recall", "f1", "ci95", "per_class", "floor"} <= set(figures)


def test_evaluate_stops_at_a_malformed_line_with_its_number(tmp_path: Path):
    path = tmp_path / "set.jsonl"
    path.write_text('{"sentence": "A b.", "start": 0, "end": 1, "label": "neutral"}\n{"sentence": "A b."}\n')
    run = framing("evaluate", "sentiment", str(path))
    assert run.exit_code == 2
    assert "line 2" in run.stderr


def test_predictions_are_written_back_with_their_lines(tmp_path: Path):
    path, out = tmp_path / "set.jsonl", tmp_path / "out.jsonl"
    path.write_text('{"sentence": "Oslo was praised.", "start": 0, "end": 4, "label": "positive", "note": "kept"}\n')
    assert framing("evaluate", "sentiment", str(path), "--predictions", str(out)).exit_code == 0
    line = json.loads(out.read_text())
    assert line["note"] == "kept"
    assert line["predicted"] == "positive"
    assert line["p_negative"] + line["p_neutral"] + line["p_positive"] == pytest.approx(1, abs=0.001)


@pytest.mark.parametrize("name", ["", "report", "evaluate", "actors"])
def test_every_help_text_shows_its_examples(name: str):
    shown = framing(*([name] if name else []), "--help").stdout
    assert all(example in shown for example in EXAMPLES[name or "main"])


def test_every_example_names_options_and_files_that_exist():
    for example in (example for examples in EXAMPLES.values() for example in examples):
        words = shlex.split(example)[1:]
        command = main.commands[words[0]]
        command.make_context(words[0], words[1:])
        paths = [word for word in words if word.startswith("data/")]
        assert all(Path(path).exists() for path in paths), example


def test_help_loads_no_heavy_library():
    code = (
        "import sys; from analysis.cli import main; main(['--help'], standalone_mode=False); print(sorted(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"'pandas'", "'matplotlib'", "'papermill'", "'numpy'"} & set(
        run.stdout.replace("[", "").replace("]", "").split(", ")
    )
