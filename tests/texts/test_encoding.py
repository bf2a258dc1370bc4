import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import InputError
from analysis.texts.encoding import decode

QUOTED = "“We don’t want war,” the minister said in Besançon. The café was full – the fee was €5.\n" * 6


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufeff")))
def test_utf8_is_read_as_it_is(text):
    assert decode(text.encode("utf-8"), "a.txt") == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_tells_the_encoding_and_leaves_no_trace(encoding):
    assert decode(QUOTED.encode(encoding), "a.txt") == QUOTED


@pytest.mark.parametrize("encoding", ["utf-16-be", "utf-32-be"])
def test_a_byte_order_mark_of_the_other_order_is_read_too(encoding):
    assert decode(("\ufeff" + QUOTED).encode(encoding), "a.txt") == QUOTED


def test_windows_1252_keeps_its_curly_quotes_dashes_and_accents():
    assert decode(QUOTED.encode("windows-1252"), "a.txt") == QUOTED


def test_windows_1252_is_read_right_in_a_short_text():
    text = "Putin and Kim met.\n\n“It’s a matter between two countries,” Beijing said."
    assert decode(text.encode("windows-1252"), "a.txt") == text


def test_latin_1_keeps_its_accents():
    text = "Le Président de la République s’est rendu à Besançon.".replace("’", "'") * 5
    assert decode(text.encode("latin-1"), "a.txt") == text


def test_zero_bytes_are_refused_by_name():
    with pytest.raises(InputError, match=r"photo\.txt.*zero bytes"):
        decode(b"GIF\x00\x00\x01", "photo.txt")


def test_utf16_without_its_mark_is_refused_and_not_read_as_rubbish():
    with pytest.raises(InputError, match="a.txt"):
        decode("Talks ended.".encode("utf-16-le"), "a.txt")


@pytest.mark.parametrize("data", [b"\xef\xbb\xbfab\xff", b"\xff\xfeabc", b"\xff\xfe\x00\x00abc"])
def test_a_file_that_breaks_the_promise_of_its_mark_is_refused_by_name(data):
    with pytest.raises(InputError, match=r"a\.txt: marked as"):
        decode(data, "a.txt")


def test_an_empty_file_is_an_empty_text():
    assert decode(b"", "a.txt") == ""


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_by_name(data):
    try:
        assert "\x00" not in decode(data, "a.txt") or data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff"))
    except InputError as problem:
        assert "a.txt" in str(problem)  # noqa: PT017
