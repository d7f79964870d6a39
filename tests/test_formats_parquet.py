"""Parquet in and out: the schema and every other column stay."""

from __future__ import annotations

import io
import json
import pickle
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from parquets import REPORT, file_of, odd_table, opened, records

from cleaner.corpus.formats import open_input
from cleaner.corpus.formats.parquet import ParquetInput
from cleaner.corpus.formats.parquetsink import ParquetSink
from cleaner.corpus.formats.sinks import Result, Sink, sink_for
from cleaner.corpus.record import Record
from cleaner.errors import OutputError


def written(
    sink: Sink, found: list[Record], folder: Path, *, change: str = "!", batch: int = 3
) -> pa.Table:
    """What comes out when the results are encoded in batches, each in a process of its own."""
    part, target = folder / "part", folder / "out.parquet"
    with open(part, "wb") as file:
        for start in range(0, len(found), batch):
            there, some = pickle.loads(pickle.dumps((sink, found[start : start + batch])))
            results = [
                Result(record=record, text=_text(record) + change, report=REPORT) for record in some
            ]
            for result in results:
                there.check(result)
            file.write(there.encode(results))
    sink.finish(part, target)
    assert part.exists() == isinstance(sink, ParquetSink)
    return pq.read_table(target)


def _text(record: Record) -> str:
    return record.content if isinstance(record.content, str) else record.content.decode()


def same(one: pa.ChunkedArray, other: pa.ChunkedArray) -> bool:
    """Equal, and NaN equal to NaN."""
    if pa.types.is_floating(one.type):
        return str(one.to_pylist()) == str(other.to_pylist())
    return bool(one.combine_chunks().equals(other.combine_chunks()))


# ---- what must not change


@pytest.mark.parametrize("group", [3, 4, 100])
def test_the_schema_and_the_other_columns_stay(tmp_path: Path, group: int) -> None:
    table = odd_table()
    source = opened(file_of(tmp_path, table, row_group_size=group, compression="gzip"))
    done = written(sink_for(source), records(source), tmp_path)
    stored = pq.read_metadata(tmp_path / "out.parquet")
    assert stored.row_group(0).column(0).compression == "GZIP"
    assert done.schema.remove(len(done.schema) - 1).equals(
        pq.read_schema(tmp_path / "news.parquet"), check_metadata=True
    )
    for name in set(table.schema.names) - {"text"}:
        assert same(done[name], table[name]), name
    assert done["text"].to_pylist() == [f"{text}!" for text in table["text"].to_pylist()]
    assert {json.loads(report)["edits"][1] for report in done["cleaner"].to_pylist()} == {"é"}
    assert done.schema.field("cleaner").type == pa.string()


@pytest.mark.parametrize(
    "type",
    [
        pa.string(),
        pa.large_string(),
        pa.string_view(),
        pa.binary(),
        pa.large_binary(),
        pa.dictionary(pa.int32(), pa.string()),
    ],
    ids=str,
)
def test_the_text_column_keeps_its_type(tmp_path: Path, type: Any) -> None:
    texts = pa.array(["The café", "is closed", "is closed"])
    table = pa.table({"text": texts.dictionary_encode() if pa.types.is_dictionary(type) else texts})
    table = table.cast(pa.schema([("text", type)]))
    source = opened(file_of(tmp_path, table))
    done = written(sink_for(source, report=False), records(source), tmp_path)
    assert done.schema.equals(table.schema)
    assert [str(value) for value in done["text"].cast(pa.string()).to_pylist()] == [
        "The café!",
        "is closed!",
        "is closed!",
    ]


def test_the_same_bytes_every_time(tmp_path: Path) -> None:
    source = opened(file_of(tmp_path, odd_table()))
    outputs = []
    for _ in range(2):
        written(sink_for(source), records(source), tmp_path)
        outputs.append((tmp_path / "out.parquet").read_bytes())
    assert outputs[0] == outputs[1]


def test_restoring_gives_the_table_back(tmp_path: Path) -> None:
    table = odd_table()
    path = file_of(tmp_path, table)
    source = opened(path)
    written(sink_for(source), records(source), tmp_path, change="")
    (tmp_path / "out.parquet").replace(tmp_path / "clean.parquet")
    clean = opened(tmp_path / "clean.parquet")
    done = written(sink_for(clean, restore=True), records(clean), tmp_path, change="")
    assert done.schema.equals(pq.read_schema(path), check_metadata=True)
    for name in table.schema.names:
        assert same(done[name], table[name]), name


def test_a_file_without_rows(tmp_path: Path) -> None:
    source = opened(file_of(tmp_path, odd_table(0)))
    done = written(sink_for(source), records(source), tmp_path)
    assert done.num_rows == 0
    assert done.schema.names == [*odd_table(0).schema.names, "cleaner"]


def test_rows_that_failed_are_left_out(tmp_path: Path) -> None:
    source = opened(file_of(tmp_path, odd_table()))
    found = records(source)
    done = written(sink_for(source), [*found[1:4], *found[8:]], tmp_path, batch=2)
    assert done["title"].to_pylist() == [f"Title {n}" for n in (1, 2, 3, 8, 9)]


