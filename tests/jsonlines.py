"""What the tests of JSON Lines share: ways to read rows."""

from __future__ import annotations

import io
from typing import Any

from cleaner.corpus.formats import Input, open_input
from cleaner.corpus.record import Record
from cleaner.corpus.sources import Failure


def rows(data: bytes | str, **options: Any) -> Input:
    raw = data if isinstance(data, bytes) else data.encode()
    return open_input(io.BytesIO(raw), name="news.jsonl", **options)


def records(source: Input, skip: int = 0) -> list[Record]:
    found = list(source.records(skip))
    assert not [item for item in found if isinstance(item, Failure)], found
    return [item for item in found if isinstance(item, Record)]
