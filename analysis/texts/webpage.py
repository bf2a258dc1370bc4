"""The article in an HTML page, through trafilatura; what it leaves out is listed."""

import logging
import re

import lxml.html
import trafilatura

from analysis.errors import InputError
from analysis.texts.fields import Draft, iso_date

_BLOCKS = {
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "td",
    "th",
    "blockquote",
    "figcaption",
    "pre",
    "dt",
    "dd",
    "button",
    "label",
}
_INVISIBLE = ("script", "style", "noscript", "template", "head", "svg", "iframe")


def read_webpage(text: str, where: str) -> Draft:
    """Read an HTML page: the article's paragraphs and what the page says of itself.

    Text blocks of the page outside the article go into the draft's ``removed``.

    Raises:
        InputError: There is no article in the page.
    """
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = trafilatura.bare_extraction(
        text, include_comments=False, include_tables=True, with_metadata=True, favor_recall=True
    )
    if found is None or not (found.text or "").strip():
        raise InputError(f"{where}: no article found in this HTML page. Save its text as .txt instead.")
    paragraphs = [line.removeprefix("- ").strip() for line in found.text.split("\n") if line.strip()]
    kept = " ".join([*paragraphs, found.title or ""])
    return Draft(
        paragraphs,
        title=found.title or "",
        outlet=found.sitename or None,
        author=found.author or None,
        date=iso_date(found.date or ""),
        url=found.url or None,
        language=_language(text),
        removed=[(block, "outside the article") for block in _visible_blocks(text) if _bare(block) not in _bare(kept)],
    )


def _language(text: str) -> str | None:
    match = re.search(r"<html[^>]*\slang=[\"']?([A-Za-z]{2,3})\b", text)
    return match[1].lower() if match else None


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text)


def _visible_blocks(text: str) -> list[str]:
    """The text of each block of the page that has no block inside it, in order."""
    root = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=lxml.html.HTMLParser(encoding="utf-8"))
    for element in list(root.iter(*_INVISIBLE)):
        element.drop_tree()
    blocks = []
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        has_block_inside = any(
            True for _ in element.iterdescendants(*_BLOCKS, "div", "section", "article", "aside", "nav", "footer")
        )
        if element.tag in _BLOCKS | {"div", "section", "aside", "nav", "footer"} and not has_block_inside:
            content = " ".join(element.text_content().split())
            blocks += [content] if content else []
    return blocks
