"""What every format offers its reader: records in order, each with its number, and failures."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from cleaner.corpus.names import Format
from cleaner.corpus.record import Record
from cleaner.corpus.sources import Failure
from cleaner.errors import InputError

MAX_BYTES = 20_000_000
"""A document larger than this is a failure, unless another limit is asked for."""

_ROW_BYTES = 64_000_000


class Input(ABC):
    """The documents of one input, read one after the other, never all at once.

    `name` is what reports call it, `format` what it is, `packed` the suffix of its compression,
    `notes` what was guessed about it, `size` how many bytes it has on the disk (None for a stream)
    and `position` how many of these have been read, roughly. A Path can be read again and again, a
    stream once.
    """

    format: Format
    notes: tuple[str, ...] = ()
    position: int = 0

    def __init__(
        self,
        source: Path | BinaryIO,
        *,
        name: str,
        packed: str = "",
        max_bytes: int | None = MAX_BYTES,
    ) -> None:
        self.source, self.name, self.packed, self.max_bytes = source, name, packed, max_bytes
        self.size: int | None = None
        if isinstance(source, Path):
            self.path = source.as_posix()
            self.size = source.stat().st_size if source.is_file() else None
        else:
            self.path = name

    @abstractmethod
    def records(self, skip: int = 0) -> Iterator[Record | Failure]:
        """The documents in order, and those that cannot be read as failures.

        The first `skip` of them are passed over unread, as far as the format allows; the others
        keep their numbers.
        """

    @property
    def row_limit(self) -> int | None:
        """The most bytes a row may have as it is stored: its text escaped, and the rest of it."""
        return None if self.max_bytes is None else max(8 * self.max_bytes, _ROW_BYTES)

    def failure(
        self,
        message: str | InputError,
        number: int | None = None,
        *,
        content: str | bytes | None = None,
        row: Mapping[str, Any] | None = None,
    ) -> Failure:
        """A document that cannot be used, or with no number something about the whole input."""
        name = self.name if number is None else self.numbered(number)
        error = message if isinstance(message, InputError) else InputError(message, path=name)
        path = self.path if number is None else f"{self.path}#{number}"
        return Failure(name, path, error, content, row)

    def numbered(self, number: int) -> str:
        """What reports call the document of this number."""
        return f"{self.name}#{number}"

    def too_large(self, content: str | bytes) -> str | None:
        """What is wrong with a document above the limit; None if it is below. Text as UTF-8."""
        limit = self.max_bytes
        if limit is None or len(content) * (1 if isinstance(content, bytes) else 4) <= limit:
            return None
        data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
        return None if len(data) <= limit else above(limit, len(data))


def above(limit: int, size: int | None = None) -> str:
    """What is said of a document that is too large; without a size it was not read to its end."""
    what = "larger than" if size is None else f"{size:,} bytes, more than"
    return f"the document is {what} the limit of {limit:,} bytes; raise it with --max-bytes"
