"""`open_documents`: the same documents from every format, and failures that are heard of."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import cleaner
from cleaner.corpus.compression import compress
from cleaner.corpus.sources import Failure

TEXT = "The bridge over the Lenn is to close on Friday, the county said.\n"
PAGE = f"""<!doctype html><html><head><title>Bridge to close</title></head><body><article>
<h1>Bridge to close</h1><p>{TEXT.strip()}</p>
<p>Lorries will have to go round by the mill, which is nine miles more for most of them.</p>
<p>Engineers found cracks in two of its arches when they looked at it in the spring.</p>
</article></body></html>"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder with one document in each format."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT)
    (folder / "b.jsonl.gz").write_bytes(compress(json.dumps({"text": TEXT}).encode(), ".gz"))
    pq.write_table(pa.table({"text": [TEXT]}), folder / "c.parquet")
    block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}"
    record = "WARC/1.0\r\nWARC-Type: {}\r\nContent-Type: {}\r\nContent-Length: {}\r\n\r\n{}\r\n\r\n"
    wet = record.format("conversion", "text/plain", len(TEXT), TEXT)
    (folder / "d.warc.wet").write_text(wet, newline="")
    warc = record.format("response", "application/http", len(block), block)
    (folder / "e.warc").write_text(warc, newline="")
    (folder / "f.html").write_text(PAGE)
    return folder


def test_every_format_gives_its_documents(corpus: Path) -> None:
    documents = list(cleaner.open_documents(corpus))
    assert [document.source for document in documents] == [
        "a.txt",
        "b.jsonl.gz#1",
        "c.parquet#1",
        "d.warc.wet#1",
        "e.warc#1",
        "f.html",
    ]
    assert [document.text for document in documents[:4]] == [TEXT] * 4
    for document in documents[4:]:
        assert TEXT.strip() in document.text
        assert "<p>" not in document.text
    # cleaning takes them as they are
    assert cleaner.Cleaner().clean(documents[0]).text == TEXT


def test_the_name_decides_unless_the_format_is_given(tmp_path: Path) -> None:
    (tmp_path / "rows").write_text(json.dumps({"body": TEXT, "text": "no"}))
    (document,) = cleaner.open_documents(str(tmp_path / "rows"))
    assert document.text.startswith("{")
    columns = cleaner.Columns(text="body")
    (document,) = cleaner.open_documents(tmp_path / "rows", format="jsonl", columns=columns)
    assert (document.text, document.source) == (TEXT, "rows#1")


def test_a_format_that_is_none_is_refused(corpus: Path) -> None:
    for source in (corpus / "a.txt", io.BytesIO(b"a")):
        with pytest.raises(cleaner.OptionError, match="format 'csv' is not known; one of: text, "):
            next(cleaner.open_documents(source, format="csv"))  # type: ignore[arg-type]


ROWS = b'{"text": "a"}\n{bad\n{"text": "much too long"}\n{"text": "b"}\n'


def test_failures_are_told_and_the_rest_is_read() -> None:
    heard: list[Failure] = []
    documents = cleaner.open_documents(
        io.BytesIO(ROWS), format="jsonl", max_bytes=5, on_failure=heard.append
    )
    assert [document.text for document in documents] == ["a", "b"]
    assert [failure.name for failure in heard] == ["stream#2", "stream#3"]


def test_without_a_listener_a_failure_is_raised() -> None:
    documents = cleaner.open_documents(io.BytesIO(ROWS), format="jsonl")
    assert next(documents).text == "a"
    with pytest.raises(cleaner.InputError, match=r"^stream#2: not JSON"):
        next(documents)


def test_what_is_no_text_is_a_failure(tmp_path: Path) -> None:
    for name, data in {"a.txt": b"\x7fELF\x02", "b.txt": b"b", "c.parquet": b"PAR1"}.items():
        (tmp_path / name).write_bytes(data)
    heard: list[Failure] = []
    documents = list(cleaner.open_documents(tmp_path, on_failure=heard.append))
    assert [document.text for document in documents] == ["b"]
    assert [failure.name for failure in heard] == ["a.txt", "c.parquet"]
    assert heard[0].content == b"\x7fELF\x02"
    with pytest.raises(cleaner.InputError, match="no such file"):
        next(cleaner.open_documents(tmp_path / "gone.txt"))
