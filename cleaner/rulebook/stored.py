"""What is known of the shipped patterns, worked out beforehand: that takes longer than all else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from cleaner.rulebook.atoms import Known, known_of

PATH = Path(__file__).with_name("known.json")


def known(pattern: str) -> Known:
    """What `known_of` says of a pattern, from the file if it is there."""
    return at_hand(pattern) or known_of(pattern)


@cache
def at_hand(pattern: str) -> Known | None:
    """What the file says of a pattern, if it is there."""
    row = _stored().get(_key(pattern))
    if row is None or len(row) != len(Known._fields):
        return None  # a file of another version says nothing
    return Known._make((*map(frozenset, row[:4]), *row[4:]))


def dump(patterns: Iterable[str]) -> str:
    """The file for these patterns: a line for each, in the order of their digests."""
    rows = {_key(pattern): _row(known_of(pattern)) for pattern in patterns}
    lines = (f'"{key}": {json.dumps(rows[key], ensure_ascii=False)}' for key in sorted(rows))
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _row(known: Known) -> list[Any]:
    return [*map(sorted, known[:4]), *known[4:]]


def _key(pattern: str) -> str:
    return hashlib.sha256(pattern.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@cache
def _stored() -> dict[str, list[Any]]:
    rows: dict[str, list[Any]] = json.loads(PATH.read_text(encoding="utf-8"))
    return rows
