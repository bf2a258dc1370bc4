import hashlib
import json
import unicodedata

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from analysis.errors import InputError
from analysis.tables import COLUMNS
from analysis.texts import find_path, load_article, load_articles, split_sentences, stage_articles
from analysis.texts.load import normalise

TEXT = "Talks were held in Moscow on Monday.\n\nNobody spoke to reporters afterwards."
QUOTES = "“”„‟‘’‚‛\"'«»‹›`´＂「」"
TITLES = ["Kim visits Russia", "Talks end without a deal", "What now?", "‘No comment’", "Kim: I am ready.", "War!"]
SENTENCES = [
    "Kim Jong Un met Vladimir Putin on Wednesday.",
    "“We don’t want war,” she said.",
    "Nobody knows.",
    "The train left at 9 a.m. for Khasan – slowly.",
    "By Friday the talks were over.",
    "What does Beijing say?",
]
LEFTOVERS = ["Advertisement", "Share on Facebook", "Home", "Read more: Kim's train", "* * *", "5 min read"]
ENDINGS = [*LEFTOVERS, "Jane Doe", "Leave a Reply", "Related articles", "© 2023 The Daily Example"]
PASTED = st.tuples(
    st.lists(st.sampled_from(LEFTOVERS), max_size=3),
    st.sampled_from(TITLES),
    st.lists(st.sampled_from(["By Jane Doe", "By Jane Doe | 15 September 2023", "Advertisement"]), max_size=3),
    st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map(" ".join), min_size=2, max_size=6),
    st.lists(st.sampled_from(ENDINGS), max_size=4),
).map(lambda piece: "\n\n".join([*piece[0], piece[1], *piece[2], *piece[3], *piece[4]]))
ANY_TEXT = st.text(max_size=300) | st.text("aA.!? \n\r\t“”’#-*<>{}[]:;,|\u200b\u0301\u00a0🚀א", max_size=300)


def reasons(loaded) -> list[str]:
    return loaded.rejected["reason"].tolist()


def check_tables(loaded) -> None:
    assert loaded.articles.columns.tolist() == list(COLUMNS["articles"])
    assert loaded.rejected.columns.tolist() == list(COLUMNS["rejected"])
    assert all(loaded.rejected["reason"].str.len())


# --- any input at all


@settings(deadline=None, max_examples=80)
@given(ANY_TEXT, st.sampled_from(["a.txt", "a.md", "a.jsonl", "a.csv"]))
def test_any_text_is_loaded_or_rejected_with_a_reason(load, text, name):
    loaded = load({name: text.encode("utf-8", "replace")})
    check_tables(loaded)
    assert name.endswith(("jsonl", "csv")) or len(loaded.articles) + len(loaded.rejected) == 1


@settings(deadline=None, max_examples=25)
@given(ANY_TEXT)
def test_any_text_in_a_web_page_is_loaded_or_rejected_with_a_reason(load, text):
    loaded = load({"a.html": f"<html><body><article><p>{text}</p></article></body></html>".encode("utf-8", "replace")})
    check_tables(loaded)
    assert len(loaded.articles) + len(loaded.rejected) == 1


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=200), st.sampled_from(["a.txt", "a.md", "a.html", "a.jsonl", "a.csv", "a.parquet"]))
def test_any_bytes_are_loaded_or_rejected_with_a_reason(load, data, name):
    check_tables(load({name: data}))


@settings(deadline=None, max_examples=80)
@given(ANY_TEXT)
def test_every_sentence_of_a_loaded_text_is_stripped_filled_in_order_apart_and_inside(load, text):
    articles, _ = load({"a.txt": text.encode("utf-8", "replace")})
    for article in articles.itertuples():
        done = 0
        for sentence in split_sentences(articles).itertuples():
            evidence = article.text[sentence.start : sentence.end]
            assert done <= sentence.start < sentence.end <= len(article.text)
            assert evidence == evidence.strip()
            done = sentence.end


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            [
                json.dumps({"text": TEXT}),
                json.dumps({"id": "same", "text": TEXT}),
                json.dumps({"text": TEXT, "lang": "de"}),
                json.dumps({"text": None}),
                json.dumps({"headline": "only"}),
                '"a string"',
                "[1, 2]",
                "null",
                "3",
                "{broken",
            ]
        )
    )
)
def test_rows_in_are_articles_and_rejected_rows_out(load, lines):
    loaded = load({"a.jsonl": "\n".join(["", *lines, ""])}) if lines else load({})
    assert len(loaded.articles) + len(loaded.rejected) == len(lines)


