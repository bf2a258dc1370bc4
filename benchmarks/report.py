"""What a report costs, and what its page holds: one run, printed as a table.

Usage: python benchmarks/report.py ARTICLE
"""

import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COMMAND = [str(Path(sys.executable).parent / "framing")]


def main(article: str) -> None:
    print(f"framing --help                 {cpu_seconds([*COMMAND, '--help']):6.2f} s of CPU")
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        subprocess.run([*COMMAND, "report", article, "--out", folder], check=True, capture_output=True)
        print(f"framing report, the whole      {time.perf_counter() - started:6.2f} s")
        page = next(path for path in Path(folder).glob("*.html") if path.name != "index.html")
        describe(page.read_text(encoding="utf-8"))
    parts(Path(article))


def cpu_seconds(command: list[str]) -> float:
    subprocess.run(command, check=True, capture_output=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def describe(page: str) -> None:
    images = re.findall(r"<img[^>]*>", page)
    outside = re.findall(r"<(?:img|script|link|iframe)[^>]*(?:src|href)=\"(?!data:|#)", page)
    print(f"page                           {len(page.encode()) / 1024:6.0f} KB")
    print(f"outside loads                  {len(outside):6d}")
    print(f"scripts                        {len(re.findall('<script', page)):6d}")
    bare = [image for image in images if not re.search(r'alt="[^"]', image)]
    print(f"images, of them without alt    {len(images):6d}, {len(bare)}")


def parts(article: Path) -> None:
    """Where the seconds go, step by step, in this process."""
    clock = [time.perf_counter()]

    def lap(name: str) -> None:
        clock.append(time.perf_counter())
        print(f"  {name:28} {clock[-1] - clock[-2]:6.2f} s")

    from analysis import analyze, load_articles
    from analysis.files import notebook_path
    from analysis.reports import render_page
    from analysis.runs import run_notebook

    lap("imports")
    articles, _ = load_articles(article)
    lap("load the article")
    analyze(articles)
    lap("analyse it")
    run, _ = run_notebook(notebook_path("article"), {"article": str(article.resolve())}, article.resolve().parent)
    lap("the notebook, with its kernel")
    seconds = [(c.metadata.papermill.duration or 0, c.id) for c in run.cells if c.cell_type == "code"]
    for duration, name in sorted(seconds, reverse=True)[:4]:
        print(f"    cell {name:21} {duration:6.2f} s")
    render_page(run, "page")
    lap("the page")


if __name__ == "__main__":
    main(sys.argv[1])
