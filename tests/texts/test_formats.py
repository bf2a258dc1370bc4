import json
import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.texts.fields import iso_date

TEXT = "Talks were held in Moscow on Monday.\n\nNobody spoke to reporters afterwards."
LINE = TEXT.replace("\n\n", " ")
GOOD = json.dumps({"text": TEXT})


def texts(loaded) -> list[str]:
    return loaded.articles["text"].tolist()


def reasons(loaded) -> list[str]:
    return loaded.rejected["reason"].tolist()


def page(body: str, head: str = "", lang: str = "en") -> str:
    return f'<!DOCTYPE html><html lang="{lang}"><head>{head}</head><body>{body}</body></html>'


def paragraphs(text: str = TEXT) -> str:
    long = " The talks went on for hours, and the delegations ate and drank and toasted one another."
    return "".join(f"<p>{part}{long}</p>" for part in text.split("\n\n"))


# --- plain text


def test_lines_broken_by_a_margin_are_joined_to_one_paragraph(load):
    wrapped = (
        "The talks between the two leaders went on for four\nhours on Wednesday, officials told us, and a late\ndinner."
    )
    assert texts(load({"a.txt": wrapped})) == [wrapped.replace("\n", " ")]


def test_long_lines_without_blank_lines_are_paragraphs(load):
    lines = ["The talks between the leaders went on and on for hours, " * 3 + end for end in ("said A.", "said B.")]
    assert texts(load({"a.txt": "\n".join(lines)})) == ["\n\n".join(lines)]


# --- Markdown


def test_front_matter_fills_the_fields(load):
    front = "---\ntitle: Kim visits Russia\nsource: The Daily\nauthors: [Jane Doe, John Roe]\ndate: 2023-09-14\nlink: https://e.org\n---\n"
    article = load({"a.md": front + TEXT}).articles.iloc[0]
    assert article[["title", "outlet", "author", "date", "url"]].tolist() == [
        "Kim visits Russia",
        "The Daily",
        "Jane Doe, John Roe",
        "2023-09-14",
        "https://e.org",
    ]


def test_the_first_heading_is_the_title_where_there_is_no_other(load):
    assert load({"a.md": f"# Kim visits Russia\n\n{TEXT}"}).articles["title"].tolist() == ["Kim visits Russia"]


def test_markdown_leaves_its_words_and_not_its_marks(load):
    text = "The **talks** were [held](https://e.org) in *Moscow* on `Monday`.\n\n> Nobody spoke.\n\n- One.\n- Two."
    assert texts(load({"a.md": text})) == ["The talks were held in Moscow on Monday.\n\nNobody spoke.\n\nOne.\n\nTwo."]


def test_an_ampersand_and_a_dash_written_as_entities_are_read(load):
    assert texts(load({"a.md": "Johnson &amp; Sons left Russia &mdash; at last."})) == [
        "Johnson & Sons left Russia — at last."
    ]


def test_code_in_markdown_is_left_out_and_listed(load):
    loaded = load({"a.md": f"{TEXT}\n\n```\nprint(1)\n```\n"})
    assert texts(loaded) == [TEXT]
    assert loaded.removed["text"].str.contains("print").tolist() == [True]


@pytest.mark.parametrize(
    "front",
    [
        "title: [broken",
        "just a sentence",
        "- a\n- list",
        "a: 1\na: 2",
        "date: 2023-13-45",
        "title: !!int many",
        "title: &a [*a]",
        "title: " + "[" * 2000 + "]" * 2000,
        "title: !!python/name:os.system",
    ],
    ids=["broken", "a sentence", "a list", "a key twice", "no such day", "no number", "itself", "too deep", "python"],
)
def test_front_matter_that_cannot_be_read_rejects_the_file_and_the_others_go_on(load, front):
    loaded = load({"a.md": f"---\n{front}\n---\n\n{TEXT}", "b.txt": TEXT})
    assert loaded.articles["source_file"].tolist() == ["b.txt"]
    assert loaded.rejected["source_file"].tolist() == ["a.md"]


def test_a_mistake_in_front_matter_is_told_with_its_file(load):
    assert "a.md" in reasons(load({"a.md": f"---\ntitle: [broken\n---\n\n{TEXT}"}))[0]


def test_a_line_of_dashes_at_the_top_that_is_never_closed_is_no_front_matter(load):
    assert texts(load({"a.md": f"---\n\n{TEXT}"})) == [TEXT]


def test_front_matter_cannot_bring_the_text_in(load):
    assert texts(load({"a.md": f"---\ntext: Something else.\n---\n\n{TEXT}"})) == [TEXT]