# --- cleaning


@settings(deadline=None, max_examples=80, phases=[Phase.reuse, Phase.generate])
@given(PASTED)
def test_a_cleaned_text_loaded_again_is_the_same_text(load, pasted):
    first, _ = load({"a.txt": pasted})
    again, _ = load({"a.txt": first["text"].iloc[0]})
    assert again["text"].iloc[0] == first["text"].iloc[0]


@given(st.text() | st.text(QUOTES + "ab \u200b\u0301"))
def test_normalising_keeps_every_quotation_mark(text):
    assert [mark for mark in normalise(text) if mark in QUOTES] == [mark for mark in text if mark in QUOTES]


@given(st.text() | st.text("aeou\u0301\u0308\u200b\u00ad "))
def test_normalising_gives_nfc(text):
    assert unicodedata.is_normalized("NFC", normalise(text))


@given(st.text() | st.text("aeou\u0301\u0308\u200b\u00ad "))
def test_normalising_twice_changes_nothing_more(text):
    assert normalise(normalise(text)) == normalise(text)


@given(st.text())
def test_normalised_text_is_one_line_with_single_spaces(text):
    made = normalise(text)
    assert "\n" not in made
    assert "  " not in made
    assert made == made.strip()


def test_emoji_and_right_to_left_text_are_kept(load):
    text = "The crowd cheered 👩🏽‍🚀🇰🇵 loudly.\n\nقال بوتين إنه “راضٍ” عن اللقاء. Nobody else was."
    assert load({"a.txt": text}).articles["text"].iloc[0] == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_line_ends_of_other_systems_make_no_difference(load, ending, name):
    text = f"Kim visits Russia\n\n{TEXT}\n"
    same = load({name: text.replace("\n", ending)}).articles["text"].iloc[0]
    assert same == load({name: text}).articles["text"].iloc[0] == text.strip()


def test_the_text_is_the_title_a_blank_line_and_the_body(load):
    article = load({"a.txt": f"Kim visits Russia\n\n{TEXT}"}).articles.iloc[0]
    assert (article["title"], article["text"]) == ("Kim visits Russia", f"Kim visits Russia\n\n{TEXT}")


def test_a_text_without_a_title_has_none_and_is_whole(load):
    article = load({"a.txt": TEXT}).articles.iloc[0]
    assert pd.isna(article["title"])
    assert article["text"] == TEXT


def test_a_title_that_is_said_again_at_the_top_stands_in_the_text_once(load):
    row = {"title": "Kim visits Russia", "text": f"Kim visits Russia\n\n{TEXT}"}
    assert load({"a.jsonl": json.dumps(row)}).articles["text"].iloc[0] == f"Kim visits Russia\n\n{TEXT}"


@pytest.mark.parametrize("leftover", ["Skip to content", "Advertisement", "Home | News | Politics"])
def test_a_leftover_above_the_title_does_not_become_the_title(load, leftover):
    loaded = load({"a.txt": f"{leftover}\n\nKim visits Russia\n\n{TEXT}"})
    assert loaded.articles["title"].tolist() == ["Kim visits Russia"]


def test_what_is_left_out_is_listed_with_the_article_and_a_reason(load):
    loaded = load({"a.txt": f"Kim visits Russia\n\nBy Jane Doe\n\n{TEXT}\n\nShare on Facebook"})
    assert sorted(loaded.removed["text"]) == ["By Jane Doe", "Share on Facebook"]
    assert loaded.removed["article_id"].tolist() == [loaded.articles["article_id"].iloc[0]] * 2
    assert loaded.removed["reason"].str.len().all()


