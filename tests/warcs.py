"""What the tests of WARC share: records made by hand, and ways to read them."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import Any

from cleaner.corpus.formats import Input, open_input
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


GZ = gzip.compress(PAGE, mtime=0)
RAW = zlib.compressobj(wbits=-15)
BARE = RAW.compress(PAGE) + RAW.flush()


def chunked(body: bytes, size: int = 10, end: bytes = b"0\r\n\r\n") -> bytes:
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x;x=y\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + end