# --- web pages


def test_a_web_page_gives_its_article_and_not_its_furniture(load):
    furniture = "<nav><ul><li>Home</li></ul></nav>", "<footer><p>© 2023 X</p></footer>"
    body = f"{furniture[0]}<article><h1>Kim visits Russia</h1>{paragraphs()}</article>{furniture[1]}"
    text = texts(load({"a.html": page(body)}))[0]
    assert text.startswith("Kim visits Russia\n\nTalks were held in Moscow on Monday.")
    assert "Home" not in text
    assert "©" not in text


@pytest.mark.parametrize("furniture", ["<nav><ul><li>Unser Menü</li></ul></nav>", "<a href='#x'>Unser Menü</a>"])
def test_what_a_web_page_loses_is_listed(load, furniture):
    loaded = load({"a.html": page(f"{furniture}<article><h1>Kim visits Russia</h1>{paragraphs()}</article>")})
    kept = " ".join([*texts(loaded), *loaded.removed["text"]])
    assert "Unser Menü" in kept


def test_text_beside_a_block_is_listed_when_it_is_left_out(load):
    aside = "<aside>A word from our sponsor <p>Buy now</p></aside>"
    loaded = load({"a.html": page(f"<article><h1>Kim visits Russia</h1>{paragraphs()}</article>{aside}")})
    kept = " ".join([*texts(loaded), *loaded.removed["text"]])
    assert "A word from our sponsor" in kept


def test_a_web_page_tells_outlet_author_and_date(load):
    head = (
        '<title>Kim visits Russia</title><meta property="og:site_name" content="The Daily Example">'
        '<meta name="author" content="Jane Doe"><meta property="article:published_time" content="2023-09-14T18:20:00Z">'
    )
    article = load({"a.html": page(f"<article><h1>Kim visits Russia</h1>{paragraphs()}</article>", head)}).articles
    assert article[["outlet", "author", "date"]].iloc[0].tolist() == ["The Daily Example", "Jane Doe", "2023-09-14"]


def test_a_web_page_that_declares_german_is_rejected(load):
    assert "'de'" in reasons(load({"a.html": page(f"<article>{paragraphs()}</article>", lang="de")}))[0]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "<html></html>",
        page(""),
        page("<script>var article = 'Talks were held.'</script>"),
        page("<!-- no -->"),
        "<",
    ],
)
def test_a_web_page_without_an_article_is_rejected(load, content):
    loaded = load({"a.html": content})
    assert (len(loaded.articles), len(loaded.rejected)) == (0, 1)


def test_a_script_in_the_headline_never_gets_into_the_text(load):
    body = f"<article><h1>Kim <script>alert(1)</script>visits Russia</h1>{paragraphs()}</article>"
    assert "alert" not in texts(load({"a.html": page(body, "<title>Kim visits Russia</title>")}))[0]


def test_scripts_and_styles_are_not_listed_as_text(load):
    body = f"<article>{paragraphs()}</article><div><script>alert(1)</script><style>p {{color: red}}</style></div>"
    removed = load({"a.html": page(body)}).removed["text"]
    assert not removed.str.contains("alert|color").any()


def test_quotation_marks_in_a_web_page_are_kept(load):
    said = '“We don’t want war,” she said, ‘or not now’, in the "talks".'
    assert said in texts(load({"a.html": page(f"<article>{paragraphs(said)}{paragraphs()}</article>")}))[0]


# --- JSON lines


def test_a_broken_json_line_is_rejected_with_its_number_and_the_others_go_on(load):
    loaded = load({"a.jsonl": f"{GOOD}\n{{broken\n\n{json.dumps({'text': LINE})}\n"})
    assert texts(loaded) == [TEXT, LINE]
    assert loaded.rejected["row"].tolist() == [2]


@pytest.mark.parametrize(
    "line",
    [
        "null",
        "3",
        "[1]",
        "true",
        "{}",
        '{"text": null}',
        '{"text": ""}',
        '{"text": NaN}',
        '{"text": 12345}',
        '{"text": []}',
    ],
)
def test_a_json_line_without_a_text_is_rejected_with_its_number(load, line):
    loaded = load({"a.jsonl": f"{GOOD}\n{line}\n"})
    assert (texts(loaded), loaded.rejected["row"].tolist()) == ([TEXT], [2])


def test_a_json_line_that_is_only_a_string_is_rejected_as_no_record(load):
    assert "not a record" in reasons(load({"a.jsonl": '"All is well."'}))[0]


