"""The life of the author after the article, told by the byline: in whatever language and words.

Whoever stands over the article, and stands again after it over a paragraph that begins with that
name, is the author of the one and the subject of the other. Nothing of what the paragraph says need
be known.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import accumulate

from cleaner.evidence.credits import (
    BEGINNING,
    NAME_WORDS,
    SOON,
    WORDS_BEFORE,
    is_name,
    words_of,
)
from cleaner.evidence.shape import Shape, is_byline, is_signature
from cleaner.model import BIOGRAPHY, Line, Match

AUTHOR_BOX = "structure.author_box"

_SUPPORT = 3
"""Points of its own: a life reads like prose, which speaks for staying."""

_AFTER, _BEFORE_EACH = 3, 4
"""Paragraphs after the box at most, and above it for each of these and for the box."""

_BETWEEN = 2
"""Lines between the name and the paragraph at most: a trade, a label."""

_MOST_WORDS = 160
"""A longer paragraph is no life in a box."""

_PARTS = 3
"""Paragraphs of a life that begin with the name."""


def author_box(
    lines: Sequence[Line],
    filled: Sequence[int],
    shapes: Sequence[Shape],
    named: Container[int],
) -> Iterator[Match]:
    """The paragraphs of the box about whoever the byline names.

    `named`: the lines that a rule names whole; no paragraphs of the article. No other paragraph
    may tell of that person, and the one above may not begin with the name over it: such a list
    tells of people under their names.
    """
    prose = [shapes[i].prose for i in filled]
    if not any(prose):
        return
    bylines = list(_bylines(lines, filled, shapes, prose.index(True)))
    if not bylines:
        return
    plain = [own and i not in named for own, i in zip(prose, filled, strict=True)]
    above = list(accumulate(plain, initial=0))
    for n in range(len(filled) - 1, prose.index(True), -1):
        if above[-1] - above[n + 1] > _AFTER + _PARTS:
            return
        name = _name(lines[filled[n]].text, shapes[filled[n]], bylines)
        box = _box(lines, filled, shapes, n, name) if name else None
        if not name or box is None or not _after_article(above, n, box.stop):
            continue
        told = (words_of(lines[i].text) for k, i in enumerate(filled) if prose[k] and k not in box)
        if any(name[-1] in words for words in told) or _listed(lines, filled, prose, n, bylines):
            continue
        why = ("under the name in the byline", "begins with it")
        for k in box:
            text = lines[filled[k]].text
            yield Match.of_line(
                AUTHOR_BOX, BIOGRAPHY, filled[k], text, support=_SUPPORT, because=why
            )
        return


def _bylines(
    lines: Sequence[Line], filled: Sequence[int], shapes: Sequence[Shape], end: int
) -> Iterator[list[str]]:
    """The words of the lines before the article that may say who wrote it. The first of all is the
    headline, unless it has the word for it."""
    for n in range(end):
        text, words = lines[filled[n]].text, shapes[filled[n]].words
        if is_byline(text, words) or is_signature(text) or (n and is_name(text)):
            yield words_of(text)


def _name(text: str, shape: Shape, bylines: Sequence[Sequence[str]]) -> list[str]:
    """The words of the name that a line gives, alone or after a word ("About"), if a byline has
    them too; else none."""
    if not 2 <= shape.words <= NAME_WORDS or shape.sentence or not is_name(text):
        return []
    words = words_of(text)
    for k in range(WORDS_BEFORE + 1):
        name = words[k:]
        if len(name) >= 2 and any(
            byline[m : m + len(name)] == name for byline in bylines for m in range(len(byline))
        ):
            return name
    return []


def _box(
    lines: Sequence[Line], filled: Sequence[int], shapes: Sequence[Shape], n: int, name: list[str]
) -> range | None:
    """The paragraphs under the line `n` that begin with the name."""
    first = n + 1
    while first < len(filled) and not shapes[filled[first]].prose:
        first += 1
    stop = first
    while stop < min(first + _PARTS, len(filled)) and _begins(
        lines[filled[stop]].text, shapes[filled[stop]], name
    ):
        stop += 1
    return range(first, stop) if stop > first and first - n - 1 <= _BETWEEN else None


def _begins(text: str, shape: Shape, name: Sequence[str]) -> bool:
    begin = words_of(text[:BEGINNING])[:SOON]
    return shape.prose and shape.words <= _MOST_WORDS and (name[0] in begin or name[-1] in begin)


def _after_article(above: Sequence[int], n: int, stop: int) -> bool:
    after = above[-1] - above[stop]
    return after <= _AFTER and above[n] >= _BEFORE_EACH * (1 + after)


def _listed(
    lines: Sequence[Line],
    filled: Sequence[int],
    prose: Sequence[bool],
    n: int,
    bylines: Sequence[Sequence[str]],
) -> bool:
    """Whether the paragraph above the line `n` begins with a name over it that no byline has."""
    last = max((k for k in range(n) if prose[k]), default=0)
    begin = words_of(lines[filled[last]].text[:BEGINNING])[:SOON]
    for k in range(max(0, last - 1 - _BETWEEN), last):
        words = words_of(lines[filled[k]].text)
        if not prose[k] and is_name(lines[filled[k]].text) and words[0] in begin:
            return not any(words[0] in byline for byline in bylines)
    return False
