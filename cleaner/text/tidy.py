"""Tidying: the blank lines and the white space that a drop leaves behind. Nothing else changes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress

from cleaner.model import WHITESPACE, Cut, Line

BLANK, ENDING = "tidy.blank", "tidy.ending"


def tidy(lines: Sequence[Line], dropped: Sequence[bool]) -> list[Cut]:
    """The cuts that tidy up after the dropped lines: surplus blank lines, a surplus line ending.

    Of the blank groups before and after a run of drops the longer one stays (the first, if both
    are as long), and none at the start or the end of the text. Where no blank line stands on
    either side, a group within the run stays, so that paragraphs that were apart stay apart.
    """
    if not any(dropped):
        return []
    cuts = []
    for first, last in _runs(lines, dropped):
        staying = _staying(lines, dropped, first, last)
        cuts += [
            Cut(
                line.start,
                line.stop,
                line.number,
                BLANK,
                WHITESPACE,
                "sure",
                ("a blank line beside a drop",),
            )
            for i, line in enumerate(lines[first:last], first)
            if not dropped[i] and i not in staying
        ]
    if lines[-1].ending == "":
        going = {cut.line for cut in cuts}
        rows = zip(reversed(lines), reversed(dropped), strict=True)
        kept = (line for line, drop in rows if not drop and line.number not in going)
        final = next(kept, lines[-1])
        if final is not lines[-1]:
            cuts.append(
                Cut(
                    final.end,
                    final.stop,
                    final.number,
                    ENDING,
                    WHITESPACE,
                    "sure",
                    ("the source has no final line ending",),
                )
            )
    return cuts


def _runs(lines: Sequence[Line], dropped: Sequence[bool]) -> list[tuple[int, int]]:
    """Maximal runs `first:last` of dropped and blank lines that hold a drop."""
    runs = []
    end = 0
    for drop in compress(range(len(lines)), dropped):
        if drop < end:
            continue
        first, last = drop, drop + 1
        while first > end and lines[first - 1].blank:
            first -= 1
        while last < len(lines) and (dropped[last] or lines[last].blank):
            last += 1
        runs.append((first, last))
        end = last
    return runs


def _staying(lines: Sequence[Line], dropped: Sequence[bool], first: int, last: int) -> range:
    """The blank group of the run that stays."""
    if first == 0 or last == len(lines):
        return range(0)
    groups: list[range] = []
    start = first
    for i in range(first, last + 1):
        if i == last or dropped[i]:
            groups.append(range(start, i))
            start = i + 1
    before, after = groups[0], groups[-1]
    if before or after:
        return before if len(before) >= len(after) else after
    return max(groups, key=len)


def widen(line: str, start: int, end: int) -> tuple[int, int]:
    """A cut `start:end` inside `line`, with the white space that goes with it.

    >>> widen("one (two) three", 4, 9)
    (3, 9)
    """
    while start > 0 and line[start - 1].isspace():
        start -= 1
    if start == 0:
        while end < len(line) and line[end].isspace():
            end += 1
    return start, end
