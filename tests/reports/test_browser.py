"""The page in a real browser: it loads and runs nothing, axe-core finds no error; skipped without Chromium."""

import shutil
from pathlib import Path

import pytest

from analysis.runs import write_reports

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("pages")
    write_reports([Path(__file__).parents[2] / "data/articles/05-beggars-banquet.txt"], out)
    return out


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.mark.parametrize("name", ["index.html", "05-*.html"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_error(browser, pages: Path, name: str, scheme: str):
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_context(bypass_csp=True, color_scheme=scheme).new_page()
    page.goto(next(pages.glob(name)).as_uri())
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["html"][:120] for node in rule["nodes"][:3]]) for rule in found] == []


@pytest.mark.parametrize("name", ["index.html", "05-*.html"])
def test_a_page_asks_for_nothing_and_complains_of_nothing(browser, pages: Path, name: str):
    page = browser.new_context().new_page()
    asked, told = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: told.append(message.text))
    page.goto(next(pages.glob(name)).as_uri())
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert told == []


def test_every_image_is_drawn_and_says_what_it_shows(browser, pages: Path):
    page = browser.new_context().new_page()
    page.goto(next(pages.glob("05-*.html")).as_uri())
    images = page.eval_on_selector_all("img", "all => all.map(i => [i.naturalWidth, i.alt])")
    assert len(images) == 4
    assert all(width > 0 and len(alt) > 20 for width, alt in images)


def test_the_page_fits_a_phone_without_scrolling_sideways(browser, pages: Path):
    page = browser.new_context(viewport={"width": 390, "height": 800}).new_page()
    page.goto(next(pages.glob("05-*.html")).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_every_link_inside_the_page_leads_somewhere(browser, pages: Path):
    page = browser.new_context().new_page()
    page.goto(next(pages.glob("05-*.html")).as_uri())
    links = page.eval_on_selector_all("a[href^='#']", "all => all.map(a => decodeURIComponent(a.hash.slice(1)))")
    ids = set(page.eval_on_selector_all("[id]", "all => all.map(e => e.id)"))
    assert links
    assert set(links) <= ids
