"""Hostile HTML goes in; a parser of Python's own, not the sanitiser's, reads what comes out."""

from html.parser import HTMLParser

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.reports import Entry, render_index, render_page, render_template, sanitise

FORBIDDEN = set(
    "script style iframe object embed svg math meta link base form input button textarea select frame frameset applet "
    "template noscript video audio source portal marquee".split()
)
IMAGE = "data:image/png;base64,iVBORw0KGgo="
HOSTILE = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\n>alert(1)</script\n>",
    "<img src=x onerror=alert(1)>",
    '<img src="x" ONERROR="alert(1)">',
    "<img/src=x/onerror=alert(1)>",
    "<p onclick='alert(1)'>click</p>",
    "<p/onmouseover=alert(1)>over</p>",
    "<details open ontoggle=alert(1)>x</details>",
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)//",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=' &#106;avascript:alert(1)'>x</a>",
    "<a href='JaVa\tScRiPt:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=='>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href='//evil.example'>x</a>",
    "<a href='file:///etc/passwd'>x</a>",
    "<img src='https://evil.example/pixel.gif'>",
    "<img src='//evil.example/pixel.gif'>",
    "<img srcset='https://evil.example/pixel.gif 2x'>",
    "<img src='data:text/html,<script>alert(1)</script>'>",
    "<img src='data:image/svg+xml,<svg onload=alert(1)>'>",
    "<img src=javascript:alert(1)>",
    "<style>body{background:url(https://evil.example)}</style>",
    "<p style='background:url(https://evil.example)'>x</p>",
    "<iframe src='https://evil.example'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='https://evil.example'></object>",
    "<embed src='https://evil.example'>",
    "<meta http-equiv='refresh' content='0;url=https://evil.example'>",
    "<base href='https://evil.example/'>",
    "<link rel=stylesheet href='https://evil.example/x.css'>",
    "<form action='https://evil.example'><input name=q><button>send</button></form>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<textarea><img src=x onerror=alert(1)></textarea>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<p title='\"><script>alert(1)</script>'>x</p>",
    "<h2 title='x><script>alert(1)</script>'>x</h2>",
    "<table><td><script>alert(1)",
    "<<p>script>alert(1)<</p>/script>",
    "<p><<img src=x onerror=alert(1)//",
    "\x00<scr\x00ipt>alert(1)</scr\x00ipt>",
    "<template><script>alert(1)</script></template>",
    "<video src=https://evil.example onerror=alert(1)><source onerror=alert(1)></video>",
    "<body onload=alert(1)>",
    "<p id=x tabindex=1 onfocus=alert(1) autofocus>x</p>",
]
PIECES = (
    "< > / ' \" = p a img svg script style on onerror onclick= src= href= javascript: data: alert(1) <!-- -->".split()
)

SOME = [*HOSTILE[::6], "\n\n".join(HOSTILE)]
"""Enough for whole pages, which take a tenth of a second each."""


class Reader(HTMLParser):
    """Collects the tags and attributes of a piece of HTML."""

    def __init__(self, fragment: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.feed(fragment)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]


def check_harmless(fragment: str) -> None:
    """No forbidden tag, no handler, no style; links lead to the web or inside the page, images are inside."""
    read = Reader(fragment)
    assert "<script" not in fragment.lower()
    assert not FORBIDDEN & set(read.tags)
    for _, name, value in read.attributes:
        assert not name.startswith("on")
        assert name in {"class", "id", "lang", "title", "tabindex", "href", "src", "alt", "open", "rel"} | {
            "scope",
            "colspan",
            "rowspan",
        }
        assert name != "href" or value.lower().startswith(("#", "http://", "https://"))
        assert name != "src" or value.startswith(("data:image/png;base64,", "data:image/svg+xml;base64,"))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_html_leaves_nothing_that_runs_or_loads(hostile):
    check_harmless(sanitise(f"<p>before</p>{hostile}<p>after</p>"))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_html_stays_harmless_when_it_is_read_and_cleaned_again(hostile):
    once = sanitise(hostile)
    assert sanitise(once) == once


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from([*PIECES, *HOSTILE]) | st.text(max_size=5), max_size=12).map("".join))
def test_no_mixture_of_hostile_pieces_leaves_anything_that_runs_or_loads(fragment):
    check_harmless(sanitise(fragment))


@settings(deadline=None, max_examples=100)
@given(st.text())
def test_no_text_at_all_leaves_anything_that_runs_or_loads(text):
    check_harmless(sanitise(text))


