"""Where the article has ended, and links to other stories with their teasers run to the end.

A teaser is prose: it cannot be told from a paragraph of the article by its looks, so a list of
titles ends with the first one. But the head of a box of other stories that stands late in a text
has nothing of the article after it, unless the box stood between two paragraphs. Then the
article goes on as it went before: paragraph after paragraph, or with its tables and steps. So it
does where paragraphs alone follow: the links of the box were lost, and a teaser has a title.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from itertools import accumulate

from cleaner.evidence.code import code_lines
from cleaner.evidence.shape import Shape
from cleaner.model import Line, Match

LATE = 0.6
"""The share of the words, those of comments aside, that stand before a head whose stories run to
the end."""

FEWEST_BEFORE, MOST_IN_A_ROW, MOST_LISTED = 3, 2, 2
"""Paragraphs that stand before the head, at least; paragraphs after it that follow each other, and
steps, rows and amounts after it, at most."""

_NUMBER = r"\d\u00bc-\u00be\u2150-\u215e"
_LISTED = re.compile(
    r"\s*\d{1,2}[.)]\s|.*(?:\t|\S\s*\|\s*\S)"
    rf"|\W*[{_NUMBER}][.,/ {_NUMBER}]*(?:g|kg|mg|ml|cl|dl|l|oz|lbs?|tsp|tbsp|teaspoons?"
    r"|tablespoons?|cups?|el|tl|c\u00e0s|c\u00e0c|msk|tsk|ss|ts)\b",
    re.IGNORECASE,
)
"""A step, the row of a table, an amount of something: of a recipe under its links, for one."""


def feed_head(
    lines: Sequence[Line],
    filled: Sequence[int],
    shapes: Sequence[Shape],
    matches: Sequence[tuple[Match, ...]],
    alone: Collection[Match],
) -> int | None:
    """The line of the head under which all to the end of the text are links to other stories."""
    heads = [
        n
        for n, i in enumerate(filled)
        if matches[i]
        and any(m.scope == "feed" and m not in alone for m in matches[i])
        and not any(m.protects for m in matches[i])
    ]
    if not heads:
        return None
    words = list(accumulate((shapes[i].words for i in filled), initial=0))
    comments = [
        n for n, i in enumerate(filled) if any(m.scope == "to_end" for m in _sure(matches[i]))
    ]
    prose = list(accumulate((shapes[i].prose for i in filled), initial=0))
    ends = [_next(comments, n, len(filled)) for n in heads]
    late = [
        (n, end)
        for n, end in zip(heads, ends, strict=True)
        if words[n] >= LATE * words[end] and prose[n] >= FEWEST_BEFORE
    ]
    if not late:
        return None
    after = _After(lines, filled, shapes, matches, late[0][0] + 1)
    return next((filled[n] for n, end in late if not after.goes_on(n + 1, end)), None)


def _next(places: Sequence[int], n: int, otherwise: int) -> int:
    at = bisect_right(places, n)
    return places[at] if at < len(places) else otherwise


class _After:
    """Sums over the lines from `start` on, by which any head among them is asked in no time."""

    def __init__(
        self,
        lines: Sequence[Line],
        filled: Sequence[int],
        shapes: Sequence[Shape],
        matches: Sequence[tuple[Match, ...]],
        start: int,
    ) -> None:
        self._start = start
        code = {filled[start + k] for k in code_lines([lines[i].text for i in filled[start:]])}
        self._listed, self._titles, self._paragraphs = [0], [0], [0]
        self._rows: list[int] = []
        in_a_row = 0
        for n, i in enumerate(filled[start:], start):
            prose, plain = shapes[i].prose, not _sure(matches[i])
            text = lines[i].text
            listed = plain and (i in code or _LISTED.match(text) is not None)
            self._listed.append(self._listed[-1] + listed)
            self._titles.append(self._titles[-1] + (plain and not prose))
            self._paragraphs.append(self._paragraphs[-1] + (plain and prose))
            in_a_row = in_a_row + 1 if plain and prose else 0
            if in_a_row > MOST_IN_A_ROW:
                self._rows.append(n)  # the last of paragraphs that follow each other

    def goes_on(self, start: int, end: int) -> bool:
        """Whether the article goes on in these lines."""
        row = bisect_left(self._rows, start + MOST_IN_A_ROW)
        if row < len(self._rows) and self._rows[row] < end:
            return True
        a, b = start - self._start, end - self._start
        if self._listed[b] - self._listed[a] > MOST_LISTED:
            return True
        return self._paragraphs[b] > self._paragraphs[a] and self._titles[b] == self._titles[a]


def _sure(found: Sequence[Match]) -> list[Match]:
    return [match for match in found if match.whole_line and match.strength == "sure"]
