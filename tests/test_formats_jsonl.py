"""JSON Lines in and out: what is not the text stays to the byte."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonlines import records, rows

from cleaner.corpus.formats import open_input
from cleaner.corpus.formats.jsonrow import JsonRow
from cleaner.corpus.formats.sinks import Result, Sink, output_name, sink_for
from cleaner.corpus.record import Record


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