@pytest.mark.parametrize("text", ['{"a": "Talks were held."}', "true", '[{"p": "Talks were held."}]'])
def test_a_text_that_is_no_text_is_rejected_and_not_written_out_in_python(load, text):
    loaded = load({"a.jsonl": f'{{"text": {text}}}'})
    assert (len(loaded.articles), len(loaded.rejected)) == (0, 1)


def test_no_comma_is_put_between_the_paragraphs_of_a_list(load):
    loaded = load({"a.jsonl": json.dumps({"text": TEXT.split("\n\n")})})
    assert "Monday.," not in " ".join(texts(loaded))


@pytest.mark.parametrize("field", ["text", "title", "author", "id"])
def test_half_a_character_in_a_json_line_does_not_stop_the_others(load, field):
    bad = json.dumps({"text": TEXT} | {field: f"{LINE} \ud83d"})
    loaded = load({"a.jsonl": f"{GOOD}\n{bad}"})
    assert len(loaded.articles) + len(loaded.rejected) == 2


def test_half_a_character_in_a_json_string_does_not_stop_the_others(load):
    loaded = load({"a.jsonl": f'{GOOD}\n"\\ud83d"'})
    assert (texts(loaded), loaded.rejected["row"].tolist()) == ([TEXT], [2])


@pytest.mark.parametrize("depth", [400, 900, 5000, 200_000])
def test_a_value_nested_without_end_does_not_stop_the_others(load, depth):
    bad = '{"author": ' + "[" * depth + "]" * depth + f', "text": {json.dumps(LINE)}}}'
    loaded = load({"a.jsonl": f"{GOOD}\n{bad}"})
    assert TEXT in texts(loaded)
    assert len(loaded.articles) + len(loaded.rejected) == 2


def test_json_lines_may_have_crlf_and_a_byte_order_mark(load):
    assert texts(load({"a.jsonl": b"\xef\xbb\xbf" + f"{GOOD}\r\n".encode()})) == [TEXT]


def test_field_names_are_found_whatever_their_case(load):
    article = load({"a.jsonl": json.dumps({"Headline": "Talks end", " BODY ": TEXT, "Publisher": "X"})}).articles.iloc[
        0
    ]
    assert article[["title", "outlet"]].tolist() == ["Talks end", "X"]


def test_a_field_that_is_empty_gives_way_to_its_other_name(load):
    article = load({"a.jsonl": json.dumps({"title": "", "headline": "Talks end", "text": TEXT})}).articles.iloc[0]
    assert article["title"] == "Talks end"


def test_a_field_that_is_missing_is_missing_in_the_table(load):
    article = load({"a.jsonl": json.dumps({"text": TEXT, "author": None, "outlet": " "})}).articles.iloc[0]
    assert article[["title", "author", "outlet", "date", "url"]].isna().all()


# --- CSV


def test_a_csv_gives_an_article_a_row(load):
    loaded = load({"a.csv": f'id,title,text\n7,Talks end,"{TEXT}"\n8,"Talks, again","{LINE}"\n'})
    assert loaded.articles["article_id"].tolist() == ["7", "8"]
    assert loaded.articles["title"].tolist() == ["Talks end", "Talks, again"]


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_a_csv_may_have_another_separator(load, delimiter):
    content = f"title{delimiter}text\nTalks, held{delimiter}{LINE}\n"
    assert load({"a.csv": content}).articles["title"].tolist() == ["Talks, held"]


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_a_csv_may_have_other_line_ends(load, ending):
    content = f"title;text\nA, b, c;{LINE}\nD, e, f;{LINE} More.\n"
    assert load({"a.csv": content.replace("\n", ending)}).articles["title"].tolist() == ["A, b, c", "D, e, f"]


def test_a_csv_without_a_column_of_text_is_rejected_with_its_columns(load):
    loaded = load({"a.csv": "name,age\nKim,39\n"})
    assert "'text'" in reasons(loaded)[0]
    assert "name, age" in reasons(loaded)[0]


def test_a_csv_row_with_too_many_values_is_rejected_with_its_number_and_the_others_go_on(load):
    loaded = load({"a.csv": f"title,text\nA,{LINE}\nB,Talks, they say, ended.\nC,{LINE} More.\n"})
    assert loaded.articles["title"].tolist() == ["A", "C"]
    assert loaded.rejected["row"].tolist() == [2]


def test_a_csv_row_with_too_few_values_is_rejected_when_it_has_no_text(load):
    loaded = load({"a.csv": f"title,text\nA\nB,{LINE}\n"})
    assert (loaded.articles["title"].tolist(), loaded.rejected["row"].tolist()) == (["B"], [1])


