"""What failed, in words: for a reader, for errors.jsonl, and from one process to another."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import Any

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
    if failure is not None and failure.row is not None:
        line["row"] = failure.row
    if failure is not None and failure.content is not None:
        held = () if failure.row is None else failure.row.values()
        if not any(failure.content is value or failure.content == value for value in held):
            line |= _content(failure.content)
    return json.dumps(line, default=_plain).encode() + b"\n"


def _content(content: str | bytes) -> dict[str, str]:
    try:
        return {"text": content if isinstance(content, str) else content.decode()}
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(content).decode()}  # type: ignore[arg-type]


def _plain(value: Any) -> Any:
    """What JSON has no word for: bytes as base64, a date or a decimal as it reads."""
    if isinstance(value, (bytes, bytearray)):
        return {"base64": base64.b64encode(value).decode()}
    return str(value)
