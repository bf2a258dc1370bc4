"""What the tests share: the project's folder, its sample articles, and small tables made on the spot."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, settings

from analysis import analyze, load_articles
from analysis.pipeline import Analysis

settings.register_profile("project", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("project")  # a slow machine is no failed promise
PROJECT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def _in_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECT)


@pytest.fixture
def article(tmp_path: Path):
    """Makes the ``articles`` table of one text given as a pasted file."""

    def make(text: str) -> pd.DataFrame:
        path = tmp_path / "pasted.txt"
        path.write_text(text, encoding="utf-8")
        return load_articles(path).articles

    return make


@pytest.fixture(scope="session")
def samples() -> Analysis:
    """The sample articles, analysed once."""
    articles, _ = load_articles(PROJECT / "data" / "articles")
    return analyze(articles, "Russia,North Korea,China")
