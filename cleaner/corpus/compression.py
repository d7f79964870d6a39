"""Compressed bytes in and out, in small pieces, whatever they unpack to; damage is an error.

What stands before the damage is read first. What is written is one member (or frame) at a time:
members one after the other are one file, for us and for every other tool.
"""

from __future__ import annotations

import importlib
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, BinaryIO, Protocol

from cleaner.corpus.sources import reason_of
from cleaner.errors import InputError, OptionError

CHUNK = 1 << 16
"""Bytes read at once, and the most that a piece of them is unpacked to at once."""

_NAMES = {".gz": "gzip", ".zst": "Zstandard", ".bz2": "bzip2", ".xz": "xz"}
_MAGIC = (
    (b"\x1f\x8b\x08", ".gz"),
    (b"\x28\xb5\x2f\xfd", ".zst"),
    (b"\xfd7zXZ\x00", ".xz"),
    (b"BZh", ".bz2"),
)


class Stream:
    """Bytes to read once, unpacked.

    `name` is what errors call it, `position` how many bytes of the file as it lies on the disk
    have been read.
    """

    def __init__(self, source: Path | BinaryIO, *, name: str, suffix: str = "") -> None:
        self.name, self.suffix, self.position = name, suffix, 0
        self._unpack = _factory(suffix) if suffix else None
        self._member: _Member | None = None
        self._own = isinstance(source, Path)
        try:
            self._file: Any = open(source, "rb", 0) if isinstance(source, Path) else source  # noqa: SIM115
        except OSError as error:
            raise self._unreadable(error) from error

    def read(self, size: int = CHUNK) -> bytes:
        """Up to `size` bytes, and some if any are left; b"" at the end.

        Raises InputError for damage, after all that could be unpacked before it was given out.
        """
        if self._unpack is None:
            return self._raw(size)
        while True:
            member = self._member
            if member is None or member.eof:
                head = (member.unused_data if member else b"") or self._raw(CHUNK)
                # zeros may stand behind a member, to fill a block
                while member and head and not (head := head.lstrip(b"\0")):
                    head = self._raw(CHUNK)
                if not head:
                    return b""
                self._member = member = self._unpack()
            else:
                head = self._raw(CHUNK) if member.needs_input else b""
                if member.needs_input and not head:
                    raise InputError(
                        f"the {_NAMES[self.suffix]} data ends in the middle; the file was cut off",
                        path=self.name,
                    )
            try:
                data = member.decompress(head, size)
            except Exception as error:  # each library has its own
                raise InputError(
                    f"the {_NAMES[self.suffix]} data is damaged, or is none: {error}",
                    path=self.name,
                ) from error
            if data:
                return data

    def chunks(self) -> Iterator[bytes]:
        """All that is left, in pieces. Raises as `read` does."""
        while chunk := self.read():
            yield chunk

    def close(self) -> None:
        """Close the file, if it was opened here."""
        if self._own:
            self._file.close()

    def __enter__(self) -> Stream:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _raw(self, size: int) -> bytes:
        try:
            data = bytes(self._file.read(size))
        except OSError as error:
            raise self._unreadable(error) from error
        self.position += len(data)
        return data

    def _unreadable(self, error: OSError) -> InputError:
        return InputError(f"cannot be read: {reason_of(error)}", path=self.name)


class _Member(Protocol):
    """What the decompressors of bz2, lzma and zstd have in common."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class _Gzip:
    """zlib's decompressor with the manners of the others."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=31)  # 31: a gzip header and checksum

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        return not self._inner.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, max_length)


def _factory(suffix: str) -> Any:
    if suffix == ".gz":
        return _Gzip
    if suffix == ".bz2":
        import bz2

        return bz2.BZ2Decompressor
    if suffix == ".xz":
        import lzma

        return lambda: lzma.LZMADecompressor(memlimit=_MOST_MEMORY)
    return _zstd().ZstdDecompressor


_MOST_MEMORY = 1 << 28  # bytes: xz -9 needs 65 MB to unpack; Zstandard has a limit of its own


def compress(data: bytes, suffix: str) -> bytes:
    """`data` as one member that can stand alone or behind others; as it is for the suffix "".

    Equal data gives equal bytes: nothing of the clock is in it. Raises OptionError if a package
    is missing.
    """
    if suffix == ".gz":
        import gzip

        packed = io.BytesIO()
        with gzip.GzipFile("", "wb", 6, packed, mtime=0) as file:
            file.write(data)
        return packed.getvalue()
    if suffix == ".bz2":
        import bz2

        return bz2.compress(data)
    if suffix == ".xz":
        import lzma

        return lzma.compress(data)
    if suffix == ".zst":
        zstd = _zstd()
        # without a checksum damage may go unseen
        options = {zstd.CompressionParameter.checksum_flag: 1}
        return bytes(zstd.compress(data, options=options))
    return data


def suffix_by_magic(head: bytes) -> str:
    r"""The suffix of the compression that data begins like, "" for none.

    >>> suffix_by_magic(b"\x1f\x8b\x08\x00")
    '.gz'
    """
    return next((suffix for magic, suffix in _MAGIC if head.startswith(magic)), "")


def _zstd() -> ModuleType:
    for name in ("compression.zstd", "backports.zstd"):  # the first is Python's own, from 3.14 on
        try:
            return importlib.import_module(name)
        except ImportError:
            continue
    raise OptionError(
        'Zstandard (.zst) needs a package: python -m pip install "corpus-cleaner[zstd]"'
    )
