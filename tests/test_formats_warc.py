"""WARC and WET in: pages and texts come out, whatever else is in the file; faults end nothing."""

from __future__ import annotations

import gzip
import io
import json
import sys
import tracemalloc
import zlib
from pathlib import Path
from typing import Any

import brotli
import pytest
from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType
from hypothesis import given
from hypothesis import strategies as st

from cleaner.corpus.compression import compress
from cleaner.corpus.formats import Input, open_input
from cleaner.corpus.formats.sinks import Result, sink_for
from cleaner.corpus.formats.warcfile import HEAD_BYTES
from cleaner.corpus.record import Record
from cleaner.corpus.sources import Failure

PAGE = "<!DOCTYPE html><p>Die Brücke ist zu.</p>".encode("latin-1")
HTTP = "application/http; msgtype=response"


def record(
    kind: str, block: bytes, type: str = HTTP, *, url: str = "https://news.example/", **more: str
) -> bytes:
    headers = {
        "WARC-Type": kind,
        "WARC-Target-URI": url,
        "WARC-Record-ID": "<urn:uuid:00000000-0000-0000-0000-000000000001>",
        "WARC-Date": "2026-01-31T00:00:00Z",
        "Content-Type": type,
        "Content-Length": str(len(block)),
    }
    headers |= {name.replace("_", "-"): value for name, value in more.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"WARC/1.0\r\n{lines}\r\n".encode() + block + b"\r\n\r\n"


def http(
    body: bytes = PAGE, *headers: str, status: str = "200 OK", type: str = "text/html"
) -> bytes:
    lines = [f"HTTP/1.1 {status}", *([f"Content-Type: {type}"] if type else []), *headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


GOOD = record("response", http())


def warc(data: bytes, name: str = "crawl.warc", **options: Any) -> Input:
    return open_input(io.BytesIO(data), name=name, **options)


def records(source: Input, skip: int = 0) -> list[Record]:
    found = list(source.records(skip))
    assert not [item for item in found if isinstance(item, Failure)], found
    return [item for item in found if isinstance(item, Record)]


# ---- what is read


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


GZ = gzip.compress(PAGE)
RAW = zlib.compressobj(wbits=-15)
BARE = RAW.compress(PAGE) + RAW.flush()


def chunked(body: bytes, size: int = 10, end: bytes = b"0\r\n\r\n") -> bytes:
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x;x=y\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + end


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
        (gzip.compress(brotli.compress(PAGE)), ("Content-Encoding: br, gzip",)),
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


# ---- faults


def between(broken: bytes, **options: Any) -> Failure:
    """The one failure between two good records."""
    first, failure, last = warc(GOOD + broken + GOOD, **options).records()
    assert isinstance(first, Record)
    assert isinstance(last, Record)
    assert (first.source, last.source) == ("crawl.warc#1", "crawl.warc#3")
    assert isinstance(failure, Failure)
    assert failure.name == "crawl.warc#2"
    return failure


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (b"garbage\r\nmore\r\n\r\n", "a record should begin here, with WARC/1.0, and there is 'g"),
        (GOOD.replace(b"Content-Length: ", b"Content-Length: x"), "the Content-Length 'x"),
        (GOOD.replace(b"Content-Length: ", b"Content-Length: -"), "the Content-Length '-"),
        (GOOD.replace(b"Content-Length", b"Content-Lenght"), "the Content-Length ''"),
        (GOOD.replace(b"Content-Length: ", b"Content-Length: " + b"9" * 5_000), "'999999"),
        # what looks like the beginning of a record, in the middle of a line
        (b"bad\r\n" + b"x" * HEAD_BYTES + GOOD, "and there is 'bad"),
        (b"WARC/1.0\r\nA: " + b"x" * 100_000 + b"\r\n\r\n", "have more than 65,536 bytes"),
        (b"x" * 200_000, "and there is 'xxxxxxxxxxxxxxxxxxxx'"),
        (record("response", b"<p>no head"), "a response without a whole HTTP head"),
        (record("response", http(GZ[:-9], "Content-Encoding: gzip")), "ends in the middle"),
        (record("response", http(GZ[:-8] + b"\xff" * 8, "Content-Encoding: gzip")), "is damaged"),
        (record("response", http(brotli.compress(PAGE)[:-3], "Content-Encoding: br")), "cut off"),
        (record("response", http(b"\xff\xff", "Content-Encoding: br")), "is damaged"),
        (record("response", http(BARE[:-3], "Content-Encoding: deflate")), "is cut off"),
        (record("response", http(b"\x78\x9c\xff", "Content-Encoding: deflate")), "is damaged"),
        (record("response", http(b"xyz", "Content-Encoding: zstd")), "is damaged"),
        (record("response", http(b"xyz", "Content-Encoding: lzma")), "'lzma', which is unknown"),
        (
            record("response", http(chunked(PAGE, end=b""), "Transfer-Encoding: chunked")),
            "the chunked body of the response is cut off",
        ),
        (
            record("response", http(chunked(PAGE)[:-20], "Transfer-Encoding: chunked")),
            "the chunked body of the response is cut off",
        ),
    ],
)
def test_a_broken_record_in_the_middle(broken: bytes, message: str) -> None:
    failure = between(broken if broken.endswith(b"\n") else broken + b"\r\n")
    assert message in failure.message


