"""What letters the matches of a pattern are made of: all, the first and the last.

A line with a letter that no match has cannot match as a whole, nor one that begins or ends with
another letter than every match does. The letters of a text are one number of sixty-four bits, so
that asking costs nothing beside running the pattern.
"""

from __future__ import annotations

import re
import re._constants as op  # type: ignore[import-not-found]
from collections.abc import Iterable
from functools import cache, reduce
from operator import or_
from typing import Any, NamedTuple

from cleaner.rulebook.onecase import one_case
from cleaner.rulebook.rule import fold

ANY = -1
"""All bits: whatever letter."""

_OTHER = 1 << 30  # which marks about "z" have too


class _Bits(dict[str, int]):
    def __missing__(self, _: str) -> int:
        return _OTHER


_BITS = _Bits({c: 1 << ((ord(c) & 31) | (~ord(c) & 64) >> 1) for c in map(chr, range(32, 127))})
_CATEGORIES = {
    op.CATEGORY_DIGIT: r"\d",
    op.CATEGORY_NOT_DIGIT: r"\D",
    op.CATEGORY_SPACE: r"\s",
    op.CATEGORY_NOT_SPACE: r"\S",
    op.CATEGORY_WORD: r"\w",
    op.CATEGORY_NOT_WORD: r"\W",
}


class Letters(NamedTuple):
    """The letters that matches are made of, as `letters_of` has them in `one_case(fold(match))`.

    `all` of a match are among these, its `first` among those, its `last` among the others. `empty`
    says whether a match may have no letter at all.
    """

    all: int
    first: int
    last: int
    empty: bool = False


def letters_of(text: str) -> int:
    """The letters of a text in one case.

    Each character of ASCII from the space on has a bit: the small letters those of the capitals,
    which are not there, and the marks beside them alike. Whatever else there is has one together.
    """
    return reduce(or_, map(_BITS.__getitem__, set(text)), 0)


def letter(character: str) -> int:
    """The bit of one character; none if there is no character."""
    return _BITS[character] if character else 0


def letters_in(tree: Iterable[tuple[Any, Any]]) -> Letters:
    """The letters of what the elements of a parsed pattern match, one after the other."""
    every, first, last, empty = 0, 0, 0, True
    for code, value in tree:
        part = _element(code, value)
        every |= part.all
        first |= part.first if empty else 0
        last = part.last | (last if part.empty else 0)
        empty = empty and part.empty
    return Letters(every, first, last, empty)


def _element(code: Any, value: Any) -> Letters:
    if code is op.AT:
        return Letters(0, 0, 0, True)
    if code is op.LITERAL:
        return _one(letter(one_case(fold(chr(value)))))
    if code is op.IN:
        return _one(_class(tuple(value)))
    if code is op.SUBPATTERN:
        return letters_in(value[3])
    if code is op.BRANCH:
        parts = [letters_in(branch) for branch in value[1]]
        every, first, last = (reduce(or_, bits) for bits in list(zip(*parts, strict=True))[:3])
        return Letters(every, first, last, any(part.empty for part in parts))
    if code in (op.MAX_REPEAT, op.MIN_REPEAT):
        part = letters_in(value[2])
        return part._replace(empty=part.empty or value[0] == 0)
    # one character of any kind; or something that the dialect does not have
    return Letters(ANY, ANY, ANY, code not in (op.ANY, op.NOT_LITERAL))


def _one(bits: int) -> Letters:
    return Letters(bits, bits, bits)


@cache
def _class(items: tuple[tuple[Any, Any], ...]) -> int:
    """The letters of a class of characters: `re` is asked, with letter case and without."""
    written = "".join(_written(*item) for item in items)
    both = [re.compile(f"[{written}]", flags) for flags in (re.IGNORECASE, re.NOFLAG)]
    found = _OTHER if any(_has_others(*item) for item in items) else 0
    for character, bit in _origins():
        if any(one.match(character) for one in both):
            found |= bit
    return found


def _written(kind: Any, value: Any) -> str:
    if kind is op.NEGATE:
        return "^"
    if kind is op.CATEGORY:
        return _CATEGORIES[value]
    low, high = value if kind is op.RANGE else (value, value)
    return rf"\U{low:08x}-\U{high:08x}"


def _has_others(kind: Any, value: Any) -> bool:
    """Whether something without a bit of its own may belong to a part of a class."""
    if kind is op.LITERAL:
        return bool(letter(one_case(fold(chr(value)))) == _OTHER)
    if kind is op.RANGE:
        return bool(value[0] < 32 or value[1] > 126)
    return True


@cache
def _origins() -> list[tuple[str, int]]:
    """The characters that are ASCII in one case, and their bits."""
    every = map(chr, range(0x3000))  # the last of them is the sign for kelvin
    return [(one, _BITS[seen]) for one in every if (seen := one_case(fold(one))) in _BITS]
