"""The environment: one set of versions, no address of a registry, no path of a machine in what is tracked."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

import analysis
from analysis.files import read_yaml

NAMED = {"pandas", "jupyterlab", "matplotlib", "textblob", "nbval", "papermill"}
PROJECT = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text())["project"]


def pins(requirements: list[str]) -> dict[str, str]:
    parted = (re.match(r"([\w-]+) ?==([\w.]+)$", requirement) for requirement in requirements)
    return {match[1]: match[2] for match in parted if match}


def test_environment_yml_has_the_six_named_libraries_at_the_versions_of_pyproject():
    listed = [entry for entry in read_yaml(Path("environment.yml"))["dependencies"] if isinstance(entry, str)]
    ours = pins(PROJECT["dependencies"])
    assert set(ours) >= NAMED
    assert pins(listed) == {name: version for name, version in ours.items() if name in NAMED}


def test_environment_yml_allows_the_pythons_of_pyproject_and_installs_the_package():
    listed = read_yaml(Path("environment.yml"))["dependencies"]
    assert f"python {PROJECT['requires-python']}" in listed
    assert {"pip": ["-e ."]} in listed


def test_the_lock_pins_every_requirement_with_hashes():
    lock = Path("requirements.lock").read_text()
    locked = {name.lower() for name in re.findall(r"^([\w.-]+)==", lock, flags=re.MULTILINE)}
    wanted = {re.match(r"[\w-]+", requirement)[0].lower() for requirement in PROJECT["dependencies"]}
    assert wanted <= locked
    assert lock.count("--hash=sha256:") > len(locked)
    assert all(f"{name.lower()}=={version}" in lock for name, version in pins(PROJECT["dependencies"]).items())


def test_the_version_is_told_alike_everywhere():
    assert PROJECT["version"] == analysis.__version__
    assert str(read_yaml(Path("CITATION.cff"))["version"]) == analysis.__version__
    assert f"## {analysis.__version__}" in Path("CHANGELOG.md").read_text()


@pytest.fixture(scope="module")
def tracked() -> list[Path]:
    root = Path(__file__).parents[1]
    run = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=False)
    if run.returncode:
        pytest.skip("not a git checkout")
    return [root / name for name in run.stdout.split("\0") if name and (root / name).is_file()]


def test_no_tracked_text_names_a_machine_s_path_or_a_registry_s_address(tracked: list[Path]):
    wrong = re.compile(r"(?<![\w.])/(?:root|home|work|tmp|opt)/\w|https?://[^\s\"]+/(?:simple|packages)/")
    texts = [
        p
        for p in tracked
        if p.suffix in {".md", ".toml", ".yml", ".yaml", ".lock", ".ipynb", ".cff"} or p.name == "Makefile"
    ]
    assert [path.name for path in texts if wrong.search(path.read_text(encoding="utf-8"))] == []


def test_no_module_of_the_package_is_longer_than_250_lines(tracked: list[Path]):
    modules = [path for path in tracked if path.suffix == ".py" and "analysis" in path.parts]
    assert {path.name: n for path in modules if (n := len(path.read_text().splitlines())) > 250} == {}


def test_the_wheel_carries_every_notebook():
    build = tomllib.loads(Path("pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert set(build["force-include"]) == {path.as_posix() for path in Path("notebooks").glob("*.ipynb")}
