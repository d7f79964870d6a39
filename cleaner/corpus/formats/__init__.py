"""Every format is read as the same thing: records in order, faults among them as failures."""

from __future__ import annotations

import io
from pathlib import Path
from typing import BinaryIO, cast

from cleaner.corpus.compression import CHUNK, suffix_by_magic
from cleaner.corpus.formats.base import MAX_BYTES, Input
from cleaner.corpus.formats.columns import REPORT_COLUMN, Columns
from cleaner.corpus.names import FORMATS, SINGLE, Format, check_format, parts_of
from cleaner.corpus.record import Media
from cleaner.corpus.sources import Failure, reason_of
from cleaner.errors import InputError

__all__ = ["FORMATS", "MAX_BYTES", "REPORT_COLUMN", "Columns", "Failure", "Input", "open_input"]


def open_input(
    source: Path | BinaryIO,
    *,
    name: str,
    columns: Columns | None = None,
    format: Format | None = None,
    max_bytes: int | None = MAX_BYTES,
) -> Input:
    """An input to read documents from.

    The format is the one given, else the one that `name` ends like (`.jsonl.gz`), else "text".
    `max_bytes` is the most that one document may have, in its encoding; None for no limit.
    Raises InputError for an input of which nothing can be read, and OptionError for a format that
    is none or needs a package that is missing.
    """
    check_format(format)
    source = _opened(source, name)
    _, named, packed = parts_of(name)
    kind = format or named or "text"
    if not packed and kind not in SINGLE:
        source, packed = _sniffed(source)
    if kind == "parquet":
        if packed:
            raise InputError(
                f"Parquet is compressed inside, and not read from {packed}; unpack it first",
                path=name,
            )
        from cleaner.corpus.formats.parquet import ParquetInput

        return ParquetInput(source, name=name, columns=columns, max_bytes=max_bytes)
    if kind == "warc" or kind == "wet":
        from cleaner.corpus.formats.warc import WarcInput

        return WarcInput(source, name=name, format=kind, packed=packed, max_bytes=max_bytes)
    if kind == "jsonl":
        from cleaner.corpus.formats.jsonl import JsonlInput

        return JsonlInput(source, name=name, columns=columns, packed=packed, max_bytes=max_bytes)

    from cleaner.corpus.formats.single import SingleInput

    media: Media = "html" if kind == "html" else "text"
    return SingleInput(source, name=name, media=media, packed=packed, max_bytes=max_bytes)


def _opened(source: Path | BinaryIO, name: str) -> Path | BinaryIO:
    """A file that can be read; a pipe as a stream, since it can be opened only once."""
    if not isinstance(source, Path):
        return source
    try:
        file = open(source, "rb")  # noqa: SIM115
    except OSError as error:
        raise InputError(f"cannot be read: {reason_of(error)}", path=name) from error
    if not source.is_file():
        return file
    file.close()
    return source


def _sniffed(source: Path | BinaryIO) -> tuple[Path | BinaryIO, str]:
    """How a source is compressed whose name does not tell; a stream is given back whole."""
    if isinstance(source, Path):
        with open(source, "rb") as file:
            return source, suffix_by_magic(file.read(8))
    head = source.read(8)
    return cast(BinaryIO, _Again(head, source)), suffix_by_magic(head)


class _Again(io.RawIOBase):
    """A stream with what was read of it put back in front."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def read(self, size: int | None = CHUNK) -> bytes:
        if self._head:
            head, self._head = self._head, b""
            return head
        return self._rest.read(-1 if size is None else size)
