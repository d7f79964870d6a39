"""Rows of a Parquet file, as slices of what was read: no value is turned into Python and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from cleaner.errors import OptionError

if TYPE_CHECKING:
    import pyarrow as pa


class Rows:
    """A record batch that its rows share, also when they are pickled together."""

    __slots__ = ("batch",)

    def __init__(self, batch: pa.RecordBatch) -> None:
        self.batch = batch

    def __reduce__(self) -> tuple[Any, ...]:
        # not pickle's own way: that takes the whole buffers along of which this is a slice
        return _rows, (stream_bytes(self.batch.schema, [self.batch]),)


class ArrowRow(Mapping[str, Any]):
    """Row `index` of `rows.batch`. Values are Python's; bytes where a string is no UTF-8."""

    __slots__ = ("index", "rows")

    def __init__(self, rows: Rows, index: int) -> None:
        self.rows, self.index = rows, index

    def __getitem__(self, name: str) -> Any:
        at = self.rows.batch.schema.get_field_index(name)
        if at < 0:
            raise KeyError(name)
        return value_of(self.rows.batch.column(at)[self.index])

    def __iter__(self) -> Iterator[str]:
        return iter(self.rows.batch.schema.names)

    def __len__(self) -> int:
        return len(self.rows.batch.schema.names)

    def __contains__(self, name: object) -> bool:
        return name in self.rows.batch.schema.names

    def label(self, name: str) -> str | None:
        """The value of a column if it is a string, or an integer in digits; else None."""
        value = self[name]
        number = isinstance(value, int) and not isinstance(value, bool)
        return str(value) if number or isinstance(value, str) else None


def value_of(scalar: Any) -> Any:
    """A scalar of pyarrow as Python has it; where Python cannot, its bytes or its spelling."""
    pa = arrow()
    try:
        return scalar.as_py()
    except UnicodeDecodeError:
        if hasattr(scalar, "as_buffer"):
            return scalar.as_buffer().to_pybytes()
    except (ValueError, OverflowError):  # a nanosecond, a date before the year 1
        try:
            return scalar.cast(pa.string()).as_py()
        except pa.ArrowException:
            pass
    return f"<a {scalar.type} that cannot be read>"


def stream_bytes(schema: pa.Schema, batches: list[pa.RecordBatch]) -> bytes:
    """Batches as an Arrow IPC stream, cut to what they hold."""
    pa = arrow()
    out = pa.BufferOutputStream()
    with pa.ipc.new_stream(out, schema) as writer:
        for batch in batches:
            writer.write_batch(batch)
    return bytes(out.getvalue())


def _rows(data: bytes) -> Rows:
    return Rows(next(iter(arrow().ipc.open_stream(data))))


def arrow() -> Any:
    """pyarrow. Raises OptionError if it is missing."""
    try:
        import pyarrow.parquet
    except ImportError:
        raise OptionError(
            'Parquet needs a package: python -m pip install "corpus-cleaner[parquet]"'
        ) from None
    return pyarrow
