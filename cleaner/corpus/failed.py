"""What failed, in words: for a reader, for errors.jsonl, and from one process to another."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cleaner.corpus.formats.jsonrow import JsonRow
from cleaner.corpus.formats.sinks import row_json
from cleaner.corpus.sources import Failure


@dataclass(frozen=True, slots=True)
class Failed:
    """A failure in plain values, which any process can hand to any other."""

    name: str
    path: str
    error: str
    message: str
    described: str

    @classmethod
    def of(cls, failure: Failure) -> Failed:
        """What a failure says, without the document."""
        error = type(failure.error).__name__
        return cls(failure.name, failure.path, error, failure.message, failure.described)


def error_line(failed: Failed, failure: Failure | None = None) -> bytes:
    """A line of errors.jsonl: what is wrong, and the document if it has no file of its own."""
    line: dict[str, Any] = {
        "error": failed.error,
        "message": failed.message,
        "source": failed.name,
    }
    if failure is None:
        return _line(line)
    content, row = failure.content, failure.row
    if content is not None and not (row and content in _values(row)):
        line |= _content(content)
    return _line(line, row)


def _values(row: Mapping[str, Any]) -> Iterator[Any]:
    """The values of a row; of one of JSON those that are strings: Python refuses to read some
    numbers."""
    return map(row.string, row) if isinstance(row, JsonRow) else iter(row.values())


def _line(line: Mapping[str, Any], row: Mapping[str, Any] | None = None) -> bytes:
    told = json.dumps(line)
    if row is not None:
        told = f'{told[:-1]}, "row": {row_json(row)}}}'
    return f"{told}\n".encode("utf-8", "backslashreplace")  # a lone surrogate as its escape


def _content(content: str | bytes) -> dict[str, str]:
    try:
        return {"text": content if isinstance(content, str) else content.decode()}
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(content).decode()}  # type: ignore[arg-type]