def test_the_number_of_sentences_is_that_of_the_sentences_table(samples):
    counted = samples.sentences.groupby("article_id").size()
    assert samples.articles.set_index("article_id")["n_sentences"].to_dict() == counted.to_dict()


def test_the_checksum_is_of_the_text(load):
    article = load({"a.txt": TEXT}).articles.iloc[0]
    assert article["sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()


# --- what is rejected


@pytest.mark.parametrize(
    "content",
    [b"", b" \n\n\t\n", b"\xef\xbb\xbf", b"1 2 3\n\n4 5", b"Share on Facebook\n\nAdvertisement\n\nSubscribe"],
    ids=["empty", "blank", "mark only", "numbers only", "leftovers only"],
)
def test_a_file_without_article_text_is_rejected(load, content):
    loaded = load({"a.txt": content})
    assert loaded.articles.empty
    assert loaded.rejected["source_file"].tolist() == ["a.txt"]


def test_a_text_of_more_than_a_million_characters_is_rejected(load):
    loaded = load({"a.txt": "The talks went on. " * 58_000})
    assert "1,000,000 characters" in reasons(loaded)[0]


def test_a_file_too_large_to_read_is_rejected_unread(tmp_path):
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(2_000_000_001)
    assert "larger than" in reasons(load_articles(tmp_path))[0]


@pytest.mark.parametrize("language", ["de", "DE", "German", "fr-FR", "zh"])
def test_an_article_declared_in_another_language_is_rejected(load, language):
    loaded = load({"a.md": f"---\nlanguage: {language}\n---\n\n{TEXT}"})
    assert language in reasons(loaded)[0]


@pytest.mark.parametrize("language", ["en", "EN", "en-GB", "English", "eng"])
def test_an_article_declared_english_is_loaded(load, language):
    assert len(load({"a.md": f"---\nlanguage: {language}\n---\n\n{TEXT}"}).articles) == 1


def test_a_file_of_another_type_is_rejected_with_the_types_that_can_be_read(load):
    assert ".docx" in reasons(load({"a.docx": "x"}))[0]
    assert ".txt" in reasons(load({"a.docx": "x"}))[0]


def test_one_bad_file_does_not_stop_the_others(load):
    loaded = load({"a.txt": TEXT, "b.txt": b"\x00\x01", "c.parquet": b"no", "d.txt": TEXT + " More."})
    assert loaded.articles["source_file"].tolist() == ["a.txt", "d.txt"]
    assert loaded.rejected["source_file"].tolist() == ["b.txt", "c.parquet"]


# --- folders and paths


def test_a_folder_is_read_with_its_subfolders_and_names_relative_to_it(load):
    loaded = load({"b/c/deep.txt": TEXT, "a.txt": TEXT + " More."})
    assert loaded.articles["source_file"].tolist() == ["a.txt", "b/c/deep.txt"]


@pytest.mark.parametrize("name", [".hidden.txt", ".git/a.txt", "README.md", "sub/readme.txt", "Readme"])
def test_hidden_files_and_readmes_are_passed_over(load, name):
    loaded = load({name: TEXT})
    assert (len(loaded.articles), len(loaded.rejected)) == (0, 0)


def test_a_source_in_a_hidden_folder_is_read(tmp_path):
    folder = tmp_path / ".cache" / "articles"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text(TEXT)
    assert len(load_articles(folder).articles) == 1


def test_a_source_that_does_not_exist_is_named():
    with pytest.raises(InputError, match="no/such/folder"):
        load_articles("no/such/folder")


def test_an_article_pasted_where_its_path_belongs_is_refused_in_plain_words():
    with pytest.raises(InputError, match="no such file"):
        load_article(TEXT * 100)


def test_an_empty_folder_gives_empty_tables(load):
    loaded = load({})
    assert loaded.articles.empty
    assert loaded.rejected.empty


def test_files_of_one_name_in_two_folders_are_two_articles(load):
    loaded = load({"x/a.txt": TEXT, "y/a.txt": TEXT + " More."})
    assert loaded.articles["article_id"].nunique() == 2


def test_a_path_is_looked_for_in_the_current_folder_first(tmp_path, monkeypatch):
    (tmp_path / "data" / "articles").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    assert find_path("data/articles").resolve() == tmp_path / "data" / "articles"


def test_a_path_is_found_in_the_project_from_anywhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert find_path("data/articles/05-beggars-banquet.txt").is_file()


# --- ids and duplicates


def test_the_id_is_the_slug_of_the_name_and_a_checksum_of_the_relative_path(load):
    article = load({"sub/Kim Visits Russia!.txt": TEXT}).articles.iloc[0]
    expected = hashlib.sha256(b"sub/Kim Visits Russia!.txt").hexdigest()[:8]
    assert article["article_id"] == f"kim-visits-russia-{expected}"


def test_the_id_of_a_row_tells_the_rows_apart(load):
    loaded = load({"a.jsonl": f"{json.dumps({'text': TEXT})}\n{json.dumps({'text': TEXT})}"})
    expected = [f"a-{hashlib.sha256(f'a.jsonl{row}'.encode()).hexdigest()[:8]}" for row in (1, 2)]
    assert loaded.articles["article_id"].tolist() == expected


def test_a_given_id_is_kept_even_an_odd_one(load):
    assert load({"a.jsonl": json.dumps({"id": "../../x", "text": TEXT})}).articles["article_id"].tolist() == ["../../x"]


def test_an_id_that_stands_twice_is_rejected_with_its_file(load):
    row = json.dumps({"id": "one", "text": TEXT})
    loaded = load({"a.jsonl": row, "b.jsonl": row})
    assert loaded.articles["source_file"].tolist() == ["a.jsonl"]
    assert "a.jsonl" in reasons(loaded)[0]
    assert loaded.rejected["row"].tolist() == [1]


def test_the_same_text_again_is_marked_with_the_id_of_the_first(load):
    articles, _ = load({"a.txt": TEXT, "b.txt": TEXT.replace("\n", "\r\n"), "c.txt": TEXT + " More."})
    assert articles["duplicate_of"].fillna("none").tolist() == ["none", articles["article_id"].iloc[0], "none"]


def test_loading_again_gives_the_same_tables():
    for first, again in zip(load_articles("data/articles"), load_articles("data/articles"), strict=True):
        pd.testing.assert_frame_equal(first, again)


# --- one article


@pytest.fixture
def several(tmp_path):
    path = tmp_path / "several.jsonl"
    rows = [{"id": name, "text": f"{TEXT} This is {name}."} for name in ("one", "two")]
    path.write_text("\n".join(map(json.dumps, rows)))
    return path


def test_one_article_is_chosen_by_its_id(several):
    articles, _ = load_article(several, "two")
    assert articles["article_id"].tolist() == ["two"]


def test_several_articles_and_none_chosen_names_the_ids(several):
    with pytest.raises(InputError, match="one, two"):
        load_article(several)


def test_an_id_that_is_not_in_the_file_names_those_that_are(several):
    with pytest.raises(InputError, match="'three'.*one, two"):
        load_article(several, "three")


def test_a_file_of_one_article_may_be_given_an_id(tmp_path):
    (tmp_path / "a.txt").write_text(f"By Jane Doe\n\n{TEXT}\n\nShare on Facebook")
    loaded = load_article(tmp_path / "a.txt", "mine")
    assert loaded.articles["article_id"].tolist() == ["mine"]
    assert set(loaded.removed["article_id"]) == {"mine"}


def test_a_file_without_a_usable_article_says_why(tmp_path):
    (tmp_path / "a.txt").write_text("Advertisement")
    with pytest.raises(InputError, match="no usable article.*no article text"):
        load_article(tmp_path / "a.txt")


def test_an_article_staged_out_of_a_larger_file_has_the_same_text(several, tmp_path):
    loaded = load_articles(several)
    paths = stage_articles(loaded, tmp_path / "staged")
    texts = [load_article(path).articles["text"].iloc[0] for path in paths]
    assert texts == loaded.articles["text"].tolist()


def test_an_article_of_its_own_file_is_not_copied(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    assert stage_articles(load_articles(tmp_path), tmp_path / "staged") == [(tmp_path / "a.txt").resolve()]
