"""Where the article has ended, and links to other stories with their teasers run to the end.

A teaser is prose: it cannot be told from a paragraph of the article by its looks, so a list of
titles ends with the first one. But the head of a box of other stories that stands late in a text
has nothing of the article after it, unless the box stood between two paragraphs. Then the
article goes on as it went before: paragraph after paragraph, or with its tables and steps. So it
does where paragraphs alone follow: the links of the box were lost, and a teaser has a title.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import accumulate

from cleaner.evidence.code import is_code
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
        if any(m.scope == "feed" and m not in alone for m in matches[i])
        and not any(m.protects for m in matches[i])
    ]
    if not heads:
        return None
    words = list(accumulate((shapes[i].words for i in filled), initial=0))
    comments = [
        n for n, i in enumerate(filled) if any(m.scope == "to_end" for m in _sure(matches[i]))
    ]
    for n in heads:
        end = next((m for m in comments if m > n), len(filled))
        if (
            words[n] >= LATE * words[end]
            and sum(shapes[i].prose for i in filled[:n]) >= FEWEST_BEFORE
            and not _goes_on(lines, filled[n + 1 : end], shapes, matches)
        ):
            return filled[n]
    return None


def _goes_on(
    lines: Sequence[Line],
    after: Sequence[int],
    shapes: Sequence[Shape],
    matches: Sequence[tuple[Match, ...]],
) -> bool:
    """Whether the article goes on in these lines."""
    in_a_row = listed = titles = paragraphs = 0
    for i in after:
        if _sure(matches[i]):
            in_a_row = 0
            continue
        in_a_row = in_a_row + 1 if shapes[i].prose else 0
        titles += not shapes[i].prose
        paragraphs += shapes[i].prose
        text = lines[i].text
        listed += _LISTED.match(text) is not None or is_code(text)
        if in_a_row > MOST_IN_A_ROW or listed > MOST_LISTED:
            return True
    return paragraphs > 0 and not titles


def _sure(found: Sequence[Match]) -> list[Match]:
    return [match for match in found if match.whole_line and match.strength == "sure"]
