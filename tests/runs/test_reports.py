"""A run over many articles: a page each, an index, and what happens to those that fail."""

import json
import os
from pathlib import Path

import pytest

from analysis import runs
from analysis.errors import InputError, RunError
from analysis.runs import reports, write_reports

GOOD = "Moscow praised Beijing\n\nRussia praised China on Monday. The two countries signed a treaty in Moscow."
HOSTILE = (
    "<script>alert(1)</script> Kremlin <img src=x onerror=alert(2)>\n\n"
    'Russia <b onmouseover="alert(3)">threatened</b> <a href="data:text/html,x">China</a>.\n\nPutin spoke.'
)


@pytest.fixture(scope="module")
def mixed_run(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("mixed")
    (folder / "in").mkdir()
    (folder / "in" / "good.txt").write_text(GOOD)
    (folder / "in" / "hostile.txt").write_text(HOSTILE)
    (folder / "in" / "empty.txt").write_text("")
    rows = [{"id": "../../escape", "title": "Talks", "text": "Russia and China met in Beijing."}, {"title": "No text"}]
    (folder / "in" / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)))
    os.chdir(Path(__file__).parents[2])
    return folder, write_reports([folder / "in"], folder / "out", "Russia,China")


def test_each_article_has_a_page_and_stands_in_the_index(mixed_run):
    folder, run = mixed_run
    index = run.index.read_text()
    done = [entry for entry in run.entries if entry.results]
    assert len(done) == 3
    assert all((folder / "out" / entry.link).exists() and entry.link in index for entry in done)


def test_inputs_that_could_not_be_used_are_named_in_the_index_with_the_reason(mixed_run):
    _, run = mixed_run
    assert sorted(entry.source for entry in run.failed) == ["empty.txt", "rows.jsonl, row 2"]
    assert "rows.jsonl, row 2" in run.index.read_text()


def test_an_id_cannot_leave_the_output_folder(mixed_run):
    folder, _ = mixed_run
    pages = {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}
    assert all(page.startswith("out/") and page.count("/") == 1 for page in pages)
    assert not list(folder.parent.glob("escape*"))


def test_no_script_handler_or_data_link_of_an_article_reaches_its_page(mixed_run):
    folder, run = mixed_run
    page = next(folder / "out" / e.link for e in run.entries if e.source == "hostile.txt").read_text().lower()
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    for tag in ("<img src=x", "<b onmouseover", '<a href="data:'):
        assert tag not in page
    assert "<script" not in run.index.read_text().lower()


def test_pages_load_nothing_from_outside_and_forbid_it(mixed_run):
    folder, run = mixed_run
    for entry in run.entries:
        page = (folder / "out" / entry.link).read_text() if entry.link else ""
        assert not page or "default-src 'none'" in page
        assert 'src="http' not in page
        assert "@import" not in page
        assert "<link" not in page


def test_an_article_that_fails_leaves_an_error_page_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "a.txt").write_text(GOOD)
    (tmp_path / "b.txt").write_text(GOOD.replace("Monday", "Tuesday"))
    real = runs.run_notebook

    def fail_first(notebook, parameters, folder):
        if parameters["article"].endswith("a.txt"):
            raise RunError("The kernel died <b>here</b>.")
        return real(notebook, parameters, folder)

    monkeypatch.setattr(reports, "run_notebook", fail_first)
    run = write_reports([tmp_path], tmp_path / "out", "Russia")
    failed, done = sorted(run.entries, key=lambda entry: entry.source)
    assert "The kernel died &lt;b&gt;here" in (tmp_path / "out" / failed.link).read_text()
    assert done.results["actors"][0]["n_sentences"] > 0


def test_a_folder_without_any_file_is_an_error_before_anything_starts(tmp_path: Path):
    with pytest.raises(InputError, match="No files"):
        write_reports([tmp_path], tmp_path / "out")


def test_exact_duplicates_are_marked_in_the_index(tmp_path: Path):
    (tmp_path / "in").mkdir()
    for name in ("a", "b"):
        (tmp_path / "in" / f"{name}.txt").write_text(GOOD)
    run = write_reports([tmp_path / "in"], tmp_path / "out", "Russia")
    assert "same text as" in run.index.read_text()


def test_an_article_with_the_id_index_does_not_lose_its_page_to_the_index(tmp_path: Path):
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": "index", "title": "Talks", "text": GOOD}))
    run = write_reports([tmp_path / "in.jsonl"], tmp_path / "out", "Russia")
    assert len(list((tmp_path / "out").glob("*.html"))) == 2
    assert run.entries[0].link != "index.html"
