"""Excerpts of other stories after the article: cut off by an ellipsis, all at the same length.

A teaser reads as prose does, and a box without a head has no phrase that tells it. But a machine
cut it: after so many words, or so many characters. Three lines of one length that end in an
ellipsis are no writer's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from itertools import accumulate, pairwise

from cleaner.evidence.shape import Shape
from cleaner.model import Line, Match
from cleaner.rulebook.rule import is_item, phrase_key

TEASERS = "structure.teasers"

_FEWEST, _BEFORE, _AFTER = 3, 3, 2
"""Excerpts, and paragraphs of the article before them, at least; paragraphs after them, at most."""

_WORDS, _CHARACTERS = 1, 12
"""By how much excerpts differ that were cut after so many words, or so many characters: the last
word stays whole."""

_LONG = 10
"""The fewest words of an excerpt. Shorter lines with an ellipsis are titles, verse, a quiz."""

_BETWEEN = 4
"""Lines between two excerpts at most: a section, a title, an author, a date."""

_SUPPORT = 3
"""Points of its own: an excerpt reads like prose, which speaks for staying."""

_CUT = re.compile(
    r"[^\W_][\"'\u2019\u201d\u00bb),;:]{0,2} ?(?:\u2026|\.{3}|[\[(](?:\u2026|\.{3})[\])])$"
)
_ENDS = ("\u2026", "...", "]", ")")
_SPEECH = ("-", "\u2013", "\u2014")


def teaser_matches(
    lines: Sequence[Line],
    filled: Sequence[int],
    shapes: Sequence[Shape],
    named: Container[int],
) -> Iterator[Match]:
    """The excerpts after the article and the titles among them, with points of their own.

    `named`: the lines that a rule names whole; no paragraphs of the article.
    """
    cuts = [
        n
        for n, i in enumerate(filled)
        if shapes[i].words >= _LONG and _is_cut(lines[i].text.strip())
    ]
    if len(cuts) < _FEWEST:
        return
    words = list(accumulate((shapes[i].words for i in filled), initial=0))
    other = {filled[n] for n in cuts}
    plain = (shapes[i].prose and i not in named and i not in other for i in filled)
    prose = list(accumulate(plain, initial=0))  # a page of excerpts has no paragraphs
    for run in _runs(lines, filled, shapes, cuts, prose):
        first, last = run[0], run[-1]
        before = prose[first] - prose[0]
        if before < _BEFORE or prose[-1] - prose[last + 1] > _AFTER:
            continue
        if words[first] < words[last + 1] - words[first] or _one_author(lines, filled, run):
            continue
        start = first - _titles_above(lines, filled, shapes, run)
        why = (f"among {len(run)} excerpts", "cut off at one length")
        for n in range(start, last + 1):
            i = filled[n]
            text = lines[i].text
            yield Match.of_line(TEASERS, "related_link", i, text, support=_SUPPORT, because=why)


def _one_author(lines: Sequence[Line], filled: Sequence[int], run: Sequence[int]) -> bool:
    """Whether a colon leads to the run, or two of three in it begin with the same two words.

    So begin a litany and the verses of a ballad, and a colon promises what an author quotes.
    """
    texts = [phrase_key(lines[filled[n]].text).split(" ", 2)[:2] for n in run]
    most = Counter(map(tuple, texts)).most_common(1)[0][1]
    above = lines[filled[run[0] - 1]].text.rstrip() if run[0] else ""
    return most * 3 >= len(run) * 2 or above.endswith((":", "\uff1a"))


def _is_cut(text: str) -> bool:
    return (
        text.endswith(_ENDS)
        and _CUT.search(text[-9:]) is not None
        and not text.startswith(_SPEECH)
        and not is_item(text)
    )


def _runs(
    lines: Sequence[Line],
    filled: Sequence[int],
    shapes: Sequence[Shape],
    cuts: Sequence[int],
    prose: Sequence[int],
) -> Iterator[list[int]]:
    """Excerpts of one length with nothing but titles between them, three at least."""
    run: list[int] = []
    words, long = _Spread(_WORDS), _Spread(_CHARACTERS)
    for n in cuts:
        measures = shapes[filled[n]].words, len(lines[filled[n]].text.strip())
        near = run and n - run[-1] - 1 <= _BETWEEN and prose[n] == prose[run[-1] + 1]
        if not near or not (words.takes(measures[0]) or long.takes(measures[1])):
            if len(run) >= _FEWEST:
                yield run
            run, words, long = [], _Spread(_WORDS), _Spread(_CHARACTERS)
        run.append(n)
        words.add(measures[0])
        long.add(measures[1])
    if len(run) >= _FEWEST:
        yield run


class _Spread:
    """The least and the most of some numbers, which may differ by so much."""

    def __init__(self, most: int) -> None:
        self._most, self._least, self._greatest = most, 10**9, -(10**9)

    def takes(self, number: int) -> bool:
        """Whether they would still be near each other with this one."""
        return max(self._greatest, number) - min(self._least, number) <= self._most

    def add(self, number: int) -> None:
        self._least, self._greatest = min(self._least, number), max(self._greatest, number)


def _titles_above(
    lines: Sequence[Line], filled: Sequence[int], shapes: Sequence[Shape], run: Sequence[int]
) -> int:
    """How many lines above the first excerpt are its title, as many as all the others have.

    A button under an excerpt says the same each time; it is no title of the next.
    """
    gaps = [[lines[filled[m]].text.strip() for m in range(a + 1, b)] for a, b in pairwise(run)]
    same = set(gaps[0]).intersection(*gaps[1:])
    wanted = min(len([text for text in gap if text not in same]) for gap in gaps)
    found = 0
    while found < wanted and shapes[filled[run[0] - found - 1]].title_like:
        found += 1
    return found
