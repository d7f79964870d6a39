"""Parquet in: one document a row, a few rows at a time. Row groups that cannot be read are skipped.

A row of these is a failure, each; the rows of the other groups are read.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from cleaner.corpus.compression import CHUNK
from cleaner.corpus.formats.arrowrow import ArrowRow, Rows, arrow
from cleaner.corpus.formats.base import MAX_BYTES, Input
from cleaner.corpus.formats.columns import Columns, choose, known, note
from cleaner.corpus.record import Record
from cleaner.corpus.sources import Failure, reason_of
from cleaner.errors import InputError

_ROWS = 64
"""The most rows read at once."""

_BYTES = 16_000_000
"""Rows read at once are fewer where they have more bytes than this, on average."""

_BOMB_BYTES, _BOMB_RATIO = 256_000_000, 1_000
"""A row group that unpacks to more bytes than these, and to so many times the size of the file, is
not unpacked. Text packs to a third of its size."""


class ParquetInput(Input):
    """The rows of a Parquet file, numbered from 1."""

    format = "parquet"

    def __init__(
        self,
        source: Path | BinaryIO,
        *,
        name: str,
        columns: Columns | None = None,
        max_bytes: int | None = MAX_BYTES,
    ) -> None:
        """Reads the schema. Raises InputError for a file that has none, or no text in it."""
        super().__init__(source, name=name, max_bytes=max_bytes)
        columns = columns or Columns()
        self._spooled = None if isinstance(source, Path) else _spooled(source)
        self._bytes = self._spooled.seek(0, 2) if self._spooled else self.size or 0
        with self._opened() as file:
            try:
                self.schema, self.metadata = file.schema_arrow, file.metadata
                types = {field.name: field.type for field in self.schema}
                shown = [f"{column} ({type})" for column, type in types.items()]
            except UnicodeDecodeError as error:  # in the name of a column
                raise InputError("not a Parquet file, or damaged", path=name) from error
        texts = [column for column, type in types.items() if _holds_text(type)]
        self.chosen = choose(columns, list(types), texts=texts, shown=shown, path=name)
        for column in (self.chosen.source, self.chosen.target):
            if self.schema.names.count(column) > 1:
                raise InputError(f"there are two columns {column!r}; rename one", path=name)
        guess = note(self.chosen, columns)
        self.notes = (f"{name}: {guess}",) if guess else ()

    @property
    def codec(self) -> str:
        """How the file compresses, as pyarrow's writer calls it."""
        stored = self.metadata
        # pyarrow ends the process over damaged statistics of a column with lists
        flat = [
            index
            for index in range(stored.num_columns)
            if stored.schema.column(index).max_repetition_level == 0
        ]
        if not stored.num_row_groups or not flat:
            return "zstd"
        codec = str(stored.row_group(0).column(flat[0]).compression).lower()
        return {"uncompressed": "none", "lzo": "zstd"}.get(codec, codec)

    def records(self, skip: int = 0) -> Iterator[Record | Failure]:
        """As Input says; row groups that are skipped whole are not read."""
        with self._opened() as file:
            before = 0
            for group in range(self.metadata.num_row_groups):
                count = self.metadata.row_group(group).num_rows
                first = max(0, skip - before)
                if first < count:
                    yield from self._group(file, group, before, first, count)
                before += count
                if self.size is not None:
                    self.position = self.size * before // max(1, self.metadata.num_rows)

    def _group(
        self, file: Any, group: int, before: int, first: int, count: int
    ) -> Iterator[Record | Failure]:
        """The rows of a group from the index `first` on; `before` are in the groups above."""
        done = 0
        trouble = self._bomb(group)
        batches = iter(()) if trouble else self._batches(file, group)
        while trouble is None:
            try:
                batch = next(batches, None)
            except (OSError, arrow().ArrowException) as error:
                trouble = str(error).partition("\n")[0]
                break
            if batch is None:
                trouble = "it has fewer rows than it says"
                break
            rows = Rows(batch)
            for index in range(max(0, first - done), batch.num_rows):
                yield self._record(ArrowRow(rows, index), before + done + index + 1)
            done += batch.num_rows
            if done >= count:
                return
        for index in range(max(first, done), count):
            yield self.failure(
                f"row group {group + 1} cannot be read: {trouble}", before + index + 1
            )

    def _batches(self, file: Any, group: int) -> Iterator[Any]:
        stored = self.metadata.row_group(group)
        each = max(1, stored.total_byte_size // max(1, stored.num_rows))
        size = max(1, min(_ROWS, _BYTES // each))
        yield from file.iter_batches(size, row_groups=[group], use_threads=False)

    def _bomb(self, group: int) -> str | None:
        size = self.metadata.row_group(group).total_byte_size
        if self.max_bytes is None or size <= max(_BOMB_BYTES, _BOMB_RATIO * self._bytes):
            return None
        return f"it unpacks to {size:,} bytes, in a file of {self._bytes:,}; no text does"

    def _record(self, row: ArrowRow, number: int) -> Record | Failure:
        chosen = self.chosen
        content = row[chosen.source]
        if not isinstance(content, (str, bytes)):
            return self.failure(f"the column {chosen.source!r} is null", number, row=row)
        if large := self.too_large(content):
            return self.failure(large, number, row=row)
        return Record(
            source=self.numbered(number),
            content=content,
            media="html" if chosen.html else "text",
            row=row,
            **known(chosen, row.label),
        )

    def _opened(self) -> Any:
        pa = arrow()
        source = self.source if self._spooled is None else self._spooled
        try:
            return pa.parquet.ParquetFile(
                source,
                pre_buffer=False,  # with these two, a row group is not held whole
                buffer_size=CHUNK,
                page_checksum_verification=True,
            )
        except (OSError, pa.ArrowException, UnicodeDecodeError) as error:
            reason = (
                f"cannot be read: {reason_of(error)}"
                if isinstance(error, OSError) and error.errno
                else f"not a Parquet file, or cut off: {str(error).partition(chr(10))[0]}"
            )
            raise InputError(reason, path=self.name) from error


def _spooled(stream: BinaryIO) -> BinaryIO:
    """A copy on the disk: the schema of a Parquet file stands at its end."""
    file: BinaryIO = TemporaryFile()  # noqa: SIM115
    while chunk := stream.read(CHUNK):
        file.write(chunk)
    file.seek(0)
    return file


def _holds_text(type: Any) -> bool:
    types = arrow().types
    if types.is_dictionary(type):
        type = type.value_type
    return any(
        is_one(type)
        for is_one in (
            types.is_string,
            types.is_large_string,
            types.is_string_view,
            types.is_binary,
            types.is_large_binary,
            types.is_binary_view,
        )
    )
