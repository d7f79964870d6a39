"""Rows of elements of a parsed pattern, as they are read for atoms."""

from __future__ import annotations

import re._constants as op  # type: ignore[import-not-found]
from collections.abc import Iterable, Iterator
from typing import Any

_EDGE = (op.AT, op.AT_BOUNDARY)


def without_marks(tree: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """The elements without those at the beginning that take neither letters nor digits."""
    at = 0
    while at < len(tree) and _only_marks(*tree[at]):
        at += 1
    return tree[at:]


def _only_marks(code: Any, value: Any) -> bool:
    """Whether an element takes neither letters nor digits."""
    if code in (op.MAX_REPEAT, op.MIN_REPEAT):
        return all(_only_marks(*element) for element in value[2])
    if code is op.IN:
        return all(
            (kind is op.CATEGORY and what in (op.CATEGORY_NOT_WORD, op.CATEGORY_SPACE))
            or (kind is op.LITERAL and not chr(what).isalnum())
            for kind, what in value
        )
    return code is op.AT or (code is op.LITERAL and not chr(value).isalnum())


def mirrored(tree: Iterable[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """The elements from the last to the first, and so on within them."""
    return [_mirror(code, value) for code, value in reversed(list(tree))]


def _mirror(code: Any, value: Any) -> tuple[Any, Any]:
    if code in (op.MAX_REPEAT, op.MIN_REPEAT):
        return code, (*value[:2], mirrored(value[2]))
    if code is op.SUBPATTERN:
        return code, (*value[:3], mirrored(value[3]))
    if code is op.BRANCH:
        return code, (value[0], list(map(mirrored, value[1])))
    return code, value


def edged(tree: list[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
    r"""The elements, where groups and branches between the edges of words have these too:
    `\b(a|b)\b` is `\b(\ba\b|\bb\b)\b`."""
    for n, (code, value) in enumerate(tree):
        before = [_EDGE] if n and tree[n - 1] == _EDGE else []
        after = [_EDGE] if tree[n + 1 : n + 2] == [_EDGE] else []
        if code is op.BRANCH:
            yield code, (value[0], [[*before, *branch, *after] for branch in value[1]])
        elif code is op.SUBPATTERN:
            yield code, (*value[:3], [*before, *value[3], *after])
        else:
            yield code, value
