"""What the tests of runs with rows share."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

from helpers import TEXT


def jsonl(path: Path, count: int) -> Path:
    """A file with so many texts."""
    rows = (json.dumps({"id": number, "text": TEXT}) for number in range(count))
    path.write_text("".join(f"{row}\n" for row in rows))
    return path


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The rows of a file."""
    data = path.read_bytes()
    unpacked = gzip.decompress(data) if path.suffix == ".gz" else data
    return [json.loads(line) for line in unpacked.splitlines()]
