"""Titles of other stories after the article, each with its age: "3 hours ago", alone on the line.

Only a page reckons time so, and rules in many languages name such a line; one of them may be the
article's own. Three of them after the last paragraph, with a title or two between each, are the
list of what else is new, and the titles in it have no phrase that tells them.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from cleaner.evidence.shape import Shape
from cleaner.model import Line, Match

AGED_TITLES = "structure.aged_titles"

_FEWEST = 3
"""Ages in the list at least, and paragraphs of the article before it."""

_BETWEEN = 3
"""Lines between two ages at most: a section, a title, an author."""

_TITLE_WORDS = 3
"""A shorter line alone between the paragraphs and the first age is a head or a name."""

_DATE = re.compile(r"\d{3}|\d[:.]\d")
"""A year or a time of the day: a programme has its dates under its titles, too."""


def aged_titles(
    lines: Sequence[Line],
    filled: Sequence[int],
    shapes: Sequence[Shape],
    dated: Container[int],
) -> Iterator[Match]:
    """The titles of such a list. `dated`: the lines that are an age or a date of the page's own."""
    prose = [n for n, i in enumerate(filled) if shapes[i].prose]
    if len(prose) < _FEWEST:
        return
    run: list[int] = []
    for n in range(prose[-1] + 1, len(filled)):
        if filled[n] not in dated or _DATE.search(lines[filled[n]].text):
            continue
        if run and n - run[-1] - 1 > _BETWEEN:
            yield from _list(lines, filled, shapes, prose[-1], run)
            run = []
        run.append(n)
    yield from _list(lines, filled, shapes, prose[-1], run)


def _list(
    lines: Sequence[Line],
    filled: Sequence[int],
    shapes: Sequence[Shape],
    last: int,
    run: Sequence[int],
) -> Iterator[Match]:
    """What stands between the ages of a run, and the one title outside it: over the first age, or,
    where the paragraphs stand directly over that, under the last one."""
    if len(run) < _FEWEST:
        return
    ages = set(run)
    between = [n for n in range(run[0], run[-1]) if n not in ages]
    if len(between) < len(run) - 1:
        return
    above = run[0] - 1
    if lines[filled[above]].text.rstrip().endswith((":", "\uff1a")):
        return
    outside = above if above > last else run[-1] + 1
    if outside < len(filled) and shapes[filled[outside]].words >= _TITLE_WORDS:
        between.append(outside)
    why = (f"among {len(run)} ages of other stories", "after the last paragraph")
    for n in between:
        i = filled[n]
        yield Match.of_line(AGED_TITLES, "related_link", i, lines[i].text, because=why)
