"""Faults in WARC files: a broken record is told, and costs itself alone."""

from __future__ import annotations

import gzip
import sys
import tracemalloc
import zlib
from typing import Any

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcs import BARE, GOOD, GZ, PAGE, chunked, http, record, records, warc

from cleaner.corpus.compression import compress
from cleaner.corpus.formats.warcfile import HEAD_BYTES
from cleaner.corpus.record import Record
from cleaner.corpus.sources import Failure


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
