"""Faults in Parquet files: a bad row or row group ends no file, a bad file says what is wrong."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from parquets import REPORT, file_of, odd_table, opened, records

from cleaner.corpus.compression import compress
from cleaner.corpus.formats import Columns, open_input
from cleaner.corpus.formats.sinks import Result, row_json, sink_for
from cleaner.corpus.record import Record
from cleaner.corpus.sources import Failure
from cleaner.errors import InputError, OutputError


def spoil(path: Path, group: int, column: int = 2) -> None:
    """Overwrite the pages of a column of a row group."""
    stored = pq.read_metadata(path).row_group(group).column(column)
    start = stored.dictionary_page_offset or stored.data_page_offset
    data = bytearray(path.read_bytes())
    data[start : start + stored.total_compressed_size] = b"\xaa" * stored.total_compressed_size
    path.write_bytes(bytes(data))


def test_a_row_group_that_cannot_be_read(tmp_path: Path) -> None:
    path = file_of(tmp_path, odd_table(9), row_group_size=3)
    spoil(path, 1)
    found = list(opened(path).records())
    names = [item.source if isinstance(item, Record) else item.name for item in found]
    assert names == [f"news.parquet#{n}" for n in range(1, 10)]
    assert [isinstance(item, Failure) for item in found] == [False] * 3 + [True] * 3 + [False] * 3
    failure = found[3]
    assert isinstance(failure, Failure)
    assert failure.message.startswith("row group 2 cannot be read: ")
    for skip in range(10):
        again = list(opened(path).records(skip))
        assert [type(item) for item in again] == [type(item) for item in found[skip:]]


def test_a_row_without_text(tmp_path: Path) -> None:
    when = datetime(2026, 1, 31, tzinfo=UTC)
    table = pa.table({"text": ["a", None, "c"], "when": pa.array([when] * 3)})
    first, failure, last = opened(file_of(tmp_path, table)).records()
    assert isinstance(first, Record)
    assert isinstance(last, Record)
    assert isinstance(failure, Failure)
    assert (failure.name, failure.message) == ("news.parquet#2", "the column 'text' is null")
    assert failure.row is not None
    assert json.loads(row_json(failure.row)) == {"text": None, "when": "2026-01-31T00:00:00+00:00"}


def test_columns_to_add_never_replace_any(tmp_path: Path) -> None:
    source = opened(file_of(tmp_path, pa.table({"text": ["x"], "title": ["Old"]})))
    sink = sink_for(source, report=False, added=("title", "author"))
    added = {"title": "New", "author": "Ada"}
    (tmp_path / "part").write_bytes(
        sink.encode([Result(record=r, text="z", added=added) for r in records(source)])
    )
    sink.finish(tmp_path / "part", tmp_path / "out.parquet")
    assert pq.read_table(tmp_path / "out.parquet").to_pylist() == [
        {"text": "z", "title": "Old", "author": "Ada"}
    ]


def test_large_rows_are_read_a_few_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cleaner.corpus.formats.parquet._BYTES", 30_000)
    texts = [f"{n} {n + 1} {n + 2} " * 1_000 for n in range(0, 90, 3)]
    found = records(opened(file_of(tmp_path, pa.table({"text": texts}), use_dictionary=False)))
    assert [record.content for record in found] == texts
    assert max(record.row.rows.batch.num_rows for record in found) <= 4  # type: ignore[union-attr]


def test_two_columns_of_one_name(tmp_path: Path) -> None:
    table = pa.Table.from_arrays([pa.array(["a"]), pa.array(["b"])], ["text", "text"])
    with pytest.raises(InputError, match="there are two columns 'text'; rename one"):
        opened(file_of(tmp_path, table))


def test_a_string_that_is_no_utf8_is_read_as_bytes(tmp_path: Path) -> None:
    bad = pa.Array.from_buffers(
        pa.string(), 1, [None, pa.py_buffer(b"\0\0\0\0\4\0\0\0"), pa.py_buffer(b"caf\xe9")]
    )
    (record,) = opened(file_of(tmp_path, pa.table({"text": bad}))).records()
    assert isinstance(record, Record)
    assert record.content == b"caf\xe9"


def test_a_document_above_the_limit(tmp_path: Path) -> None:
    table = pa.table({"text": ["éé", "ééé", "y"]})
    first, failure, last = opened(file_of(tmp_path, table), max_bytes=5).records()
    assert isinstance(first, Record)
    assert isinstance(last, Record)
    assert isinstance(failure, Failure)
    assert "6 bytes, more than the limit of 5 bytes" in failure.message


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleaner.corpus.formats.parquet._BOMB_BYTES", 1_000_000)
    texts = [chr(97 + n) * 3_000_000 for n in range(2)]
    path = file_of(tmp_path, pa.table({"text": texts}), compression="zstd", use_dictionary=False)
    found = list(opened(path).records())
    assert [isinstance(item, Failure) for item in found] == [True, True]
    assert isinstance(found[0], Failure)
    assert "; no text does" in found[0].message
    assert len(records(opened(path, max_bytes=None))) == 2


@pytest.mark.parametrize(
    ("table", "columns", "message"),
    [
        (
            {"text": [1], "url": ["u"]},
            Columns(),
            "no column with the text (looked for: text, content, body, html); the columns are: "
            "text (int64), url (string); name it with --text-column or --html-column",
        ),
        (
            {"text": [["a"]]},
            Columns(text="text"),
            "the column 'text' holds no text; the columns are: text (list<element: string>)",
        ),
        (
            {"text": ["a"]},
            Columns(title="name"),
            "there is no column 'name'; the columns are: text (string)",
        ),
    ],
)
def test_no_usable_column(
    tmp_path: Path, table: dict[str, Any], columns: Columns, message: str
) -> None:
    path = file_of(tmp_path, pa.table(table))
    with pytest.raises(InputError) as caught:
        opened(path, columns=columns)
    assert str(caught.value) == f"news.parquet: {message}"


def test_a_second_candidate_of_the_right_type_is_taken(tmp_path: Path) -> None:
    source = opened(file_of(tmp_path, pa.table({"text": [1], "content": ["a"]})))
    assert [record.content for record in records(source)] == ["a"]


def test_the_report_column_is_refused_before_any_work(tmp_path: Path) -> None:
    source = opened(file_of(tmp_path, pa.table({"text": ["a"], "cleaner": ["vacuum"]})))
    with pytest.raises(OutputError, match="'cleaner' already"):
        sink_for(source)
    assert sink_for(source, report=False)


@pytest.mark.parametrize("cut", [0, 3, 100, -1, -9])
def test_a_file_that_is_cut_off(tmp_path: Path, cut: int) -> None:
    path = file_of(tmp_path, odd_table(3))
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(InputError, match="not a Parquet file, or cut off"):
        opened(path)


@pytest.mark.parametrize("name", [b"title", b"element"])
def test_a_column_name_that_is_no_utf8(tmp_path: Path, name: bytes) -> None:
    path = file_of(tmp_path, odd_table(3))
    path.write_bytes(path.read_bytes().replace(name, name[:-1] + b"\xff"))
    with pytest.raises(InputError, match="not a Parquet file"):
        opened(path)


def test_a_compressed_parquet_file_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "a.parquet.gz").write_bytes(compress(b"PAR1", ".gz"))
    for name in ("a.parquet.gz", "a.parquet"):
        with pytest.raises(InputError, match="unpack it first"):
            open_input(tmp_path / "a.parquet.gz", name=name)


def test_a_part_that_is_cut_off_is_no_file(tmp_path: Path) -> None:
    source = opened(file_of(tmp_path, odd_table(3)))
    sink = sink_for(source)
    data = sink.encode([Result(record=r, text="x", report=REPORT) for r in records(source)])
    (tmp_path / "part").write_bytes(data[:-1])
    with pytest.raises(OutputError, match="cut off"):
        sink.finish(tmp_path / "part", tmp_path / "out.parquet")
