"""Documents for users of the library: decoded, pages extracted, from every format that is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from os import PathLike
from pathlib import Path
from typing import BinaryIO

from cleaner.corpus.document import EXTRACTION, document_of
from cleaner.corpus.formats import MAX_BYTES, Columns, open_input
from cleaner.corpus.names import PATTERNS, Format
from cleaner.corpus.record import Record
from cleaner.corpus.sources import Failure, find_sources
from cleaner.errors import InputError
from cleaner.html import Extraction
from cleaner.model import Document


def open_documents(
    source: str | PathLike[str] | BinaryIO,
    *,
    format: Format | None = None,
    columns: Columns | None = None,
    extraction: Extraction = EXTRACTION,
    max_bytes: int | None = MAX_BYTES,
    on_failure: Callable[[Failure], None] | None = None,
) -> Iterator[Document]:
    """The documents of a file, a folder or a binary stream, one after the other.

    `format` is "text", "html", "jsonl", "parquet", "warc" or "wet"; None: by the name of each file,
    and "text" where that does not tell. `columns` says which columns of a row are which (None: they
    are guessed), `max_bytes` what a document may have at most (None: no limit).

    A document that cannot be read is told to `on_failure`, and the next one comes; without
    `on_failure` InputError is raised. Raises OptionError for a format that is none, or when
    a package is missing.

    >>> from io import BytesIO
    >>> rows = BytesIO(b'{"text": "Rain."}\\n{"text": "Sun."}\\n')
    >>> [document.text for document in open_documents(rows, format="jsonl")]
    ['Rain.', 'Sun.']
    """
    for item in _records(source, format, columns, max_bytes):
        if isinstance(item, Record):
            try:
                yield document_of(item, extraction)
                continue
            except InputError as error:
                item = Failure(item.source, item.source, error, item.content, item.row)
        if on_failure is None:
            raise InputError(item.message, path=item.path) from item.error
        on_failure(item)


def _records(
    source: str | PathLike[str] | BinaryIO,
    format: Format | None,
    columns: Columns | None,
    max_bytes: int | None,
) -> Iterator[Record | Failure]:
    if not isinstance(source, str | PathLike):
        opened = open_input(
            source, name="stream", columns=columns, format=format, max_bytes=max_bytes
        )
        yield from opened.records()
        return
    for found in find_sources([Path(source)], include=PATTERNS).inputs:
        if isinstance(found, Failure):
            yield found
            continue
        try:
            opened = open_input(
                found.path, name=found.name, columns=columns, format=format, max_bytes=max_bytes
            )
        except InputError as error:
            yield Failure(found.name, found.path.as_posix(), error)
        else:
            yield from opened.records()
