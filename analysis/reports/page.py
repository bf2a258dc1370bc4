"""A run notebook as one HTML file: code hidden, images inside, no script, nothing loaded from outside.

What the notebook shows may hold text of articles, which is hostile until proven otherwise: everything is sanitised once
more here, and a Content-Security-Policy forbids scripts and every outside load.
"""

import copy
import html
import re
from typing import Any, NamedTuple

import jinja2
import nh3
from nbconvert import HTMLExporter
from nbformat import NotebookNode
from traitlets.config import Config

from analysis.reports.look import TEMPLATES

HIDDEN_TAGS = {"results", "hide"}
"""Cells with one of these tags are not shown."""
_TAGS = set(
    "a abbr b blockquote br caption code dd details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img li "
    "main ol p pre q s section small span strong sub summary sup table tbody td tfoot th thead tr u ul".split()
)
_ATTRIBUTES = {
    "*": {"class", "id", "lang", "title", "tabindex"},
    "a": {"href"},
    "img": {"src", "alt"},
    "details": {"open"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}


class Heading(NamedTuple):
    """An entry of the table of contents."""

    anchor: str
    text: str


def render_page(notebook: NotebookNode, title: str) -> str:
    """Turn a run notebook into a self-contained HTML page.

    Args:
        notebook: The notebook with its outputs.
        title: The page's title, shown in the browser's tab.

    Returns:
        The HTML: code hidden, no script, a Content-Security-Policy, a table of contents of the second-level headings.
    """
    body, contents = _number_headings(sanitise(_body(notebook)))
    return render_template("page.html.j2", title=title, body=body, contents=contents)


def render_template(name: str, **values: Any) -> str:
    """Render one of the page templates; every value is escaped unless the template says that it is safe."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name).render(**values)


def sanitise(fragment: str) -> str:
    """Keep harmless HTML only.

    No script, event handler or style stays, no link but http(s) and those inside the page, no image from outside.

    >>> sanitise('<p onclick="x()">Hi<script>x()</script> <a href="data:text/html,x">there</a></p>')
    '<p>Hi <a rel="noopener noreferrer">there</a></p>'
    """
    return nh3.clean(
        fragment,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_filter_attribute,
        url_schemes={"http", "https", "data"},
        clean_content_tags={"script", "style"},
        link_rel="noopener noreferrer",
    )


def _filter_attribute(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "href":
        return value if re.match(r"(?:#|https?://)", value, re.IGNORECASE) else None
    if attribute == "src":
        return value if re.match(r"data:image/(?:svg\+xml|png);base64,", value) else None
    return value


def _body(notebook: NotebookNode) -> str:
    """The notebook's Markdown and outputs as HTML, without code, hidden cells and standard error."""
    shown = copy.deepcopy(notebook)
    shown.cells = [cell for cell in shown.cells if not HIDDEN_TAGS & set(cell.metadata.get("tags", []))]
    for cell in shown.cells:
        cell.attachments = {}
        if cell.cell_type == "code":
            cell.outputs = [output for output in cell.outputs if output.get("name") != "stderr"]
    shown.cells = [
        cell for cell in shown.cells if cell.cell_type == "markdown" or (cell.cell_type == "code" and cell.outputs)
    ]
    config = Config(
        {
            "HTMLExporter": {
                "exclude_input": True,
                "exclude_input_prompt": True,
                "exclude_output_prompt": True,
                "exclude_anchor_links": True,
            }
        }
    )
    return HTMLExporter(template_name="basic", config=config).from_notebook_node(shown)[0]


def _number_headings(body: str) -> tuple[str, list[Heading]]:
    """Give each second-level heading an anchor, and list them."""
    contents: list[Heading] = []

    def anchored(match: re.Match) -> str:
        contents.append(Heading(f"part-{len(contents) + 1}", html.unescape(re.sub(r"<[^>]+>", "", match[1])).strip()))
        return f'<h2 id="{contents[-1].anchor}">{match[1]}</h2>'

    return re.sub(r"<h2[^>]*>(.*?)</h2>", anchored, body, flags=re.DOTALL), contents
