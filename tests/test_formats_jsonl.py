"""JSON Lines in and out: what is not the text stays to the byte, a broken line breaks no other."""

from __future__ import annotations

import io
import json
import pickle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.corpus.compression import compress
from cleaner.corpus.formats import Columns, Input, open_input
from cleaner.corpus.formats.jsonrow import JsonRow
from cleaner.corpus.formats.sinks import Result, Sink, output_name, row_json, sink_for
from cleaner.corpus.record import Record
from cleaner.corpus.sources import Failure
from cleaner.errors import InputError, OutputError


def rows(data: bytes | str, **options: Any) -> Input:
    raw = data if isinstance(data, bytes) else data.encode()
    return open_input(io.BytesIO(raw), name="news.jsonl", **options)


def records(source: Input, skip: int = 0) -> list[Record]:
    found = list(source.records(skip))
    assert not [item for item in found if isinstance(item, Failure)], found
    return [item for item in found if isinstance(item, Record)]


def written(sink: Sink, found: list[Record], change: str = "") -> bytes:
    batch = [
        Result(record=record, text=str(record.content) + change, report={"edits": [1, "é"]})
        for record in found
    ]
    for result in batch:
        sink.check(result)
    return sink.encode(batch)


# ---- what must not change


@pytest.mark.parametrize(
    "line",
    [
        '{"text": "The pool is to close."}',
        '{"text":"x","n":1.0E5,"m":1e400,"z":-0.0,"big":' + "9" * 5000 + "}",
        r'{"a": "\/ \u00e9 é \ud83d\ude00 \ud800", "text": "caf\u00e9 \/ \ud83d"}',
        '{ "b" :[1 , {"text": "not this"}] ,\t"text" : "x" , "c":null }  \r',
        '{"text": "x", "nan": NaN, "inf": -Infinity, "twice": 1, "twice": 2}',
        '{"text": "a\u2028b\u0085c"}',
    ],
)
def test_a_row_whose_text_stays_is_the_same_to_the_byte(line: str) -> None:
    source = rows(line + "\n")
    assert written(sink_for(source, report=False), records(source)).decode() == line + "\n"


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(
    before=st.dictionaries(st.text(), VALUES, max_size=4),
    after=st.dictionaries(st.text(), VALUES, max_size=4),
    text=st.text(st.characters(exclude_categories=())),
    new=st.text(st.characters(exclude_categories=())),
    ascii=st.booleans(),
    indent=st.sampled_from([(", ", ": "), (",", ":"), (" ,  ", "\t:\t")]),
)
def test_other_values_keep_their_bytes_and_their_order(
    before: dict[str, Any],
    after: dict[str, Any],
    text: str,
    new: str,
    ascii: bool,
    indent: tuple[str, str],
) -> None:
    row = {**before, "text": text, **{k: v for k, v in after.items() if k not in before}}
    row["text"] = text
    line = json.dumps(row, ensure_ascii=ascii, separators=indent)
    if not ascii and any("\ud800" <= char <= "\udfff" for char in line):
        line = json.dumps(row, separators=indent)
    parsed = JsonRow(line)
    done = JsonRow(parsed.rewritten({"text": new, "cleaner report": {"text": new}}))
    assert list(done) == [*row, *([] if "cleaner report" in row else ["cleaner report"])]
    assert done.string("text") == new
    assert done["cleaner report"] == {"text": new}
    for name in row.keys() - {"text", "cleaner report"}:
        assert done.spelled(name) == parsed.spelled(name)
    if "cleaner report" not in row:
        back = done.rewritten({"text": text}, without=["cleaner report"])
        # a text that was the only one beyond ASCII may come back in escapes; json escapes DEL too
        same_spelling = done.line.isascii() == line.isascii() and "\x7f" not in text
        assert back == line if same_spelling else JsonRow(back).string("text") == text


def test_a_new_text_is_spelled_as_the_line_is() -> None:
    for line, expected in (
        (
            r'{"text":"caf\u00e9","n":1}',
            r'{"text":"caf\u00e9!","n":1,"cleaner":{"edits":[1,"\u00e9"]}}',
        ),
        ('{"text": "café"}', '{"text": "café!", "cleaner": {"edits": [1, "é"]}}'),
    ):
        source = rows(line)
        assert written(sink_for(source), records(source), "!").decode() == expected + "\n"


