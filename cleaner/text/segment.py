"""Cutting text into lines. The lines, joined, are the text."""

from __future__ import annotations

import re
from itertools import accumulate, count
from operator import add

from cleaner.made import made
from cleaner.model import Line

LINE_ENDING = re.compile("[\n\r\u2028\u2029](?:(?<=\r)\n)?")
"""What ends a line. Form feeds and file separators, where str.splitlines cuts too, do not.

It begins with its characters, so that the search runs at the speed of a loop in C.
"""


_CUT = re.compile(f"({LINE_ENDING.pattern})")

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
    return tuple(made(Line, len(rows), count(1), starts, rows, endings))


def line_start(text: str, low: int, offset: int) -> int:
    """Where the line that holds `offset` starts, given that a line starts at `low` before it."""
    return max(low, *(text.rfind(mark, low, offset) + 1 for mark in _MARKS))


def count_endings(text: str, start: int, end: int) -> int:
    """How many line endings stand in `text[start:end]`, which begins and ends with a line."""
    marks = sum(text.count(mark, start, end) for mark in _MARKS)
    return marks - text.count("\r\n", start, end)
