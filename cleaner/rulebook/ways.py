"""In how many ways a pattern can share out a run of one character: too many, and it never ends."""

from __future__ import annotations

import re._constants as op  # type: ignore[import-not-found]
from collections.abc import Iterator
from dataclasses import dataclass
from math import comb
from typing import Any

RUN = 800
"""Characters of the longest run that is looked at."""

MOST_RUN_WAYS = 10**9
"""More ways than this take Python's re minutes at least, and what doubles with each character, for
ever. What is merely slow `rules lint` finds."""

_CAP = 10**30
_EVERYDAY = "a1 -."


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a pattern, on a run of one character: whether it can lie in the run as a whole, in
    which lengths and how many ways then, and the most ways of anything in it."""

    pure: bool
    shortest: int = 0
    longest: int = 0
    ways: int = 1
    most: int = 1


def most_ways(tree: Any) -> int:
    """In how many ways, about, the pattern can go through a run of the character that is worst."""
    letters = {*_EVERYDAY, *_repeated(tree, False)}
    return max(_sequence(tree, letter).most for letter in letters)


def _repeated(tree: Any, inside: bool) -> Iterator[str]:
    """Characters that repeats of a pattern name; of a range the first."""
    for code, value in tree:
        if code in (op.MAX_REPEAT, op.MIN_REPEAT):
            yield from _repeated(value[2], inside or value[1] > 1)
        elif code is op.SUBPATTERN:
            yield from _repeated(value[3], inside)
        elif code is op.BRANCH:
            for branch in value[1]:
                yield from _repeated(branch, inside)
        elif inside and code is op.LITERAL:
            yield chr(value)
        elif inside and code is op.IN:
            yield from (chr(of) for kind, of in value if kind is op.LITERAL)
            yield from (chr(of[0]) for kind, of in value if kind is op.RANGE)


def _sequence(tree: Any, letter: str) -> _Part:
    pure, shortest, longest, ways, most = True, 0, 0, 1, 1
    for code, value in tree:
        part = _element(code, value, letter)
        most = max(most, part.most)
        if part.pure:
            shortest, longest = shortest + part.shortest, min(RUN, longest + part.longest)
            ways = min(_CAP, ways * part.ways)
            most = max(most, ways)
        else:
            pure, ways = False, 1
    return _Part(pure, shortest, longest, ways, most)


def _element(code: Any, value: Any, letter: str) -> _Part:
    if code is op.SUBPATTERN:
        return _sequence(value[3], letter)
    if code is op.BRANCH:
        return _branches([_sequence(branch, letter) for branch in value[1]])
    if code in (op.MAX_REPEAT, op.MIN_REPEAT):
        return _repeat(value[0], min(RUN, int(value[1])), _sequence(value[2], letter))
    if code is op.AT:
        return _Part(True)
    return _Part(True, 1, 1) if _takes(code, value, letter) else _Part(False)


def _branches(parts: list[_Part]) -> _Part:
    pure = [part for part in parts if part.pure]
    most = max(part.most for part in parts)
    if not pure:
        return _Part(False, most=most)
    ways = sum(part.ways for part in pure)
    shortest = min(part.shortest for part in pure)
    longest = max(part.longest for part in pure)
    return _Part(True, shortest, longest, ways, max(most, ways))


def _repeat(least: int, most: int, part: _Part) -> _Part:
    if not part.pure:
        return _Part(least == 0, most=part.most)  # once is outside of the run, and never is inside
    times = min(most, RUN // max(1, part.shortest))
    ways = part.ways**times
    if part.shortest < part.longest:
        ways = min(ways, comb(RUN, min(times, RUN // 2)))
    ways = min(_CAP, max(1, times - least + 1) * ways)
    longest = min(RUN, part.longest * most)
    return _Part(True, part.shortest * least, longest, ways, max(part.most, ways))


def _takes(code: Any, value: Any, letter: str) -> bool:
    """Whether one element matches this character, letter case aside."""
    if code is op.LITERAL:
        return chr(value).lower() == letter.lower()
    if code is op.NOT_LITERAL:
        return chr(value).lower() != letter.lower()
    if code is op.IN:
        negated = value[0][0] is op.NEGATE
        found = any(_member(kind, of, letter) for kind, of in value)
        return found is not negated
    return code is op.ANY


def _member(kind: Any, value: Any, letter: str) -> bool:
    if kind is op.LITERAL:
        return chr(value).lower() == letter.lower()
    if kind is op.RANGE:
        return any(chr(value[0]) <= case <= chr(value[1]) for case in (letter, letter.swapcase()))
    return kind is op.CATEGORY and _CATEGORIES[value](letter)


_CATEGORIES: dict[Any, Any] = {
    op.CATEGORY_DIGIT: lambda c: c.isdigit(),
    op.CATEGORY_NOT_DIGIT: lambda c: not c.isdigit(),
    op.CATEGORY_SPACE: lambda c: c.isspace(),
    op.CATEGORY_NOT_SPACE: lambda c: not c.isspace(),
    op.CATEGORY_WORD: lambda c: c.isalnum() or c == "_",
    op.CATEGORY_NOT_WORD: lambda c: not (c.isalnum() or c == "_"),
}