def test_a_lone_surrogate_is_written_as_its_escape() -> None:
    source = rows(r'{"text": "é \ud800"}')
    line = written(sink_for(source, report=False), records(source), "!")
    assert json.loads(line) == {"text": "é \ud800!"}


def test_restoring_gives_the_row_back() -> None:
    line = '{ "id":7, "text" : "a café", "n":1.50 }'
    source = rows(line)
    clean = written(sink_for(source), records(source), "")
    again = rows(clean)
    assert written(sink_for(again, restore=True), records(again)).decode() == line + "\n"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('{"report": {"n": 1}}', '{"text": "x"}'),
        ('{ "report" : 1 }', '{"text": "x"}'),
        ('{"report":1,"n":2}', '{"n":2,"text":"x"}'),
        ('{"n": 1 , "report": 2 , "m": 3 }', '{"n": 1 , "m": 3, "text": "x" }'),
        ('{"n": 1, "report": 2}\r', '{"n": 1, "text": "x"}\r'),
        ("{}", '{"text": "x"}'),
        (" { } ", '{"text": "x"}'),
    ],
)
def test_a_column_taken_out_and_another_added(line: str, expected: str) -> None:
    assert JsonRow(line).rewritten({"text": "x"}, without=["report"]) == expected


# ---- what is read


def test_what_a_row_tells() -> None:
    source = rows(
        '{"id": 7, "link": "https://news.example/7", "headline": "Pool", "lang": "en-GB", '
        '"content": "The pool is to close."}\n'
    )
    (record,) = records(source)
    assert record.source == "news.jsonl#1"
    assert record.content == "The pool is to close."
    assert (record.id, record.url) == ("7", "https://news.example/7")
    assert (record.title, record.language, record.media) == ("Pool", "en", "text")
    assert source.notes == (
        "news.jsonl: text from column 'content', url from column 'link', "
        "title from column 'headline', id from column 'id', language from column 'lang'",
    )


def test_a_named_column_is_not_guessed() -> None:
    source = rows('{"text": "no", "story": "yes"}', columns=Columns(text="story"))
    assert [record.content for record in records(source)] == ["yes"]
    assert source.notes == ()


def test_columns_may_come_with_a_later_row() -> None:
    source = rows('{"text": "a"}\n{"url": "https://news.example/b", "text": "b"}\n')
    assert [record.url for record in records(source)] == [None, "https://news.example/b"]


def test_an_html_column_stays_and_its_text_is_added() -> None:
    line = '{"html": "<p>Pool"}'
    source = rows(line)
    (record,) = records(source)
    assert (record.media, record.content) == ("html", "<p>Pool")
    result = Result(record=record, text="Pool", report={})
    assert json.loads(sink_for(source).encode([result])) == {
        "html": "<p>Pool",
        "text": "Pool",
        "cleaner": {},
    }


def test_a_text_beside_the_html_is_replaced_only_if_it_is_named() -> None:
    line = '{"html": "<p>Pool", "text": "old"}'
    with pytest.raises(InputError, match="'text', which there is already"):
        rows(line, columns=Columns(html="html"))
    source = rows(line, columns=Columns(html="html", text="text"))
    (record,) = records(source)
    sink = sink_for(source, report=False)
    sink.check(Result(record=record, text="new"))
    assert json.loads(sink.encode([Result(record=record, text="new")])) == {
        "html": "<p>Pool",
        "text": "new",
    }


def test_the_column_for_the_text_of_a_page_may_be_new() -> None:
    source = rows('{"html": "<p>Pool"}', columns=Columns(html="html", text="clean"))
    sink = sink_for(source, report=False)
    line = sink.encode([Result(record=record, text="Pool") for record in records(source)])
    assert line == b'{"html": "<p>Pool", "clean": "Pool"}\n'


