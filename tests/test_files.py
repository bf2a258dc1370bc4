from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import InputError, SchemeError
from analysis.files import checksum, notebook_path, parse_yaml, read_yaml, safe_name, slug, write_whole


@given(st.text())
def test_a_safe_name_never_leaves_its_folder(name):
    folder = Path("/reports")
    assert (folder / safe_name(name)).parent == folder
    assert safe_name(name) not in ("", ".", "..")


@given(st.text())
def test_a_safe_name_is_short_plain_and_visible(name):
    safe = safe_name(name)
    assert safe.isascii()
    assert not set(safe) & set('/\\:*?"<>| \n')
    assert not safe.startswith(".")
    assert len(safe) <= 100


@pytest.mark.parametrize("name", ["../../x", "/etc/passwd", "a/b", "..", "a\x00b", "C:\\x", "-rf"])
def test_an_id_that_points_elsewhere_becomes_a_name_of_its_own(name):
    assert safe_name(name) not in (name, slug(name))


def test_a_plain_id_is_its_own_name():
    assert safe_name("kim-visits-russia-1a2b3c4d") == "kim-visits-russia-1a2b3c4d"


def test_odd_ids_with_one_slug_get_different_names():
    assert safe_name("a/b") != safe_name("a b")


def test_ids_that_differ_only_in_case_get_different_names_on_every_disk():
    assert safe_name("Kim-1").lower() != safe_name("kim-1").lower()


@given(st.text())
def test_a_slug_is_lower_case_ascii_of_at_most_sixty_characters(text):
    made = slug(text)
    assert 1 <= len(made) <= 60
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_a_title_in_another_script_still_gives_a_slug():
    assert slug("Путин и Ким") == "article"


def test_the_checksum_is_sha256_in_utf8():
    assert checksum("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_a_file_is_written_with_the_folders_it_needs(tmp_path):
    path = write_whole(tmp_path / "a" / "b" / "page.html", "Kim’s")
    assert path.read_text(encoding="utf-8") == "Kim’s"


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    path = write_whole(tmp_path / "page.html", "old")
    monkeypatch.setattr("os.replace", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        write_whole(path, "new")
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("page.html", "old")]


def test_the_article_notebook_is_found():
    assert notebook_path("article").is_file()


def test_a_notebook_that_is_not_there_is_named():
    with pytest.raises(InputError, match="'nonsense'"):
        notebook_path("nonsense")


def test_a_yaml_key_that_stands_twice_is_refused_with_its_line():
    with pytest.raises(InputError, match=r"own\.yaml, line 3.*'a'"):
        parse_yaml("a: 1\nb: 2\na: 3\n", "own.yaml")


def test_a_yaml_mistake_is_refused_with_its_line():
    with pytest.raises(InputError, match=r"own\.yaml, line 2"):
        parse_yaml("a: 1\nb: c: d\n", "own.yaml")


def test_yaml_never_makes_python_objects(tmp_path):
    witness = tmp_path / "witness"
    with pytest.raises(InputError):
        parse_yaml(f"!!python/object/apply:os.mkdir ['{witness}']", "own.yaml")
    assert not witness.exists()


@pytest.mark.parametrize("value", ["2023-13-45", "!!int many", "!!float much", "!!bool perhaps"])
def test_an_impossible_yaml_value_is_refused_in_plain_words(value):
    with pytest.raises(InputError, match=r"own\.yaml"):
        parse_yaml(f"date: {value}\n", "own.yaml")


def test_yaml_nested_without_end_is_refused_in_plain_words():
    with pytest.raises(InputError, match=r"own\.yaml"):
        parse_yaml("[" * 5000 + "]" * 5000, "own.yaml")


def test_a_mistake_is_reported_with_the_error_class_of_the_caller():
    with pytest.raises(SchemeError):
        parse_yaml("a: [", "own.yaml", SchemeError)


def test_a_yaml_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(InputError, match="nothing.yaml"):
        read_yaml(tmp_path / "nothing.yaml")


def test_a_yaml_file_in_another_encoding_is_refused_by_name(tmp_path):
    (tmp_path / "own.yaml").write_bytes("título: sí".encode("latin-1"))
    with pytest.raises(InputError, match="own.yaml"):
        read_yaml(tmp_path / "own.yaml")


def test_a_yaml_file_may_start_with_a_byte_order_mark(tmp_path):
    (tmp_path / "own.yaml").write_bytes(b"\xef\xbb\xbfa: 1\n")
    assert read_yaml(tmp_path / "own.yaml") == {"a": 1}


def test_aliases_that_multiply_are_read_in_no_time():
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    assert len(parse_yaml("\n".join(lines), "own.yaml")) == 30
