"""Parquet out. A batch is an Arrow stream behind its length; the file is made of these streams."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleaner.corpus.formats.arrowrow import ArrowRow, arrow, stream_bytes
from cleaner.corpus.formats.columns import REPORT_COLUMN, TEXT_COLUMN
from cleaner.corpus.formats.jsonrow import JsonRow, dumps
from cleaner.corpus.formats.parquet import ParquetInput
from cleaner.corpus.formats.sinks import Result, Sink, described, row_json
from cleaner.errors import OutputError

if TYPE_CHECKING:
    import pyarrow as pa

_GROUP_BYTES = 64_000_000
"""A row group is written when this much has come together: it is what is held in memory."""

ROW_COLUMN = "row"
"""Where a row of another format goes, as JSON, without its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParquetSink(Sink):
    """A row a document, in the given schema: `target` is the text, and the rest as in the input.

    Rows of another format have `id`, `url`, `title`, and `row` with the row itself.
    """

    schema: pa.Schema
    target: str = TEXT_COLUMN
    report: bool = True
    codec: str = "zstd"

    def check(self, result: Result) -> None:
        """As Sink says: text that Arrow cannot hold."""
        values = (result.text, *described(result).values(), *result.added.values())
        try:
            for value in values:
                (value or "").encode()
        except UnicodeEncodeError:
            raise OutputError(
                "there is a lone surrogate in the text, which Parquet cannot hold; "
                "write JSON Lines (--to jsonl; restore does so without -o)",
                path=result.record.source,
            ) from None

    def encode(self, batch: Sequence[Result]) -> bytes:
        """As Sink says."""
        runs = groupby(enumerate(batch), key=lambda item: _run_of(*item))
        batches = [self._batch([result for _, result in run]) for _, run in runs]
        stream = stream_bytes(self.schema, batches)
        return len(stream).to_bytes(8, "little") + stream

    def finish(self, part: Path, target: Path) -> None:
        """As Sink says; `target` is written a row group at a time."""
        pa = arrow()
        with pa.parquet.ParquetWriter(target, self.schema, compression=self.codec) as writer:
            held: list[Any] = []
            size = 0
            for batch in _segments(part):
                held.append(batch)
                size += batch.nbytes
                if size >= _GROUP_BYTES:
                    writer.write_table(pa.Table.from_batches(held, self.schema))
                    held.clear()
                    size = 0
            if held:
                writer.write_table(pa.Table.from_batches(held, self.schema))

    def _batch(self, run: list[Result]) -> Any:
        pa = arrow()
        first = run[0].record.row
        kept = {}
        if isinstance(first, ArrowRow):
            rows = first.rows.batch.slice(first.index, len(run))
            kept = dict(zip(rows.schema.names, rows.columns, strict=True))
            kept.pop(self.target, None)
        columns = [
            kept[field.name]
            if field.name in kept
            else _array([self._value(field.name, result) for result in run], field.type)
            for field in self.schema
        ]
        return pa.RecordBatch.from_arrays(columns, schema=self.schema)

    def _value(self, name: str, result: Result) -> str | None:
        if name == self.target:
            return result.text
        if name == REPORT_COLUMN and self.report:
            return dumps(result.report, style=(":", ","))
        if name in result.added:
            return result.added[name]
        row = result.record.row
        if name == ROW_COLUMN:
            return _without(row, self.target) if row is not None else None
        return described(result).get(name)


def parquet_sink(
    source: Any, target: str, *, report: bool, restore: bool, added: Sequence[str]
) -> ParquetSink:
    """The sink for an input; its schema is that of the input where that is Parquet."""
    pa = arrow()
    own = isinstance(source, ParquetInput)
    fields = (
        [field for field in source.schema if not (restore and field.name == REPORT_COLUMN)]
        if own
        else [pa.field(name, pa.string()) for name in ("id", "url", "title", ROW_COLUMN)]
    )
    metadata = source.schema.metadata if own else None
    names = {field.name for field in fields}
    more = [target, *added, *([REPORT_COLUMN] if report and not restore else [])]
    fields += [pa.field(name, pa.string()) for name in more if name not in names]
    schema = pa.schema(fields, metadata=_described(metadata, fields))
    return ParquetSink(
        schema=schema,
        target=target,
        report=report and not restore,
        codec=source.codec if own else "zstd",
    )


def _described(metadata: dict[bytes, bytes] | None, fields: list[Any]) -> Any:
    """The metadata of a schema, less what would now be wrong.

    Hugging Face's `datasets` refuses a file whose columns are not those of its "features".
    """
    if not metadata or b"huggingface" not in metadata:
        return metadata
    names = [field.name for field in fields]
    try:
        told = json.loads(metadata[b"huggingface"])
        features = told["info"]["features"]
        new = {"dtype": "string", "_type": "Value"}
        told["info"]["features"] = {name: features.get(name, new) for name in names}
        told.pop("fingerprint", None)
        return {**metadata, b"huggingface": json.dumps(told).encode()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {key: value for key, value in metadata.items() if key != b"huggingface"}


def _segments(part: Path) -> Iterator[Any]:
    with open(part, "rb") as file:
        while head := file.read(8):
            size = int.from_bytes(head, "little")
            data = file.read(size)
            if len(head) < 8 or len(data) < size:
                raise OutputError("the part is cut off", path=part.as_posix())
            yield from arrow().ipc.open_stream(data)


def _array(values: list[str | None], type: Any) -> Any:
    pa = arrow()
    if not pa.types.is_dictionary(type):
        return pa.array([value and value.encode() for value in values], type)
    array = _array(values, type.value_type).dictionary_encode()
    return array.cast(type)


def _run_of(place: int, result: Result) -> tuple[int, int] | None:
    """The same for results whose rows follow on one another in what was read together."""
    row = result.record.row
    return (id(row.rows), row.index - place) if isinstance(row, ArrowRow) else None


def _without(row: Any, name: str) -> str:
    return row.rewritten({}, without=(name,)).strip() if isinstance(row, JsonRow) else row_json(row)
