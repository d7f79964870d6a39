"""Faults in JSON Lines: a broken line breaks no other."""

from __future__ import annotations

import pytest
from jsonlines import rows

from cleaner.corpus.formats import Columns
from cleaner.corpus.formats.sinks import row_json
from cleaner.corpus.record import Record
from cleaner.corpus.sources import Failure
from cleaner.errors import InputError


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b'{"text": "x"', "a comma or a brace is missing at column 13"),
        (b'{"text": "x", }', "a name in double quotes is missing at column 15"),
        (b'{"text": "x" "n": 1}', "a comma or a brace is missing at column 14"),
        (b'{text: "x"}', "a name in double quotes is missing at column 2"),
        (b'{"text" "x"}', "a colon is missing at column 9"),
        (b"[1, 2]", "not a JSON object: it begins with '[1, 2]'"),
        (b'{"text": "x"} {"text": "y"}', "something follows the object, at column 15"),
        (b'{"text": "x\ty"}', "not JSON: Invalid control character at column 12"),
        (b'{"text": }', "a value is missing at column 10"),
        (b'{"text": "\xff"}', "not UTF-8: invalid start byte at byte 11"),
        (b'{"text": ' + b"[" * 100_000, "nested too deeply"),
        (b'{"text": null}', "the column 'text' is null, not a string"),
        (b'{"text": 12}', "the column 'text' is a number, not a string"),
        (b'{"text": ["x"]}', "the column 'text' is a list, not a string"),
        (b'{"txet": "x"}', "there is no column 'text' in this row; it has: txet"),
    ],
)
def test_a_broken_row_in_the_middle(line: bytes, message: str) -> None:
    good = b'{"text": "good"}\n'
    source = rows(good + b"\n" + line + b"\n" + good)
    first, failure, last = source.records()
    assert isinstance(first, Record)
    assert isinstance(last, Record)
    assert (first.source, last.source) == ("news.jsonl#1", "news.jsonl#4")
    assert isinstance(failure, Failure)
    assert failure.name == "news.jsonl#3"
    assert message in failure.message
    whole = row_json(failure.row) if failure.row is not None else failure.content
    assert whole in (line, line.decode("utf-8", "replace"))


def test_no_column_with_a_text() -> None:
    with pytest.raises(InputError) as caught:
        rows('{bad\n{"txet": "x"}\n{"url": "u"}')
    assert caught.value.message == (
        "no column with the text (looked for: text, content, body, html); the columns are: "
        "txet, url; name it with --text-column or --html-column"
    )


def test_a_named_column_that_is_not_there() -> None:
    with pytest.raises(
        InputError, match=r"^news\.jsonl: there is no column 'lnik'; the columns are"
    ):
        rows('{"text": "x"}', columns=Columns(url="lnik"))


def test_rows_behind_a_hundred_lines_that_are_none() -> None:
    source = rows("{bad\n" * 100 + '{"text": "x"}')
    *_, last = source.records()
    assert isinstance(last, Failure)
    assert last.message == "none of the first 100 lines is a row to tell the columns by"
    assert last.row is not None
    *_, last = rows("{bad\n" * 99 + '{"text": "x"}').records()
    assert isinstance(last, Record)


def test_a_document_above_the_limit() -> None:
    data = '{"text": "ééx"}\n{"text": "ééé"}\n{"text": "y"}\n'
    source = rows(data, max_bytes=5)
    first, failure, last = source.records()
    assert isinstance(first, Record)
    assert isinstance(last, Record)
    assert isinstance(failure, Failure)
    assert "6 bytes, more than the limit of 5 bytes" in failure.message


def test_a_row_above_the_limit_is_never_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleaner.corpus.formats.base._ROW_BYTES", 300_000)
    data = b'{"text": "a"}\n{"text": "' + b"x" * 1_000_000 + b'"}\n{"text": "b"}\n'
    first, failure, last = rows(data, max_bytes=1000).records()
    assert isinstance(first, Record)
    assert isinstance(last, Record)
    assert last.source == "news.jsonl#3"
    assert isinstance(failure, Failure)
    assert "1,000,012 bytes, more than the limit of 300,000" in failure.message
    assert failure.content is None
