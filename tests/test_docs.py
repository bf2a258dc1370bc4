"""What the documents show is run: every block of README, by its language."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.actors import resolve_actors
from analysis.framing import load_scheme
from analysis.sentiment.accuracy import stored_figures

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
MAKEFILE = (Path(__file__).parents[1] / "Makefile").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)


@pytest.mark.parametrize("line", [line for block in blocks("sh") for line in block.splitlines()])
def test_every_command_of_the_readme_runs(line: str, tmp_path: Path):
    if line.startswith("make "):
        assert f"\n{line.split()[1]}:" in MAKEFILE
        return
    words = shlex.split(line.replace("reports/", f"{tmp_path}/"))
    run = subprocess.run(
        [str(Path(sys.executable).parent / words[0]), *words[1:]], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr[-2000:]


@pytest.mark.parametrize("block", blocks("python"))
def test_every_python_example_of_the_readme_runs(block: str):
    exec(compile(block, "README.md", "exec"), {})


def test_the_readme_s_actors_can_be_used(tmp_path: Path):
    path = tmp_path / "own.yaml"
    path.write_text(blocks("yaml")[0])
    catalogue, wanted = resolve_actors(path)
    assert wanted == ["Wagner Group", "Russia and its past"]
    assert "Moscow" in catalogue.actors["Russia and its past"].aliases


def test_the_readme_s_frames_can_be_used(tmp_path: Path):
    path = tmp_path / "own.yaml"
    path.write_text(blocks("yaml")[1])
    assert [frame.name for frame in load_scheme(path).frames] == ["alliance", "deal"]


def test_files_that_the_readme_names_exist():
    for name in re.findall(r"\]\(([^)#:]+)\)|`((?:analysis|data|notebooks)/[^`]+?)`", README):
        assert Path(name[0] or name[1]).exists(), name


@pytest.mark.parametrize("page", ["README.md", "analysis/resources/models/README.md"])
def test_the_figures_of_the_scorers_are_those_that_were_measured(page: str):
    text, stored = (Path(__file__).parents[1] / page).read_text(encoding="utf-8"), stored_figures()
    missing = [
        (row["scorer"], row["set"], row["macro_f1"])
        for row in stored["results"]
        if f"{100 * row['macro_f1']:.1f}" not in text
    ]
    assert not missing
