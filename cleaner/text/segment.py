"""Cutting text into lines. The lines, joined, are the text."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import fields
from itertools import accumulate, count, repeat
from operator import add

from cleaner.model import Line

LINE_ENDING = re.compile("[\n\r\u2028\u2029](?:(?<=\r)\n)?")
"""What ends a line. Form feeds and file separators, where str.splitlines cuts too, do not.

It begins with its characters, so that the search runs at the speed of a loop in C.
"""


_CUT = re.compile(f"({LINE_ENDING.pattern})")

_FIELDS = [getattr(Line, field.name).__set__ for field in fields(Line)]
"""Setters of the fields of a line, for filling a million lines column by column: made one by one, a
frozen dataclass takes a microsecond, of the three or four that a line of an article may take."""

_MARKS = "\n\r\u2028\u2029"


def segment(text: str) -> tuple[Line, ...]:
    r"""Cut `text` at its line endings.

    >>> [(line.text, line.ending) for line in segment("a\r\n\nb")]
    [('a', '\r\n'), ('', '\n'), ('b', '')]
    >>> segment("")
    ()
    """
    if not any(mark in text for mark in "\r\u2028\u2029"):
        rows = text.split("\n")
        endings = ["\n"] * (len(rows) - 1)
    else:
        pieces = _CUT.split(text)
        rows, endings = pieces[::2], pieces[1::2]
    endings.append("")
    if not rows[-1]:
        del rows[-1], endings[-1]
    starts = accumulate(map(add, map(len, rows), map(len, endings)), initial=0)
    lines = list(map(object.__new__, repeat(Line, len(rows))))
    for fill, values in zip(_FIELDS, (count(1), starts, rows, endings), strict=True):
        deque(map(fill, lines, values), maxlen=0)
    return tuple(lines)


def line_start(text: str, low: int, offset: int) -> int:
    """Where the line that holds `offset` starts, given that a line starts at `low` before it."""
    return max(low, *(text.rfind(mark, low, offset) + 1 for mark in _MARKS))


def count_endings(text: str, start: int, end: int) -> int:
    """How many line endings stand in `text[start:end]`, which begins and ends with a line."""
    marks = sum(text.count(mark, start, end) for mark in _MARKS)
    return marks - text.count("\r\n", start, end)