def test_a_block_longer_than_it_says() -> None:
    one, failure, two = warc(GOOD.replace(PAGE, PAGE + b"</html>") + GOOD).records()
    assert isinstance(one, Record)
    assert one.content == PAGE
    assert isinstance(failure, Failure)
    assert "there is '</html>" in failure.message
    assert isinstance(two, Record)


@pytest.mark.parametrize(
    "body",
    [
        (GZ[:-9], "Content-Encoding: gzip"),
        (BARE[:-3], "Content-Encoding: deflate"),
        (chunked(PAGE)[:-20], "Transfer-Encoding: chunked"),
    ],
)
def test_what_the_crawler_cut_off_itself_is_read(body: tuple[bytes, str]) -> None:
    data = record("response", http(*body), WARC_Truncated="length")
    (found,) = records(warc(data))
    assert isinstance(found.content, bytes)
    assert PAGE.startswith(found.content[:20])


@pytest.mark.parametrize("cut", [1, 30, 100, 250, 320])
def test_a_file_that_is_cut_off(cut: int) -> None:
    assert cut < len(GOOD)
    first, failure = warc(GOOD + GOOD[:cut]).records()
    assert isinstance(first, Record)
    assert isinstance(failure, Failure)


def test_a_file_that_is_cut_off_in_a_record_that_is_not_read() -> None:
    other = record("request", b"GET / HTTP/1.1\r\n\r\n")
    first, failure = warc(GOOD + other[:-10]).records()
    assert isinstance(first, Record)
    assert isinstance(failure, Failure)
    assert "ends in the middle of a record, after 12 of 18 bytes" in failure.message


def test_the_part_before_the_cut_is_in_the_failure() -> None:
    _, failure = warc(GOOD + GOOD[:-14]).records()
    assert isinstance(failure, Failure)
    assert "the file ends in the middle of a record, after" in failure.message
    assert failure.content == http()[:-10]


def test_a_member_that_is_cut_off() -> None:
    data = gzip.compress(GOOD) * 2 + gzip.compress(GOOD)[:-30]
    found = list(warc(data, "crawl.warc.gz").records())
    assert [type(item) for item in found] == [Record, Record, Failure]
    assert isinstance(found[2], Failure)
    assert "the gzip data ends in the middle" in found[2].message
    assert found[2].content
    assert found[2].content in GOOD


@pytest.mark.parametrize(
    "broken",
    [
        record("response", http(b"a" * 4_000)),
        record("conversion", b"a" * 4_000, "text/plain"),
        record("response", http(gzip.compress(b"a" * 50_000_000), "Content-Encoding: gzip")),
        record("response", http(zlib.compress(b"a" * 50_000_000), "Content-Encoding: deflate")),
        record("response", http(brotli.compress(b"a" * 50_000_000), "Content-Encoding: br")),
        record("response", http(compress(b"a" * 50_000_000, ".zst"), "Content-Encoding: zstd")),
    ],
)
def test_a_document_above_the_limit(broken: bytes) -> None:
    cut = broken.replace(b"WARC-Date", b"WARC-Truncated: length\r\nWARC-Date")
    for data in (broken, cut):
        tracemalloc.start()
        try:
            assert "the limit of 1,000 bytes" in between(data, max_bytes=1_000).message
            assert tracemalloc.get_traced_memory()[1] < 5_000_000
        finally:
            tracemalloc.stop()
    assert len(records(warc(broken, max_bytes=None))) == 1


@pytest.mark.parametrize(
    ("body", "coding", "modules"),
    [
        (brotli.compress(PAGE), "br", ("brotli",)),
        (compress(PAGE, ".zst"), "zstd", ("compression.zstd", "backports.zstd")),
    ],
)
def test_the_package_that_a_body_needs_is_named(
    body: bytes, coding: str, modules: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in modules:
        monkeypatch.setitem(sys.modules, module, None)
    failure = between(record("response", http(body, f"Content-Encoding: {coding}")))
    assert 'python -m pip install "corpus-cleaner[' in failure.message


def test_a_record_above_the_limit_is_never_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleaner.corpus.formats.base._ROW_BYTES", 200_000)
    failure = between(record("response", http(b"a" * 300_000)), max_bytes=1_000)
    assert "300,044 bytes, more than the limit of 1,000 bytes" in failure.message
    assert failure.content is None
    # of what is not wanted the size does not matter
    image = record("response", http(b"a" * 300_000, type="image/png"))
    assert len(records(warc(GOOD + image + GOOD, max_bytes=1_000))) == 2


@given(st.lists(st.sampled_from([GOOD, b"WARC/1.0\r\n", b"\r\n", b"x\r\n", GOOD[:99]]), max_size=9))
def test_whatever_is_mixed_in_whole_records_at_the_end_are_found(parts: list[bytes]) -> None:
    found = list(warc(b"".join(parts) + b"\r\nstop\r\n" + GOOD).records())
    assert isinstance(found[-1], Record)
    assert found[-1].content == PAGE


@given(st.binary(max_size=200), st.integers(0, len(GOOD)))
def test_no_bytes_raise_an_error_of_another_kind(noise: bytes, at: int) -> None:
    for item in warc(GOOD + GOOD[:at] + noise + GOOD[at:]).records():
        assert isinstance(item, Record | Failure)
