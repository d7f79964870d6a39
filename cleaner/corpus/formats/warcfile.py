"""A WARC file cut into its records. One that is broken is a fault, and the next is looked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cleaner.errors import InputError

HEAD_BYTES = 1 << 16
"""The most that the headers of a record may take; so much of its block is there to choose by."""

_VERSION = re.compile(rb"WARC/[01]\.\d+\s*")

Headers = dict[str, str]
"""Names in small letters; of one that is there twice, the last."""


@dataclass(frozen=True, slots=True)
class WarcRecord:
    """One record: its headers, and its block. `size` is what the block has by its header; the
    block is None where that is more than was to be read.
    """

    headers: Headers
    block: bytes | None
    size: int


@dataclass(frozen=True, slots=True)
class WarcFault:
    """What stood where a record was expected, as far as it was read."""

    error: InputError
    data: bytes = b""
    headers: Headers | None = None


def warc_records(
    chunks: Iterator[bytes],
    wanted: Callable[[Headers, bytes], bool],
    limit: int | None,
) -> Iterator[WarcRecord | WarcFault]:
    """The records that are wanted, judged by their headers and the beginning of their block.

    Of the others, and of those with more than `limit` bytes, the block is not held.
    """
    reader = _Reader(chunks)
    try:
        while (line := reader.line()).isspace():
            pass
        while line:
            if not _VERSION.fullmatch(line):
                shown = line[:20].decode("latin-1")
                fault = f"a record should begin here, with WARC/1.0, and there is {shown!r}"
                yield WarcFault(InputError(fault), line)
                line = reader.next_version()
                continue
            headers, trouble = _headers(reader)
            length = headers.get("content-length", "")
            if trouble or not (length.isascii() and length.isdigit() and len(length) < 19):
                trouble = trouble or f"a record with the Content-Length {length!r}"
                yield WarcFault(InputError(trouble), headers=headers)
                line = reader.next_version()
                continue
            yield from _record(reader, headers, int(length), wanted, limit)
            while (line := reader.line()).isspace():
                pass
    except InputError as error:  # damage to the stream itself
        yield WarcFault(error, reader.rest())


def _record(
    reader: _Reader,
    headers: Headers,
    size: int,
    wanted: Callable[[Headers, bytes], bool],
    limit: int | None,
) -> Iterator[WarcRecord | WarcFault]:
    head = reader.peek(min(size, HEAD_BYTES))
    if not wanted(headers, head):
        got = reader.drop(size)
        if got < size:
            yield WarcFault(_cut_off(got, size), headers=headers)
    elif limit is not None and size > limit:
        reader.drop(size)
        yield WarcRecord(headers, None, size)
    elif len(block := reader.take(size)) < size:
        yield WarcFault(_cut_off(len(block), size), block, headers)
    else:
        yield WarcRecord(headers, block, size)


def _cut_off(got: int, size: int) -> InputError:
    return InputError(f"the file ends in the middle of a record, after {got:,} of {size:,} bytes")


def _headers(reader: _Reader) -> tuple[Headers, str | None]:
    """The headers of a record, and what is wrong with them."""
    lines: list[bytes] = []
    size = 0
    while not (line := reader.line()).isspace():
        if not line:
            return parsed(lines), "the file ends in the middle of the headers of a record"
        lines.append(line)
        size += len(line)
        if size > HEAD_BYTES:
            return parsed(lines), f"the headers of a record have more than {HEAD_BYTES:,} bytes"
    return parsed(lines), None


def parsed(lines: list[bytes]) -> Headers:
    """Lines `Name: value` as a dict; one that begins with a space goes on with the one before.

    >>> parsed([b"A: one\\r\\n", b" more\\r\\n", b"B:two\\r\\n"])
    {'a': 'one more', 'b': 'two'}
    """
    headers: Headers = {}
    name = ""
    for raw in lines:
        line = raw.decode("utf-8", "replace")
        if line[:1] in (" ", "\t") and name:
            headers[name] += f" {line.strip()}"
            continue
        before, colon, value = line.partition(":")
        name = before.strip().lower() if colon else ""
        if name:
            headers[name] = value.strip()
    return headers


class _Reader:
    """Lines and blocks from a stream of pieces."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks, self._held, self._at = chunks, b"", 0

    def line(self) -> bytes:
        """The next line with its ending, HEAD_BYTES of it at most; b"" at the end."""
        while (end := self._held.find(b"\n", self._at) + 1) == 0:
            if len(self._held) - self._at >= HEAD_BYTES or not self._more():
                break
        end = min(end or len(self._held), self._at + HEAD_BYTES)
        line = self._held[self._at : end]
        self._at = end
        return line

    def peek(self, size: int) -> bytes:
        """The next bytes, left where they are; fewer at the end."""
        while len(self._held) - self._at < size and self._more():
            pass
        return self._held[self._at : self._at + size]

    def take(self, size: int) -> bytes:
        """The next bytes; fewer at the end."""
        pieces = [self._held[self._at : self._at + size]]
        self._at += len(pieces[0])
        left = size - len(pieces[0])
        while left and self._more():
            pieces.append(self._held[:left])
            self._at = len(pieces[-1])
            left -= self._at
        return b"".join(pieces)

    def drop(self, size: int) -> int:
        """Pass over bytes without holding them; how many there were."""
        left = size
        while True:
            step = min(left, len(self._held) - self._at)
            self._at += step
            left -= step
            if not left or not self._more():
                return size - left

    def next_version(self) -> bytes:
        """Pass over lines up to one that a record begins with, and give that; b"" at the end."""
        whole = True
        while line := self.line():
            if whole and _VERSION.fullmatch(line):
                return line
            whole = line.endswith(b"\n")
        return b""

    def rest(self) -> bytes:
        """What was read and not yet given out."""
        return self._held[self._at :]

    def _more(self) -> bool:
        chunk = next(self._chunks, b"")
        self._held = self._held[self._at :] + chunk
        self._at = 0
        return bool(chunk)