@pytest.mark.parametrize("hidden", ["<script>alert(1)</script>", "<style>p {color: red}</style>"])
def test_the_content_of_scripts_and_styles_goes_with_them(hidden):
    assert sanitise(f"<p>a{hidden}b</p>") == "<p>ab</p>"


def test_the_text_around_a_forbidden_tag_stays():
    assert "Kim visits" in sanitise("<form><marquee>Kim visits</marquee></form>")


@pytest.mark.parametrize(
    "fragment",
    [
        "<p>Kim’s “visit” – 🚀</p>",
        '<table class="figures"><thead><tr><th scope="col">Actor</th></tr></thead></table>',
        '<details open=""><summary>More</summary>x</details>',
        '<span class="mention actor-1" tabindex="0">Kim<sup class="negative">−0.50</sup></span>',
        f'<img alt="A chart" src="{IMAGE}">',
        '<h2 id="part-1">What now?</h2>',
        "<p>a &lt; b &amp; c</p>",
    ],
)
def test_what_reports_are_made_of_is_kept_as_it_is(fragment):
    reread = Reader(sanitise(fragment))
    expected = Reader(fragment)
    assert reread.tags == expected.tags
    assert sorted(reread.attributes) == sorted(expected.attributes)


@pytest.mark.parametrize("link", ["#s12", "https://example.org/a?b=c", "http://example.org"])
def test_links_inside_the_page_and_to_the_web_are_kept(link):
    assert ("a", "href", link) in Reader(sanitise(f"<a href='{link}'>x</a>")).attributes


def test_a_link_out_tells_the_other_side_nothing():
    assert 'rel="noopener noreferrer"' in sanitise("<a href='https://example.org'>x</a>")


def test_escaped_text_stays_text():
    assert sanitise("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>") == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"


# --- whole pages


def page_of(*sources: str, title: str = "A page") -> str:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(source) for source in sources])
    return render_page(notebook, title)


def page_tags(page: str) -> Reader:
    read = Reader(page)
    assert not any(name.startswith("on") for _, name, _ in read.attributes)
    assert not {"script", "iframe", "object", "embed", "base", "form"} & set(read.tags)
    return read


@pytest.mark.parametrize("hostile", SOME)
def test_a_page_of_a_hostile_notebook_runs_nothing(hostile):
    page_tags(page_of(f"## A heading\n\n{hostile}\n\n## {hostile}"))


@pytest.mark.parametrize("hostile", SOME)
def test_hostile_output_of_a_cell_runs_nothing(hostile):
    output = nbformat.v4.new_output("display_data", {"text/html": hostile, "application/javascript": "alert(1)"})
    cell = nbformat.v4.new_code_cell("x", outputs=[output])
    page_tags(render_page(nbformat.v4.new_notebook(cells=[cell]), "A page"))


@pytest.mark.parametrize("hostile", SOME)
def test_a_hostile_title_is_shown_and_not_run(hostile):
    page_tags(page_of("Text.", title=hostile))


def test_a_page_forbids_scripts_and_outside_loads():
    policies = [
        value for tag, name, value in page_tags(page_of("Text.")).attributes if (tag, name) == ("meta", "content")
    ]
    assert any("default-src 'none'" in policy for policy in policies)


def test_a_page_loads_nothing_from_outside():
    loads = [value for _, name, value in page_tags(page_of("Text.")).attributes if name in ("src", "srcset")]
    links = [value for tag, name, value in page_tags(page_of("Text.")).attributes if (tag, name) == ("link", "href")]
    assert all(value.startswith("data:") for value in [*loads, *links])


def test_the_contents_lead_to_the_headings():
    read = page_tags(page_of("## One\n\nText.\n\n## Two & three\n\nText."))
    targets = {value for _, name, value in read.attributes if name == "id"}
    links = {
        value[1:] for tag, name, value in read.attributes if (tag, name) == ("a", "href") and value.startswith("#")
    }
    assert {"part-1", "part-2"} <= links <= targets | {""}


@pytest.mark.parametrize("hostile", SOME)
def test_a_hostile_reason_is_shown_in_the_index_and_not_run(hostile):
    page_tags(render_index([Entry(hostile, problem=hostile)], ["Russia"]))


@pytest.mark.parametrize("hostile", SOME)
def test_a_hostile_message_is_shown_on_the_error_page_and_not_run(hostile):
    page_tags(render_template("failure.html.j2", title=hostile, source=hostile, message=hostile))
