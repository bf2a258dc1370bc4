import json

import pytest

from analysis.errors import EvaluationError
from analysis.validity.examples import MalformedError, need, need_span, need_spans, read_examples, write_predictions


@pytest.fixture
def read(tmp_path):
    """Reads a file of the given content; each example must have a text in the field ``a``."""

    def make(content: str | bytes):
        path = tmp_path / "set.jsonl"
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return read_examples(path, lambda example: need(example, "a", str))

    return make


def test_each_line_is_an_example_in_order(read):
    assert read('{"a": "1"}\n{"a": "2", "b": 3}\n') == [{"a": "1"}, {"a": "2", "b": 3}]


def test_blank_lines_are_passed_over_and_counted(read):
    with pytest.raises(EvaluationError, match="line 4"):
        read('{"a": "1"}\n\n\n{"a": 2}\n')


def test_a_byte_order_mark_and_crlf_make_no_difference(read):
    assert read(b'\xef\xbb\xbf{"a": "1"}\r\n{"a": "2"}\r\n') == [{"a": "1"}, {"a": "2"}]


@pytest.mark.parametrize(
    "line",
    ["{broken", "null", "3", '"text"', "[1]", "{}", '{"a": null}', '{"a": 1}', '{"a": true}', "[" * 100_000],
)
def test_a_malformed_line_stops_the_reading_with_its_number(read, line):
    with pytest.raises(EvaluationError, match=r"set\.jsonl, line 2"):
        read(f'{{"a": "1"}}\n{line}\n')


@pytest.mark.parametrize("content", ["", "\n \n"])
def test_a_file_without_examples_is_refused(read, content):
    with pytest.raises(EvaluationError, match="no examples"):
        read(content)


def test_another_encoding_is_refused_by_name(read):
    with pytest.raises(EvaluationError, match=r"set\.jsonl.*UTF-8"):
        read('{"a": "é"}'.encode("latin-1"))


@pytest.mark.parametrize("name", ["nothing.jsonl", "."])
def test_what_is_no_file_is_refused_by_name(tmp_path, name):
    with pytest.raises(EvaluationError, match="cannot be read"):
        read_examples(tmp_path / name, lambda example: None)


@pytest.mark.parametrize("span", [(0, 0), (2, 1), (-1, 2), (0, 6), (None, 2), ("0", 2), (0.0, 2), (True, 2), (0, [2])])
def test_a_span_that_does_not_lie_in_the_text_is_malformed(span):
    with pytest.raises(MalformedError, match="span"):
        need_span(*span, "Seoul")


def test_a_span_may_be_the_whole_text():
    assert need_span(0, 5, "Seoul") == (0, 5)


@pytest.mark.parametrize("spans", ["0-2", None, [0, 2], [[0]], [[0, 2, 3]], [{"start": 0}], [[0, 99]]])
def test_what_is_no_list_of_spans_is_malformed(spans):
    with pytest.raises(MalformedError):
        need_spans({"same_actor": spans}, "same_actor", "Seoul")


def test_spans_that_are_not_given_are_unknown_and_not_none_at_all():
    assert need_spans({}, "same_actor", "Seoul") is None
    assert need_spans({"same_actor": []}, "same_actor", "Seoul") == ()


def test_the_message_does_not_repeat_a_huge_value():
    with pytest.raises(MalformedError) as caught:
        need({"a": ["x" * 100_000]}, "a", str)
    assert len(str(caught.value)) < 1000


def test_each_example_is_written_back_with_what_was_predicted(tmp_path):
    path = tmp_path / "new" / "p.jsonl"
    write_predictions(path, [{"a": "“é”"}, {"a": "b"}], [{"predicted": "x"}, {"predicted": "y"}])
    lines = path.read_text(encoding="utf-8").splitlines()
    assert list(map(json.loads, lines)) == [{"a": "“é”", "predicted": "x"}, {"a": "b", "predicted": "y"}]
