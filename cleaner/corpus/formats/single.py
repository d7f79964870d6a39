"""Files that are one document each: text, and HTML."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from cleaner.corpus.compression import Stream
from cleaner.corpus.formats.base import MAX_BYTES, Input, above
from cleaner.corpus.record import Media, Record
from cleaner.corpus.sources import Failure
from cleaner.errors import InputError


class SingleInput(Input):
    """A file that is one document; its source is the name of the file."""

    def __init__(
        self,
        source: Path | BinaryIO,
        *,
        name: str,
        media: Media,
        packed: str = "",
        max_bytes: int | None = MAX_BYTES,
    ) -> None:
        super().__init__(source, name=name, packed=packed, max_bytes=max_bytes)
        self.format = media

    def records(self, skip: int = 0) -> Iterator[Record | Failure]:
        """As Input says: one record, or one failure."""
        if skip:
            return
        pieces: list[bytes] = []
        size = 0
        try:
            with Stream(self.source, name=self.name, suffix=self.packed) as stream:
                for chunk in stream.chunks():
                    pieces.append(chunk)
                    size += len(chunk)
                    if self.max_bytes is not None and size > self.max_bytes:
                        yield self.failure(above(self.max_bytes, self._whole_size()))
                        return
        except InputError as error:
            yield self.failure(error, content=b"".join(pieces) or None)
            return
        self.position = stream.position
        yield Record(
            source=self.name,
            content=b"".join(pieces),
            media="html" if self.format == "html" else "text",
        )

    def _whole_size(self) -> int | None:
        return None if self.packed else self.size
