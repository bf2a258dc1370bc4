"""The article in an HTML page, through trafilatura; what it leaves out is listed."""

import logging
import re

import lxml.etree
import lxml.html
import trafilatura

from analysis.errors import InputError
from analysis.texts.fields import Draft, iso_date

_INLINE = {
    "a",
    "abbr",
    "b",
    "cite",
    "code",
    "em",
    "font",
    "i",
    "mark",
    "q",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "time",
    "u",
}
_INVISIBLE = {"script", "style", "noscript", "template", "head", "svg", "iframe"}


def read_webpage(text: str, where: str) -> Draft:
    """Read an HTML page: the article's paragraphs and what the page says of itself.

    Text blocks of the page outside the article go into the draft's ``removed``.

    Raises:
        InputError: There is no article in the page.
    """
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        page = _without_scripts(text)
    except (lxml.etree.LxmlError, ValueError):
        raise InputError(f"{where}: this is not HTML. Save its text as .txt instead.") from None
    blocks = _visible_blocks(page)
    found = trafilatura.bare_extraction(
        page, include_comments=False, include_tables=True, with_metadata=True, favor_recall=True
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
        removed=[(block, "outside the article") for block in blocks if _bare(block) not in _bare(kept)],
    )


def _language(text: str) -> str | None:
    match = re.search(r"<html[^>]*\slang=[\"']?([A-Za-z]{2,3})\b", text)
    return match[1].lower() if match else None


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text)


def _without_scripts(text: str) -> lxml.html.HtmlElement:
    """The page as a tree, without scripts but for the facts that pages tell in JSON-LD."""
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    root = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    for element in list(root.iter("script", "style")):
        if element.get("type") != "application/ld+json":
            element.drop_tree()
    return root


def _visible_blocks(root: lxml.html.HtmlElement) -> list[str]:
    """All text that the page shows, cut where a block begins or ends."""
    pieces: list[list[str]] = [[]]
    for event, element in lxml.etree.iterwalk(root, events=("start", "end")):
        visible = isinstance(element.tag, str) and not any(
            a.tag in _INVISIBLE for a in (element, *element.iterancestors())
        )
        if element.tag not in _INLINE:
            pieces.append([])
        if event == "start" and visible:
            pieces[-1].append(element.text or "")
        if event == "end" and element.getparent() is not None:
            pieces[-1].append(element.tail or "")
    return [block for piece in pieces if (block := " ".join("".join(piece).split()))]
