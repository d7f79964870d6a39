"""The page in an HTTP response as a crawler stored it: unchunked and unpacked, within a limit.

Many crawlers store what they have unpacked already under the headers of what was sent; a body that
does not look packed is taken as it is.
"""

from __future__ import annotations

import io
import re
import zlib
from dataclasses import dataclass

from cleaner.corpus.compression import Stream
from cleaner.corpus.formats.base import above
from cleaner.corpus.formats.warcfile import Headers, parsed
from cleaner.errors import InputError, OptionError

HTML = frozenset(("text/html", "application/xhtml+xml"))

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"HTTP/[\d.]+ +(\d{3})\b")
_CHUNK = re.compile(rb"[ \t]*([0-9a-fA-F]{1,15})[ \t]*(?:;[^\n]*)?\r?\n")
_CHARSET = re.compile(r""";\s*charset\s*=\s*["']?([^\s"';,]+)""", re.IGNORECASE)
_PAGE = re.compile(rb"[\s\xef\xbb\xbf]*<(?:!doctype|!--|\?xml|html|head|body)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Response:
    """The head of a response: its status, its headers, and where its body begins."""

    status: int
    headers: Headers
    start: int

    @property
    def type(self) -> str:
        """The content type in small letters, without parameters; "" if there is none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The charset that the content type names."""
        match = _CHARSET.search(self.headers.get("content-type", ""))
        return match[1] if match else None


def response_of(block: bytes) -> Response | None:
    """The head of the response that a block begins with, None if it is none."""
    status, end = _STATUS.match(block), _HEAD_END.search(block)
    if not status or not end:
        return None
    lines = block[: end.start()].split(b"\n")[1:]
    return Response(int(status[1]), parsed(lines), end.end())


def body_of(response: Response, block: bytes, limit: int | None, *, cut: bool) -> bytes:
    """The body of a response as the reader of the page got it.

    `cut`: the crawler is known to have stored a part only, so that it may end early. Raises
    InputError for a body that cannot be unpacked, or is larger than `limit` bytes.
    """
    body = block[response.start :]
    if "chunked" in response.headers.get("transfer-encoding", "").lower():
        body = _unchunked(body, cut=cut)
    codings = response.headers.get("content-encoding", "").lower().split(",")
    for coding in (coding.strip() for coding in reversed(codings)):
        if coding not in ("", "identity", "none", "utf-8") and not _PAGE.match(body):
            body = _unpacked(body, coding, limit, cut=cut)
    if limit is not None and len(body) > limit:
        raise InputError(above(limit, len(body)))
    return body


def _unchunked(body: bytes, *, cut: bool) -> bytes:
    head = _CHUNK.match(body)
    if not head:
        return body
    pieces: list[bytes] = []
    while head:
        size = int(head[1], 16)
        if size == 0:
            return b"".join(pieces)
        piece = body[head.end() : head.end() + size]
        pieces.append(piece)
        end = head.end() + size
        if len(piece) < size:
            break
        end += 2 if body[end : end + 2] == b"\r\n" else body[end : end + 1] == b"\n"
        head = _CHUNK.match(body, end)
    if not cut:
        raise InputError("the chunked body of the response is cut off or damaged")
    return b"".join(pieces)


def _unpacked(body: bytes, coding: str, limit: int | None, *, cut: bool) -> bytes:
    if coding in ("gzip", "x-gzip"):
        return _streamed(body, ".gz", limit, cut=cut) if body[:2] == b"\x1f\x8b" else body
    if coding == "zstd":
        return _streamed(body, ".zst", limit, cut=cut)
    most = 0 if limit is None else limit + 1
    try:
        if coding == "deflate":
            # some send it bare, without the header of zlib
            inner = zlib.decompressobj(15 if body[:1] == b"\x78" else -15)
            data, whole = inner.decompress(body, most), inner.eof
        elif coding == "br":
            data, whole = _brotli(body, most)
        else:
            raise InputError(f"the response has the content encoding {coding!r}, which is unknown")
    except zlib.error as error:
        raise InputError(f"the deflate body of the response is damaged: {error}") from error
    if limit is not None and len(data) > limit:
        raise InputError(above(limit))
    if not whole and not cut:
        raise InputError(f"the {coding} body of the response is cut off")
    return data


def _streamed(body: bytes, suffix: str, limit: int | None, *, cut: bool) -> bytes:
    pieces: list[bytes] = []
    size = 0
    try:
        for chunk in Stream(io.BytesIO(body), name="", suffix=suffix).chunks():
            pieces.append(chunk)
            size += len(chunk)
            if limit is not None and size > limit:
                raise InputError(above(limit))
    except OptionError as error:
        raise InputError(str(error)) from error
    except InputError as error:
        if not cut:
            raise InputError(error.message) from error
    return b"".join(pieces)


def _brotli(body: bytes, most: int) -> tuple[bytes, bool]:
    try:
        import brotli
    except ImportError:
        raise InputError(
            "a response packed with Brotli needs a package: "
            'python -m pip install "corpus-cleaner[warc]"'
        ) from None
    inner = brotli.Decompressor()
    try:
        data = inner.process(body, output_buffer_limit=most) if most else inner.process(body)
    except brotli.error as error:
        raise InputError("the br body of the response is damaged") from error
    return bytes(data), bool(inner.is_finished())
