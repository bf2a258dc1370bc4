"""Plain text and Markdown as a list of paragraphs."""

import html
import re
from collections.abc import Iterator
from typing import Any

import mistune

from analysis.errors import InputError
from analysis.files import parse_yaml
from analysis.texts.fields import Draft, read_fields

_BLANK_LINES = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_FRONT_MATTER = re.compile(r"---[^\S\n]*\n(.*?)^(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_WRAPPED_BELOW = 100
"""Lines longer than this were not broken by a typewriter's margin: each is a paragraph of its own."""


def paragraphs_of(text: str) -> list[str]:
    """Split plain text into paragraphs: at blank lines, and at each line unless the lines were wrapped.

    >>> paragraphs_of("A title\\n\\nFirst paragraph.\\n\\nSecond.")
    ['A title', 'First paragraph.', 'Second.']
    """
    blocks = (block.split("\n") for block in _BLANK_LINES.split(text.replace("\r\n", "\n").replace("\r", "\n")))
    return [
        paragraph for lines in blocks for paragraph in _join_wrapped([line.strip() for line in lines if line.strip()])
    ]


def _join_wrapped(lines: list[str]) -> list[str]:
    """Join the lines of one block where a margin broke them: short, and all but the last nearly of one length."""
    longest = max(map(len, lines), default=0)
    if 40 <= longest <= _WRAPPED_BELOW and all(len(line) > 0.7 * longest for line in lines[:-1]):
        return [" ".join(lines)]
    return lines


def read_markdown(text: str, where: str) -> Draft:
    """Read Markdown: front matter as fields; headings, paragraphs, list items as paragraphs; marks and images dropped.

    Raises:
        InputError: The front matter is not valid YAML, or not a list of fields.
    """
    text = text.replace("\r\n", "\n").lstrip("\ufeff")
    fields: Any = {}
    if match := _FRONT_MATTER.match(text):
        fields = parse_yaml(match[1], f"{where} (front matter)") or {}
        text = text[match.end() :]
        if not isinstance(fields, dict):
            raise InputError(f"{where}: the front matter is not a list of 'field: value' lines.")
    blocks = list(_blocks(mistune.create_markdown(renderer="ast")(text)))
    known = read_fields(fields)
    known.pop("text", None)
    if not known.get("title") and blocks and blocks[0][0] == "heading":
        known["title"] = blocks.pop(0)[1]
    kept = [content for kind, content in blocks if kind != "block_code"]
    removed = [(content, "code block") for kind, content in blocks if kind == "block_code"]
    return Draft(kept, removed=removed, **known)


def _blocks(tokens: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Kind and text of each leaf block, in order."""
    for token in tokens:
        if token["type"] in ("heading", "paragraph", "block_text", "block_code", "block_html"):
            content = token.get("raw") or _inline(token.get("children", []))
            kind = "block_code" if token["type"] == "block_html" else token["type"]
            if content.strip():
                yield kind, content.strip()
        else:
            yield from _blocks(token.get("children", []))


def _inline(tokens: list[dict[str, Any]]) -> str:
    """The text of inline tokens; line breaks become spaces; images leave nothing."""
    breaks = {"softbreak": " ", "linebreak": " ", "image": "", "inline_html": ""}
    return "".join(
        breaks[token["type"]] if token["type"] in breaks else _words(token) or _inline(token.get("children", []))
        for token in tokens
    )


def _words(token: dict[str, Any]) -> str:
    raw = token.get("raw", "")
    return raw if token["type"] == "codespan" else html.unescape(raw)
