"""Files that are one document each, and what the name of a file says."""

from __future__ import annotations

import io
import os
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from cleaner.corpus.compression import compress
from cleaner.corpus.formats import open_input
from cleaner.corpus.formats.sinks import Result, TextSink, sink_for
from cleaner.corpus.names import PATTERNS, SUFFIXES, parts_of
from cleaner.corpus.record import Record
from cleaner.corpus.sources import Failure
from cleaner.errors import InputError

DATA = "Die Brücke ist zu.\r\n".encode("latin-1")


@pytest.mark.parametrize("suffix", ["", *SUFFIXES])
@pytest.mark.parametrize(
    ("ending", "media"), [(".txt", "text"), (".md", "text"), (".HTML", "html"), (".htm", "html")]
)
def test_one_document_a_file(ending: str, media: str, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{ending}{suffix}"
    path.write_bytes(compress(DATA, suffix))
    source = open_input(path, name=f"sub/{path.name}")
    (record,) = source.records()
    assert source.format == media
    assert record == Record(source=f"sub/{path.name}", content=DATA, media=media)  # type: ignore[arg-type]
    assert source.position == source.size == path.stat().st_size
    assert list(source.records(1)) == []


def test_the_output_of_a_text_is_compressed_as_it_was() -> None:
    source = open_input(io.BytesIO(compress(DATA, ".gz")), name="a.txt.gz")
    (record,) = source.records()
    assert isinstance(record, Record)
    sink = sink_for(source)
    assert sink.encode([Result(record=record, text="é\ud800\r\n")]) == compress(
        b"\xc3\xa9\xed\xa0\x80\r\n", ".gz"
    )
    assert sink_for(source, packed="") == TextSink()


def test_a_text_that_begins_like_something_compressed_is_not_unpacked() -> None:
    data = b"BZh is what bzip2 files begin with.\n"
    (record,) = open_input(io.BytesIO(data), name="a.txt").records()
    assert isinstance(record, Record)
    assert record.content == data


@pytest.mark.parametrize("suffix", ["", ".gz"])
def test_a_document_above_the_limit(suffix: str) -> None:
    for size in (1_000, 1_001):
        data = io.BytesIO(compress(b"x" * size, suffix))
        (item,) = open_input(data, name=f"a.txt{suffix}", max_bytes=1_000).records()
        assert isinstance(item, Failure) == (size > 1_000)
        if isinstance(item, Failure):
            assert item.name == f"a.txt{suffix}"
            assert item.message.startswith("the document is larger than the limit of 1,000 bytes")


def test_damage_is_a_failure_with_what_was_read() -> None:
    (item,) = open_input(io.BytesIO(compress(DATA, ".gz")[:-4]), name="a.txt.gz").records()
    assert isinstance(item, Failure)
    assert "cut off" in item.message
    assert item.content == DATA


@pytest.mark.parametrize(
    "name", ["gone.txt", "gone.jsonl", "gone.parquet", "gone.warc.gz", "d.txt"]
)
def test_what_cannot_be_opened(name: str, tmp_path: Path) -> None:
    (tmp_path / "d.txt").mkdir()
    with pytest.raises(InputError) as caught:
        open_input(tmp_path / name, name=name)
    assert str(caught.value).startswith(f"{name}: cannot be read: ")
    assert str(tmp_path) not in str(caught.value)


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes")
@pytest.mark.parametrize("name", ["pipe.txt", "pipe.jsonl", "pipe.wet"])
def test_a_pipe_is_opened_once(name: str, tmp_path: Path) -> None:
    data = {
        "pipe.txt": b"a",
        "pipe.jsonl": b'{"text": "a"}\n' * 5_000,
        "pipe.wet": b"WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 1\r\n\r\na\r\n\r\n",
    }[name]
    os.mkfifo(tmp_path / name)
    writer = threading.Thread(target=lambda: (tmp_path / name).write_bytes(data))
    writer.start()
    found = list(open_input(tmp_path / name, name=name).records())
    writer.join()
    assert len(found) == (5_000 if name == "pipe.jsonl" else 1)
    assert not [item for item in found if isinstance(item, Failure)]


@pytest.mark.parametrize(
    ("name", "format", "packed"),
    [
        ("a.txt", "text", ""),
        ("A.TXT.GZ", "text", ".gz"),
        ("a.jsonl.zst", "jsonl", ".zst"),
        ("a.ndjson.xz", "jsonl", ".xz"),
        ("a.b.parquet", "parquet", ""),
        ("CC-MAIN-00001.warc.wet.gz", "wet", ".gz"),
        ("CC-MAIN-00001.warc.gz", "warc", ".gz"),
        ("a.xhtml.bz2", "html", ".bz2"),
        ("a.gz", None, ".gz"),
        ("folder.jsonl/a", None, ""),
        ("a", None, ""),
        ("", None, ""),
    ],
)
def test_what_a_name_says(name: str, format: Any, packed: str) -> None:
    stem, *rest = parts_of(name)
    assert rest == [format, packed]
    assert stem + name[len(stem) :] == name


def test_folders_are_searched_for_every_format() -> None:
    for name in ("a.txt", "a.html.gz", "a.jsonl.zst", "a.parquet", "a.warc.wet.gz", "a.warc.xz"):
        assert f"*{name[name.index('.') :].replace('.warc.wet', '.wet')}" in PATTERNS
    assert "*.gz" not in PATTERNS
    assert "*.parquet.gz" not in PATTERNS
