"""How inputs are read: what they are, and the documents in them."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import asdict, dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import Any

from cleaner.corpus.compression import Stream
from cleaner.corpus.document import EXTRACTION, document_of
from cleaner.corpus.formats import MAX_BYTES, Columns, Input, open_input
from cleaner.corpus.formats.columns import language_code
from cleaner.corpus.names import SINGLE, Format, parts_of
from cleaner.corpus.record import Record
from cleaner.corpus.sources import STDIN, Failure, Source, reason_of
from cleaner.errors import InputError, OptionError
from cleaner.html import Extraction
from cleaner.model import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of the documents from elsewhere."""

    title: str | None = None
    url: str | None = None
    language: str | None = None


NOTHING = Known()

_LANGUAGE = re.compile(r"[a-z]{2,3}")


def checked_language(language: str | None) -> str | None:
    """The code that rules and reports use for a language that somebody named (`deu`: `de`).

    Raises OptionError for what is no code.
    """
    if language is not None and not _LANGUAGE.fullmatch(language):
        raise OptionError(
            f"language {language!r} is not a code of two or three small letters, such as en or de"
        )
    return language_code(language) or language


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How inputs are read.

    `format`: of every input, whatever its name tells; `max_bytes`: the most that a document may
    have, None for no limit.
    """

    format: Format | None = None
    columns: Columns = field(default_factory=Columns)
    max_bytes: int | None = MAX_BYTES
    known: Known = NOTHING
    extraction: Extraction = EXTRACTION

    def format_of(self, name: str) -> Format:
        """The format of an input of this name."""
        return self.format or parts_of(name)[1] or "text"

    def holds_many(self, name: str) -> bool:
        """Whether an input of this name is a container of documents, and not one document."""
        return self.format_of(name) not in SINGLE

    def open(self, source: Source) -> Input:
        """The input, opened. Raises InputError, OptionError if a package is missing."""
        stdin = str(source.path) == STDIN
        try:
            return open_input(
                sys.stdin.buffer if stdin else source.path,
                name=source.name,
                columns=self.columns,
                max_bytes=self.max_bytes,
                format=self.format,
            )
        except InputError as error:
            raise InputError(error.message, path=str(source.path)) from error

    def record(self, source: Source) -> Record:
        """The document of an input that is one. Raises InputError."""
        for item in self.open(source).records():
            if isinstance(item, Failure):
                raise item.error
            return item
        raise InputError("there is no document in it", path=source.path.as_posix())

    def document(self, record: Record, path: str) -> Document:
        """What is cleaned of a record. Raises InputError for what is neither text nor page.

        `path` is where the record was read, for errors.
        """
        if self.known != NOTHING:
            known = {name: value for name, value in asdict(self.known).items() if value is not None}
            record = replace(record, **known)
        try:
            return document_of(record, self.extraction)
        except InputError as error:
            raise InputError(error.message, path=path) from error


def read_document(
    source: Source, known: Known = NOTHING, extraction: Extraction = EXTRACTION
) -> Document:
    """Read one text or page. Raises InputError if it cannot be read or is neither."""
    reading = Reading(known=known, extraction=extraction, max_bytes=None)
    return reading.document(reading.record(source), str(source.path))


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, or of standard input (`-`). Raises InputError."""
    try:
        return sys.stdin.buffer.read() if str(path) == STDIN else path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read: {reason_of(error)}", path=str(path)) from error


def unpacked(data: bytes, name: str) -> bytes:
    """The bytes in a file of this name, out of their compression. Raises InputError."""
    suffix = parts_of(name)[2]
    return b"".join(Stream(BytesIO(data), name=name, suffix=suffix).chunks()) if suffix else data


def text_bytes(text: str) -> bytes:
    """A text as it is written: UTF-8, its line endings as they are, no byte-order mark."""
    return text.encode("utf-8", "surrogatepass")


def json_bytes(value: Any) -> bytes:
    """JSON for a file that people read too; equal values give equal bytes."""
    try:
        text = json.dumps(value, ensure_ascii=False, indent=2)
        return f"{text}\n".encode()
    except UnicodeEncodeError:  # a lone surrogate has no UTF-8, but it has an escape
        return f"{json.dumps(value, indent=2)}\n".encode()
