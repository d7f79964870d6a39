"""What the tests of Parquet share: tables, files of them, and what is written of these."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from cleaner.corpus.formats import Input, open_input
from cleaner.corpus.record import Record
from cleaner.corpus.sources import Failure

REPORT = {"edits": [1, "é"]}


def file_of(folder: Path, table: pa.Table, **options: Any) -> Path:
    path = folder / "news.parquet"
    pq.write_table(table, path, **options)
    return path


def opened(path: Path, **options: Any) -> Input:
    return open_input(path, name="news.parquet", **options)


def records(source: Input, skip: int = 0) -> list[Record]:
    found = list(source.records(skip))
    assert not [item for item in found if isinstance(item, Failure)], found
    return [item for item in found if isinstance(item, Record)]


def odd_table(rows: int = 10) -> pa.Table:
    """Columns of many types, with nulls, in a schema with metadata."""
    numbers = list(range(rows))
    columns = {
        "id": pa.array([n if n % 3 else None for n in numbers], pa.uint64()),
        "title": pa.array([f"Title {n}" for n in numbers]).dictionary_encode(),
        "text": pa.array([f"The pool {n} is to close." for n in numbers], pa.large_string()),
        "when": pa.array([10**9 * n + 1 for n in numbers], pa.timestamp("ns", tz="UTC")),
        "cost": pa.array([Decimal(n) / 8 for n in numbers], pa.decimal128(20, 5)),
        "tags": pa.array([[{"tag": str(n), "n": n}] * (n % 3) for n in numbers]),
        "map": pa.array([[("k", n % 100)] for n in numbers], pa.map_(pa.string(), pa.int8())),
        "raw": pa.array([bytes([n % 256, 255]) for n in numbers], pa.binary(2)),
        "share": pa.array([float("nan") if n == 1 else n / 3 for n in numbers], pa.float32()),
        "none": pa.nulls(rows),
    }
    schema = pa.schema(
        [
            pa.field(name, array.type, nullable=name != "text", metadata={"about": f"the {name}"})
            for name, array in columns.items()
        ],
        metadata={"source": "made up"},
    )
    return pa.table(columns, schema=schema)
