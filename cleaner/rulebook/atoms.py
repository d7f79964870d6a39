"""Atoms of a pattern: short texts, one of which stands in every line that the pattern matches.

A line without any atom of a pattern need not be tried with it. (Cox, "Regular Expression Matching
with a Trigram Index", 2012, does the same with trigrams.)
"""

from __future__ import annotations

import re
import re._constants as op  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterable
from functools import cache
from itertools import product
from typing import Any, NamedTuple

from cleaner.rulebook.bounds import BOUND, glued, unbound
from cleaner.rulebook.elements import edged, mirrored, without_marks
from cleaner.rulebook.letters import ANY, letters_in
from cleaner.rulebook.onecase import IOTA, one_case
from cleaner.rulebook.rarity import rarity
from cleaner.rulebook.rule import fold

MOST = 48
"""The largest set of atoms that is made of smaller ones."""

LISTED = 120
"""The largest set of atoms that a pattern lists: a longer one says little more than no atom."""

LONGEST = 24
"""Characters of an atom; what is longer is cut."""

START, MANY = 8, 200
"""Characters of a start, and the most starts."""

FEW = 30
"""The largest second set that is looked at."""

WIDEST = 9_999
"""What stands for any number of characters."""

Strings = frozenset[str]


class Known(NamedTuple):
    """What every line that a pattern matches has, as it stands in `one_case(fold(line))`.

    `atoms`: one of them stands somewhere in it, as a word where it says so (`stands_in`); `also`:
    and one of these, elsewhere or not;
    `starts`: one of them begins it, marks and spaces before it aside; `ends`: one of them ends it,
    marks and spaces after it aside. Empty: nothing is known. It has `least` to `most` characters,
    and if `digit` says so a digit among them. All of its letters are among `letters`, the first
    among `first` and the last among `last`, as bits (`letters_of`).
    """

    atoms: Strings
    also: Strings
    starts: Strings
    ends: Strings = frozenset()
    least: int = 0
    most: int = WIDEST
    digit: bool = False
    letters: int = ANY
    first: int = ANY
    last: int = ANY


def known_of(pattern: str) -> Known:
    """What is known of the matches of a pattern.

    >>> known = known_of(r"\\W*(see|read) ([a-z]+ )?article")
    >>> sorted(known.atoms), sorted(known.starts)
    (['article'], ['read ', 'see ', 'ι'])
    """
    parsed = parser.parse(pattern, re.IGNORECASE)
    tree = without_marks(list(parsed))
    read = _Sequence().read(tree)
    rarest = read.rarest() or _Sequence().read(parsed).rarest()
    starts = _edges(read)
    # what a match ends with is what the same pattern begins with, read from its end
    backwards = frozenset() if starts else _edges(_Sequence().read(without_marks(mirrored(parsed))))
    also = rarest[1] if len(rarest) > 1 and len(rarest[1]) <= FEW else frozenset()
    least, most = (min(int(width), WIDEST) for width in parsed.getwidth())
    return Known(
        rarest[0] if rarest else frozenset(),
        also,
        starts,
        frozenset(text[::-1] for text in backwards),
        least,
        most,
        _has_digit(parsed),
        *letters_in(parsed)[:3],
    )


def _has_digit(tree: Iterable[tuple[Any, Any]]) -> bool:
    """Whether every text that these elements match has a digit."""
    return any(_is_digit(code, value) for code, value in tree)


def _is_digit(code: Any, value: Any) -> bool:
    if code is op.IN:
        return bool(value == [(op.CATEGORY, op.CATEGORY_DIGIT)])
    if code in (op.MAX_REPEAT, op.MIN_REPEAT):
        return bool(value[0]) and _has_digit(value[2])
    if code is op.SUBPATTERN:
        return _has_digit(value[3])
    return code is op.BRANCH and all(map(_has_digit, value[1]))


def _edges(read: _Sequence) -> Strings:
    """What the texts that a row of elements matches begin with, marks aside."""
    starts = _shortest(read.begins())
    # the first letter of a start is what follows the marks
    if not all(text[:1].isalnum() for text in starts):
        return frozenset()
    return starts | {IOTA} if starts else starts


def _shortest(starts: Strings) -> Strings:
    """The starts, cut, without those that begin with another one."""
    kept: set[str] = set()
    for text in sorted({text[:START] for text in starts}, key=len):
        if not any(text[:size] in kept for size in range(len(text) + 1)):
            kept.add(text)
    return frozenset(kept)


