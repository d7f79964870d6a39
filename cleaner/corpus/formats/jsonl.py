"""JSON Lines in: one document a line. A broken line is a failure; the others are read."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, nullcontext, suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from cleaner.corpus.compression import Stream
from cleaner.corpus.formats.base import MAX_BYTES, Input
from cleaner.corpus.formats.columns import Chosen, Columns, choose, known, note
from cleaner.corpus.formats.jsonrow import JsonRow
from cleaner.corpus.record import Record
from cleaner.corpus.sources import Failure
from cleaner.errors import InputError

_LOOKED_AT, _LOOKED_AT_BYTES = 100, 8_000_000
"""The lines whose columns are known before the first is read: these many, or these many bytes."""

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Rest:
    """What stood where a line was expected: a piece before damage, or nothing of a huge line."""

    error: InputError
    data: bytes = b""


class JsonlInput(Input):
    """The rows of a JSON Lines file. The number of a document is that of its line."""

    format = "jsonl"

    def __init__(
        self,
        source: Path | BinaryIO,
        *,
        name: str,
        columns: Columns | None = None,
        packed: str = "",
        max_bytes: int | None = MAX_BYTES,
    ) -> None:
        """Looks at the first rows. Raises InputError if none of them has a column with a text, or
        one that was named is in none.
        """
        super().__init__(source, name=name, packed=packed, max_bytes=max_bytes)
        self.columns = columns or Columns()
        self.chosen: Chosen | None = None
        with (
            closing(self._lines())
            if isinstance(source, Path)
            else nullcontext(self._lines()) as lines
        ):
            self._left = chain(self._look_ahead(lines), lines)

    def records(self, skip: int = 0) -> Iterator[Record | Failure]:
        """As Input says. A stream is read once."""
        lines = self._lines() if isinstance(self.source, Path) else self._left
        for number, line in enumerate(lines, 1):
            if isinstance(line, bytes) and not line.strip():
                continue
            if skip:
                skip -= 1
            else:
                yield self._record(line, number)

    def _record(self, line: bytes | Rest, number: int) -> Record | Failure:
        if isinstance(line, Rest):
            return self.failure(line.error, number, content=line.data or None)
        try:
            row = _row(line)
        except ValueError as error:
            return self.failure(str(error), number, content=line)
        if (chosen := self.chosen) is None:
            return self.failure(
                f"none of the first {_LOOKED_AT} lines is a row to tell the columns by",
                number,
                row=row,
            )
        content = row.string(chosen.source)
        if content is None:
            return self.failure(_no_text(row, chosen.source), number, row=row)
        if large := self.too_large(content):
            return self.failure(large, number, row=row)
        return Record(
            source=self.numbered(number),
            content=content,
            media="html" if chosen.html else "text",
            row=row,
            **known(chosen, row.label),
        )

    def _look_ahead(self, lines: Iterator[bytes | Rest]) -> list[bytes | Rest]:
        """Choose the columns among those of the first rows; gives what was read for it."""
        head: list[bytes | Rest] = []
        present: dict[str, None] = {}
        size = 0
        for line in lines:
            head.append(line)
            if isinstance(line, bytes):
                size += len(line)
                with suppress(ValueError):  # told when its turn comes
                    present.update(dict.fromkeys(_row(line)))
            if len(head) == _LOOKED_AT or size > _LOOKED_AT_BYTES:
                break
        if present:
            self.chosen = choose(self.columns, present, path=self.name)
            guess = note(self.chosen, self.columns)
            self.notes = (f"{self.name}: {guess}",) if guess else ()
        return head

    def _lines(self) -> Generator[bytes | Rest]:
        with Stream(self.source, name=self.name, suffix=self.packed) as stream:
            yield from split(self._chunks(stream), self.row_limit)

    def _chunks(self, stream: Stream) -> Iterator[bytes]:
        first = True
        for chunk in stream.chunks():
            self.position = stream.position
            yield chunk.removeprefix(_BOM) if first else chunk
            first = False


def split(chunks: Iterable[bytes], limit: int | None) -> Iterator[bytes | Rest]:
    """Lines without their endings. One above `limit` is read past without being held."""
    kept: list[bytes] = []
    size = 0

    def ended() -> bytes | Rest:
        if limit is None or size <= limit:
            return b"".join(kept)
        return Rest(InputError(f"the row has {size:,} bytes, more than the limit of {limit:,}"))

    try:
        for chunk in chunks:
            *whole, rest = chunk.split(b"\n")
            for part in whole:
                size += len(part)
                kept.append(part)
                yield ended()
                kept.clear()
                size = 0
            size += len(rest)
            if limit is None or size <= limit:
                kept.append(rest)
            else:
                kept.clear()
    except InputError as error:
        yield Rest(error, b"".join(kept))
    else:
        if size:
            yield ended()


def _row(line: bytes) -> JsonRow:
    """Raises ValueError, in words for the reader."""
    try:
        return JsonRow(line.decode())
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8: {error.reason} at byte {error.start + 1}") from None


def _no_text(row: JsonRow, name: str) -> str:
    if name not in row:
        return f"there is no column {name!r} in this row; it has: {', '.join(row) or 'none'}"
    value = row.spelled(name)
    kinds = {"n": "null", "{": "an object", "[": "a list", "t": "true", "f": "false"}
    return f"the column {name!r} is {kinds.get(value[0], 'a number')}, not a string"