def test_a_quotation_mark_that_is_never_closed_does_not_swallow_the_next_articles_in_silence(load):
    loaded = load({"a.csv": f'title,text\nA,"{LINE}\nB,{LINE} Second.\nC,{LINE} Third.\n'})
    assert len(loaded.rejected) or len(loaded.articles) == 3


def test_a_csv_in_windows_1252_is_read(load):
    content = f"title;text\nBesançon;“{LINE}” – said the café’s owner. Nobody else did so on Monday.\n"
    assert load({"a.csv": content.encode("windows-1252")}).articles["title"].tolist() == ["Besançon"]


def test_a_very_long_value_in_a_csv_is_read(load):
    assert len(load({"a.csv": "title,text\nA," + "The talks went on. " * 20_000 + "\n"}).articles) == 1


# --- Parquet


@pytest.fixture
def load_frame(load, tmp_path):
    def make(frame: pd.DataFrame):
        frame.to_parquet(tmp_path / "x.parquet")
        return load({"a.parquet": (tmp_path / "x.parquet").read_bytes()})

    return make


def test_a_parquet_file_gives_an_article_a_row(load_frame):
    loaded = load_frame(
        pd.DataFrame({"id": [1, 2], "text": [TEXT, LINE], "date": pd.to_datetime(["2023-09-14", None])})
    )
    assert loaded.articles["article_id"].tolist() == ["1", "2"]
    assert loaded.articles["date"].fillna("none").tolist() == ["2023-09-14", "none"]


def test_a_parquet_row_without_text_is_rejected_with_its_number(load_frame):
    assert load_frame(pd.DataFrame({"text": [None, TEXT]})).rejected["row"].tolist() == [1]


def test_a_parquet_file_without_a_column_of_text_is_rejected_with_its_columns(load_frame):
    assert "name" in reasons(load_frame(pd.DataFrame({"name": ["Kim"]})))[0]


def test_bytes_in_parquet_are_not_written_out_in_python(load_frame):
    loaded = load_frame(pd.DataFrame({"text": [LINE.encode()]}))
    assert not any(text.startswith("b'") for text in texts(loaded))


@pytest.mark.parametrize("content", [b"", b"no parquet at all", b"PAR1", b"PAR1" + b"\x00" * 50 + b"PAR1"])
def test_a_parquet_file_that_is_none_is_rejected_and_the_others_go_on(load, content):
    loaded = load({"a.parquet": content, "b.txt": TEXT})
    assert (texts(loaded), loaded.rejected["source_file"].tolist()) == ([TEXT], ["a.parquet"])


def test_a_parquet_file_damaged_in_its_middle_is_rejected_and_the_others_go_on(load, tmp_path):
    pd.DataFrame({"text": [f"{LINE} Number {number}." for number in range(300)]}).to_parquet(tmp_path / "x.parquet")
    data = bytearray((tmp_path / "x.parquet").read_bytes())
    data[4:400] = b"\xff" * 396
    loaded = load({"a.parquet": bytes(data), "b.txt": TEXT})
    assert texts(loaded) == [TEXT]
    assert "a.parquet" in loaded.rejected["source_file"].tolist()


# --- files without any record


def test_a_file_of_records_without_a_single_one_is_rejected_and_not_passed_over(load, tmp_path):
    pd.DataFrame({"text": pd.Series([], dtype=str)}).to_parquet(tmp_path / "x.parquet")
    empty = {"a.csv": "title,text\n", "b.jsonl": "\n", "c.parquet": (tmp_path / "x.parquet").read_bytes()}
    assert load(empty).rejected["source_file"].tolist() == list(empty)


# --- dates


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ("2023-09-14", "2023-09-14"),
        ("September 14, 2023", "2023-09-14"),
        ("14 Sept 2023", "2023-09-14"),
        ("2023-09-14T18:20:00+09:00", "2023-09-14"),
        ("Thursday, September 14, 2023, 18:20", "2023-09-14"),
    ],
)
def test_a_date_is_read_however_it_is_written(given_, expected):
    assert iso_date(given_) == expected


@pytest.mark.parametrize(
    "unclear",
    ["Monday", "18:20", "10", "May", "September 14", "September 2023", "2023", "Moscow", "yesterday", ""],
)
def test_what_a_date_does_not_tell_is_not_filled_in_from_today(unclear):
    assert iso_date(unclear) is None


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=20) | st.text("0123456789:./-+ TZeapmMay,", max_size=20))
def test_any_date_is_read_or_none(value):
    made = iso_date(value)
    assert made is None or re.fullmatch(r"\d{4}-\d\d-\d\d", made)
