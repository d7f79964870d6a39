"""WARC and WET in: pages and texts come out, whatever else is in the file."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from pathlib import Path

import brotli
import pytest
from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType
from warcs import BARE, GOOD, GZ, HTTP, PAGE, chunked, http, record, records, warc

from cleaner.corpus.compression import compress
from cleaner.corpus.formats import open_input
from cleaner.corpus.formats.sinks import Result, sink_for
from cleaner.corpus.record import Record


def test_a_file_of_gzip_members_that_another_tool_wrote(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    with open(path, "wb") as file:
        for number, (kind, block) in enumerate(
            [
                (WarcRecordType.warcinfo, b"software: made up\r\n"),
                (WarcRecordType.request, b"GET / HTTP/1.1\r\n\r\n"),
                (WarcRecordType.response, http(type="text/html; charset=ISO-8859-1")),
                (WarcRecordType.metadata, b"fetchTimeMs: 7\r\n"),
                (WarcRecordType.response, http(b"\x89PNG", type="image/png")),
                (WarcRecordType.response, http(b"<p>Two", type="application/xhtml+xml")),
            ]
        ):
            written = WarcRecord()
            written.init_headers(kind)
            written.headers["WARC-Target-URI"] = f"https://news.example/{number}"
            if kind == WarcRecordType.response:
                written.is_http = True
                written.headers["Content-Type"] = HTTP
            written.set_bytes_content(block)
            member = io.BytesIO()
            writer = GzipWriter(member)
            written.write(writer)
            writer.close()
            file.write(member.getvalue())
    assert path.read_bytes().count(b"\x1f\x8b\x08") >= 6
    source = open_input(path, name="crawl.warc.gz")
    one, two = records(source)
    assert source.format == "warc"
    assert (one.source, one.url) == ("crawl.warc.gz#1", "https://news.example/2")
    assert (one.media, one.content, one.charset) == ("html", PAGE, "ISO-8859-1")
    assert one.id is not None
    assert one.id.startswith("urn:uuid:")
    assert (two.source, two.content, two.charset) == ("crawl.warc.gz#2", b"<p>Two", None)
    assert source.position == source.size == path.stat().st_size


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst", ".bz2", ".xz"])
def test_a_wet_file(suffix: str) -> None:
    texts = ["Brücke\nDie Brücke ist zu.\n", "Menu\nThe bridge is closed.\n"]
    parts = [
        record("warcinfo", b"Software-Info: made up\r\n", "application/warc-fields"),
        *(
            record(
                "conversion",
                text.encode(),
                "text/plain",
                url=f"https://news.example/{number}",
                WARC_Identified_Content_Language=languages,
            )
            for number, (text, languages) in enumerate(zip(texts, ("deu", "eng,deu"), strict=True))
        ),
    ]
    data = b"".join(compress(part, suffix) for part in parts)
    source = warc(data, f"crawl.warc.wet{suffix}")
    assert source.format == "wet"
    one, two = records(source)
    assert (one.content, one.media, one.charset) == (texts[0].encode(), "text", "utf-8")
    assert (one.language, two.language) == ("de", None)
    assert (two.url, two.source) == ("https://news.example/1", f"crawl.warc.wet{suffix}#2")


@pytest.mark.parametrize(
    "other",
    [
        record("request", b"GET / HTTP/1.1\r\n\r\n"),
        record("response", http(status="404 Not Found")),
        record("response", http(status="301 Moved")),
        record("response", http(b"{}", type="application/json")),
        record("response", http(type="")),
        record("response", b"20260131 news.example", "text/dns"),
        record("response", b""),
        record("revisit", http(b"")),
        record("resource", PAGE, "text/html"),
        record("conversion", b"{}", "application/json"),
        record("metadata", b"WARC/1.0\r\n\r\nWARC/1.0\r\n", "application/warc-fields"),
    ],
)
def test_other_records_are_passed_over(other: bytes) -> None:
    found = records(warc(other + GOOD + other + GOOD + other))
    assert [item.source for item in found] == ["crawl.warc#1", "crawl.warc#2"]
    assert {item.content for item in found} == {PAGE}


def test_the_type_that_the_crawler_found_counts_where_the_server_tells_none() -> None:
    data = record("response", http(type=""), WARC_Identified_Payload_Type="text/html")
    assert records(warc(data))[0].content == PAGE


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (PAGE, ()),
        (PAGE, ("content-encoding: identity", "transfer-encoding: identity")),
        (GZ, ("Content-Encoding: gzip",)),
        (GZ[:20] + GZ[20:], ("CONTENT-ENCODING: X-GZIP",)),
        (zlib.compress(PAGE), ("Content-Encoding: deflate",)),
        (BARE, ("Content-Encoding: deflate",)),
        (brotli.compress(PAGE), ("Content-Encoding: br",)),
        (compress(PAGE, ".zst"), ("Content-Encoding: zstd",)),
        (chunked(PAGE), ("Transfer-Encoding: chunked",)),
        (chunked(PAGE) + b"trailing", ("Transfer-Encoding: chunked",)),
        (chunked(GZ), ("Transfer-Encoding: chunked", "Content-Encoding: gzip")),
        (gzip.compress(brotli.compress(PAGE), mtime=0), ("Content-Encoding: br, gzip",)),
        # unpacked by the crawler, which left the headers as they were
        (PAGE, ("Content-Encoding: gzip",)),
        (PAGE, ("Content-Encoding: br",)),
        (PAGE, ("Content-Encoding: deflate",)),
        (PAGE, ("Content-Encoding: zstd",)),
        (PAGE, ("Transfer-Encoding: chunked",)),
        (PAGE, ("Transfer-Encoding: chunked", "Content-Encoding: gzip")),
        (GZ, ("Transfer-Encoding: chunked", "Content-Encoding: gzip")),
        (PAGE, ("X-Crawler-Content-Encoding: gzip",)),
        (PAGE, ("Content-Encoding: ,identity", "Content-Encoding: gzip")),
        (GZ, ("Content-Encoding:", "  gzip")),
    ],
)
def test_the_body_is_what_the_reader_got(body: bytes, headers: tuple[str, ...]) -> None:
    found = records(warc(record("response", http(body, *headers)) + GOOD))
    assert [item.content for item in found] == [PAGE, PAGE]


def test_a_piece_of_a_page_is_no_gzip() -> None:
    data = record("response", http(b"<p>Pool", "Content-Encoding: gzip"))
    assert records(warc(data))[0].content == b"<p>Pool"


@pytest.mark.parametrize(
    ("type", "charset"),
    [
        ("text/html", None),
        ("text/html; charset=utf-8", "utf-8"),
        ("TEXT/HTML;Charset='windows-1252'", "windows-1252"),
        ('text/html; a="b" ; charset = "koi8-r"; c=d', "koi8-r"),
        ("text/html; charset=", None),
    ],
)
def test_the_charset_of_the_sender(type: str, charset: str | None) -> None:
    assert records(warc(record("response", http(type=type))))[0].charset == charset


def test_lines_that_end_without_a_carriage_return() -> None:
    data = (GOOD + GOOD).replace(b"\r\n", b"\n")
    length = len(http()) - http().count(b"\r\n")
    data = data.replace(b"Content-Length: %d" % len(http()), b"Content-Length: %d" % length)
    assert [item.content for item in records(warc(data))] == [PAGE, PAGE]


def test_skipping_and_numbers(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc"
    other = record("request", b"GET / HTTP/1.1\r\n\r\n")
    path.write_bytes(other.join([GOOD, b"garbage\r\n" + GOOD, GOOD, b""]))
    source = open_input(path, name="crawl.warc")
    names = ["crawl.warc#1", "crawl.warc#2", "crawl.warc#3", "crawl.warc#4"]
    for skip in range(6):
        found = list(source.records(skip))
        assert [i.source if isinstance(i, Record) else i.name for i in found] == names[skip:]


def test_the_output_is_json_lines() -> None:
    source = warc(GOOD)
    (found,) = records(source)
    line = sink_for(source).encode([Result(record=found, text="Zu.", report={"edits": []})])
    assert line.endswith(b"\n")
    named = {"metadata": {"title": "The zoo", "url": "https://other.example/"}}
    line_of_page = sink_for(source).encode([Result(record=found, text="Zu.", report=named)])
    assert json.loads(line_of_page)["title"] == "The zoo"
    assert json.loads(line_of_page)["url"] == "https://news.example/"
    assert list(json.loads(line).items()) == [
        ("id", "urn:uuid:00000000-0000-0000-0000-000000000001"),
        ("url", "https://news.example/"),
        ("title", None),
        ("text", "Zu."),
        ("cleaner", {"edits": []}),
    ]