def test_columns_to_add_never_replace_any() -> None:
    source = rows('{"text": "x", "title": "Old"}\n{"text": "y"}\n')
    added = {"title": "New", "author": None}
    results = [Result(record=r, text="z", added=added) for r in records(source)]
    assert sink_for(source, report=False, added=tuple(added)).encode(results).decode() == (
        '{"text": "z", "title": "Old", "author": null}\n'
        '{"text": "z", "title": "New", "author": null}\n'
    )


def test_a_compressed_output_without_rows_is_a_whole_file(tmp_path: Path) -> None:
    for suffix, expected in ((".gz", compress(b"", ".gz")), ("", b"")):
        (tmp_path / "part").write_bytes(b"")
        sink_for(rows(""), packed=suffix).finish(tmp_path / "part", tmp_path / "out")
        assert (tmp_path / "out").read_bytes() == expected
        assert not (tmp_path / "part").exists()


def test_the_columns_are_looked_for_in_no_more_than_some_megabytes() -> None:
    chunks = iter([b'{"text": "%b"}\n' % (b"x" * 5_000_000)] * 4)

    class Slow(io.RawIOBase):
        read = lambda self, size=-1: next(chunks, b"")  # noqa: E731

    open_input(Slow(), name="news.jsonl")  # type: ignore[arg-type]
    assert len(list(chunks)) == 2


def test_a_text_that_comes_late_beside_the_html_is_an_error_of_its_row() -> None:
    many = '{"html": "<p>Pool"}\n' * 150
    source = rows(many + '{"html": "<p>Pool", "text": "old"}')
    found = records(source)
    sink = sink_for(source)
    sink.check(Result(record=found[0], text="new"))
    with pytest.raises(OutputError, match="--text-column"):
        sink.check(Result(record=found[-1], text="new"))


def test_a_column_of_the_name_of_the_report_is_never_lost() -> None:
    source = rows('{"text": "x", "cleaner": "a vacuum cleaner"}')
    (record,) = records(source)
    with pytest.raises(OutputError, match="'cleaner' already"):
        sink_for(source).check(Result(record=record, text="x"))
    sink = sink_for(source, report=False)
    sink.check(Result(record=record, text="x"))
    assert b"vacuum" in sink.encode([Result(record=record, text="x")])


# ---- faults


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


# ---- skipping, streams, names


def test_skipping_passes_over_failures_too(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"text": "a"}\n\n{bad\n{"text": "b"}\r\n{"text": "c"}')
    source = open_input(path, name="x/news.jsonl")
    names = [
        getattr(item, "source", None) or getattr(item, "name", None) for item in source.records()
    ]
    assert names == [f"x/news.jsonl#{number}" for number in (1, 3, 4, 5)]
    for skip in range(6):
        again = [
            getattr(r, "source", None) or getattr(r, "name", None) for r in source.records(skip)
        ]
        assert again == names[skip:]
    assert source.position == source.size == path.stat().st_size


def test_records_and_sinks_travel_between_processes() -> None:
    source = rows('{"text": "a", "n": 1.50}')
    sink = sink_for(source)
    found = records(source)
    there = pickle.loads(pickle.dumps((sink, found)))
    assert written(*there, "!") == written(sink, found, "!")


@pytest.mark.parametrize(
    ("name", "format", "to", "expected"),
    [
        ("a.jsonl.gz", "jsonl", "same", "a.jsonl.gz"),
        ("a.ndjson", "jsonl", "same", "a.ndjson"),
        ("stdin", "jsonl", "same", "stdin.jsonl"),
        ("a.txt", "text", "same", "a.txt"),
        ("a.txt.xz", "text", "same", "a.txt.xz"),
        ("a.htm.gz", "html", "same", "a.htm.txt.gz"),
        ("b/a.warc.wet.gz", "wet", "same", "b/a.warc.wet.jsonl.gz"),
        ("a.parquet", "parquet", "same", "a.parquet"),
        ("a.jsonl.gz", "jsonl", "parquet", "a.jsonl.parquet"),
        ("a.parquet", "parquet", "jsonl", "a.parquet.jsonl"),
    ],
)
def test_names_of_outputs(name: str, format: Any, to: Any, expected: str) -> None:
    assert output_name(name, format, to) == expected