class _Sequence:
    """What is known of the texts that a row of elements matches.

    `open`: the texts that the elements read last match, all of them; `sets`: sets of texts, one of
    each of which is in every match; `first`: the texts that every match begins with, once it is
    known that nothing longer is known.
    """

    def __init__(self) -> None:
        self.open: Strings = frozenset({""})
        self.sets: list[Strings] = []
        self.first: Strings | None = None

    def read(self, tree: Iterable[tuple[Any, Any]]) -> _Sequence:
        literal = ""
        for code, value in edged(list(tree)):
            if code is op.LITERAL:
                literal += _letter(value)
                continue
            if literal:
                self._join(frozenset({literal}))
                literal = ""
            self._element(code, value)
        if literal:
            self._join(frozenset({literal}))
        return self

    def rarest(self) -> list[Strings]:
        """The sets, the one that the fewest texts have first."""
        known = {_fewest(found) for found in (*self.sets, self.open) if _tells(found)}
        return sorted(
            known, key=lambda found: (-min(map(rarity, found)), len(found), sorted(found))
        )

    def best(self) -> Strings:
        """The set that the fewest texts have; empty if there is none."""
        return next(iter(self.rarest()), frozenset())

    def exact(self) -> Strings | None:
        """All texts that match, or None if they are too many to tell."""
        return self.open if self.first is None else None

    def begins(self) -> Strings:
        """What every match begins with: at the least with nothing."""
        return frozenset(map(unbound, self.open)) if self.first is None else self.first

    def _element(self, code: Any, value: Any) -> None:
        if code is op.AT:
            if value is op.AT_BOUNDARY:
                self._join(frozenset({BOUND}))
        elif code is op.IN and all(kind is op.LITERAL for kind, _ in value):
            self._join(frozenset(_letter(letter) for _, letter in value))
        elif code is op.SUBPATTERN:
            self._inner(_Sequence().read(value[3]))
        elif code is op.BRANCH:
            self._branch([_Sequence().read(branch) for branch in value[1]])
        elif code in (op.MAX_REPEAT, op.MIN_REPEAT):
            self._repeat(*value)
        else:
            self._break()

    def _inner(self, inner: _Sequence) -> None:
        exact = inner.exact()
        if exact is not None:
            self._join(exact)
        else:
            self._break(inner.begins())
            self.sets.append(inner.best())

    def _branch(self, branches: list[_Sequence]) -> None:
        exact = [branch.exact() for branch in branches]
        told = [texts for texts in exact if texts is not None]
        if len(told) == len(branches):
            self._join(frozenset().union(*told))
            return
        self._break(frozenset().union(*(branch.begins() for branch in branches)))
        best = [branch.best() for branch in branches]
        if all(best):
            self.sets.append(frozenset().union(*best))

    def _repeat(self, least: int, most: Any, tree: Any) -> None:
        inner = _Sequence().read(tree)
        exact = inner.exact()
        if exact is not None and (least, most) == (1, 1):
            self._join(exact)
        elif exact is not None and (least, most) == (0, 1):
            self._join(exact | {""})
        elif least == 0:
            self._break()
        else:
            self._break(inner.begins())
            self.sets.append(inner.best())

    def _join(self, texts: Strings) -> None:
        """Every text so far, followed by each of `texts`."""
        if len(self.open) * len(texts) > MOST:
            self._break(texts)
            if len(texts) > LISTED:
                return
            self.open = texts
        else:
            self.open = frozenset(glued(a, b) for a, b in product(self.open, texts))
        if any(len(text) > LONGEST for text in self.open):
            self._break()

    def _break(self, then: Strings = frozenset({""})) -> None:
        """The texts so far end here: what comes next begins with `then`, and no more is known."""
        if self.first is None:
            cut = {text[:START] for text in then}
            several = len(self.open) * len(cut) <= MANY
            joined = (a + b for a, b in product(self.open, cut)) if several else iter(self.open)
            self.first = frozenset(text.replace(BOUND, "")[:START] for text in joined)
        if _tells(self.open):
            self.sets.append(frozenset(text[:LONGEST] for text in self.open))
        self.open = frozenset({""})


def _tells(texts: Strings) -> bool:
    """Whether it says something that one of these stands in a text."""
    return bool(texts) and all(map(unbound, texts))


def _fewest(texts: Strings) -> Strings:
    """The same without those that hold another one."""
    if len(texts) == 1:
        return texts
    kept: list[str] = []
    for text in sorted(texts, key=len):
        if not any(short in text for short in kept):
            kept.append(text)
    return frozenset(kept)


@cache
def _letter(code: int) -> str:
    return one_case(fold(chr(code)))
