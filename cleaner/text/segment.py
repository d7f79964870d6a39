"""Cutting text into lines. The lines, joined, are the text."""

from __future__ import annotations

import re

from cleaner.model import Line

LINE_ENDING = re.compile("\r\n|[\n\r\u2028\u2029]")
"""What ends a line. Form feeds and file separators, where str.splitlines cuts too, do not."""


_MARKS = "\n\r\u2028\u2029"


def segment(text: str) -> tuple[Line, ...]:
    r"""Cut `text` at its line endings.

    >>> [(line.text, line.ending) for line in segment("a\r\n\nb")]
    [('a', '\r\n'), ('', '\n'), ('b', '')]
    >>> segment("")
    ()
    """
    lines = []
    start = 0
    for number, match in enumerate(LINE_ENDING.finditer(text), 1):
        lines.append(Line(number, start, text[start : match.start()], match.group()))
        start = match.end()
    if start < len(text):
        lines.append(Line(len(lines) + 1, start, text[start:], ""))
    return tuple(lines)


def line_start(text: str, low: int, offset: int) -> int:
    """Where the line that holds `offset` starts, given that a line starts at `low` before it."""
    return max(low, *(text.rfind(mark, low, offset) + 1 for mark in _MARKS))


def count_endings(text: str, start: int, end: int) -> int:
    """How many line endings stand in `text[start:end]`, which begins and ends with a line."""
    marks = sum(text.count(mark, start, end) for mark in _MARKS)
    return marks - text.count("\r\n", start, end)