def test_row_groups_are_written_as_they_fill(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = opened(file_of(tmp_path, odd_table(30)))
    monkeypatch.setattr("cleaner.corpus.formats.parquetsink._GROUP_BYTES", 2_000)
    done = written(sink_for(source), records(source), tmp_path)
    assert pq.read_metadata(tmp_path / "out.parquet").num_row_groups > 2
    assert done["text"].to_pylist() == [f"The pool {n} is to close.!" for n in range(30)]


def test_the_features_of_hugging_face_name_the_new_column(tmp_path: Path) -> None:
    text = {"dtype": "string", "_type": "Value"}
    told = {"info": {"features": {"text": text}}, "fingerprint": "x"}
    table = pa.table({"text": ["a"]}).replace_schema_metadata({"huggingface": json.dumps(told)})
    source = opened(file_of(tmp_path, table))
    done = written(sink_for(source), records(source), tmp_path)
    assert json.loads(done.schema.metadata[b"huggingface"]) == {
        "info": {"features": {"text": text, "cleaner": text}}
    }


# ---- what is read


def test_what_a_row_tells(tmp_path: Path) -> None:
    table = pa.table(
        {"id": [7], "url": ["https://news.example/7"], "title": ["Pool"], "lang": ["deu"]}
    ).append_column("content", pa.array(["The pool"]))
    source = opened(file_of(tmp_path, table))
    (record,) = records(source)
    assert (record.source, record.content, record.media) == ("news.parquet#1", "The pool", "text")
    assert (record.id, record.url) == ("7", "https://news.example/7")
    assert (record.title, record.language) == ("Pool", "de")
    assert source.notes == (
        "news.parquet: text from column 'content', url from column 'url', "
        "title from column 'title', id from column 'id', language from column 'lang'",
    )


def test_pages_as_bytes_and_their_text_beside(tmp_path: Path) -> None:
    source = opened(file_of(tmp_path, pa.table({"html": [b"<p>caf\xe9"], "n": [1]})))
    (record,) = records(source)
    assert (record.media, record.content) == ("html", b"<p>caf\xe9")
    part = tmp_path / "part"
    sink = sink_for(source)
    part.write_bytes(sink.encode([Result(record=record, text="café", report=REPORT)]))
    sink.finish(part, tmp_path / "out.parquet")
    assert pq.read_table(tmp_path / "out.parquet").to_pylist() == [
        {"html": b"<p>caf\xe9", "n": 1, "text": "café", "cleaner": '{"edits":[1,"é"]}'}
    ]


def test_skipping_and_numbers(tmp_path: Path) -> None:
    path = file_of(tmp_path, odd_table(300), row_group_size=130)
    source = opened(path)
    for skip in (0, 1, 63, 64, 65, 129, 130, 131, 200, 299, 300, 301):
        found = records(source, skip)
        assert [record.source for record in found] == [
            f"news.parquet#{n}" for n in range(skip + 1, 301)
        ]
        assert [record.title for record in found] == [f"Title {n}" for n in range(skip, 300)]
    assert source.position == source.size


def test_skipped_row_groups_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = opened(file_of(tmp_path, odd_table(10), row_group_size=5))
    assert isinstance(source, ParquetInput)
    read, groups = source._batches, []
    monkeypatch.setattr(
        source, "_batches", lambda file, group: groups.append(group) or read(file, group)
    )
    assert len(records(source, 5)) == 5
    assert groups == [1]


def test_a_stream_is_read_too(tmp_path: Path) -> None:
    data = file_of(tmp_path, odd_table(3)).read_bytes()

    class Pipe(io.BytesIO):
        def seek(self, *_: Any) -> int:
            raise OSError("a pipe")

    source = open_input(Pipe(data), name="stdin", format="parquet")
    assert [record.source for record in records(source)] == ["stdin#1", "stdin#2", "stdin#3"]


def test_from_parquet_to_json_lines(tmp_path: Path) -> None:
    source = opened(file_of(tmp_path, odd_table(2)))
    sink = sink_for(source, to="jsonl")
    lines = sink.encode([Result(record=r, text="new", report=REPORT) for r in records(source)])
    rows = [json.loads(line) for line in lines.splitlines()]
    assert rows[1] == {
        "id": 1,
        "title": "Title 1",
        "text": "new",
        "when": rows[1]["when"],
        "cost": "0.12500",
        "tags": [{"tag": "1", "n": 1}],
        "map": [["k", 1]],
        "raw": "Af8=",
        "share": None,
        "none": None,
        "cleaner": REPORT,
    }
    assert rows[1]["when"].startswith("1970-01-01")
    assert rows[1]["when"].rstrip("Z").removesuffix("+00:00").endswith("00:00:01.000000001")


def test_restoring_to_json_lines(tmp_path: Path) -> None:
    table = pa.table({"text": ["clean"], "n": [1], "cleaner": ['{"edits": []}']})
    source = opened(file_of(tmp_path, table))
    sink = sink_for(source, to="jsonl", restore=True)
    line = sink.encode([Result(record=r, text="source") for r in records(source)])
    assert json.loads(line) == {"text": "source", "n": 1}


def test_from_json_lines_to_parquet(tmp_path: Path) -> None:
    data = b'{"n": 1.50, "text": "old", "url": "u"}\n{"text": "b", "id": 7}\n'
    source = open_input(io.BytesIO(data), name="a.jsonl")
    done = written(sink_for(source, to="parquet"), records(source), tmp_path).to_pylist()
    assert done == [
        {
            "id": "a.jsonl#1",
            "url": "u",
            "title": None,
            "row": '{"n": 1.50, "url": "u"}',
            "text": "old!",
            "cleaner": '{"edits":[1,"é"]}',
        },
        {
            "id": "7",
            "url": None,
            "title": None,
            "row": '{"id": 7}',
            "text": "b!",
            "cleaner": '{"edits":[1,"é"]}',
        },
    ]


def test_a_lone_surrogate_is_no_text_for_parquet() -> None:
    source = open_input(io.BytesIO(rb'{"text": "a \ud800"}'), name="a.jsonl")
    (record,) = records(source)
    with pytest.raises(OutputError, match="lone surrogate"):
        sink_for(source, to="parquet").check(Result(record=record, text=str(record.content)))
