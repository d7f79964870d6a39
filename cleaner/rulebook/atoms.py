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

from cleaner.rulebook.rule import fold

MOST = 48
"""The largest set of atoms: a longer list says little more than no atom at all."""

LONGEST = 24
"""Characters of an atom; what is longer is cut."""

START, MANY = 8, 200
"""Characters of a start, and the most starts."""

FEW = 12
"""The largest second set that is looked at."""

_BITS = dict.fromkeys("aeinorstdl", 3.0) | dict.fromkeys(" .,:;'\"()/|>-", 1.5)
_COMMON = frozenset(
    re.findall(
        r"\w+",
        "a about also an and are as at be but by can de des du for from get has have he her his i"
        " in is it its la le les like more new no not of on one or our out she so than that the"
        " their they this time to up was we were what when which who will with you your",
    )
)

_VARIANTS = {
    "\u0131": "i",  # what re.IGNORECASE takes for one letter and lower case leaves two
    "\u017f": "s",
    "\u00b5": "\u03bc",
    "\u03c2": "\u03c3",
    "\u0345": "\u03b9",
    "\u1fbe": "\u03b9",
    "\u03d0": "\u03b2",
    "\u03d1": "\u03b8",
    "\u03d5": "\u03c6",
    "\u03d6": "\u03c0",
    "\u03f0": "\u03ba",
    "\u03f1": "\u03c1",
    "\u03f5": "\u03b5",
    "\u1c80": "\u0432",
    "\u1c81": "\u0434",
    "\u1c82": "\u043e",
    "\u1c83": "\u0441",
    "\u1c84": "\u0442",
    "\u1c85": "\u0442",
    "\u1c86": "\u044a",
    "\u1c87": "\u0463",
    "\u1c88": "\ua64b",
    "\u1e9b": "\u1e61",
    "\u1fd3": "\u0390",
    "\u1fe3": "\u03b0",
    "\ufb06": "\ufb05",
}
_IOTA = "\u03b9"
"""The one letter that may have been a mark: U+0345, an iota written below another letter."""

_TABLE = str.maketrans(_VARIANTS)
_ANY_VARIANT = re.compile(f"[{''.join(_VARIANTS)}]")

Strings = frozenset[str]


def one_case(folded: str) -> str:
    """A folded text with one letter for all that a pattern takes for the same, length unchanged.

    >>> one_case("me\u00a7a\u017fe")
    'me§ase'
    """
    if folded.isascii() or not _ANY_VARIANT.search(folded):
        return folded
    return folded.translate(_TABLE)


class Known(NamedTuple):
    """What every line that a pattern matches has, as it stands in `one_case(fold(line))`.

    `atoms`: one of them stands somewhere in it; `also`: and one of these, elsewhere or not;
    `starts`: one of them begins it, marks and spaces before it aside. Empty: nothing is known.
    """

    atoms: Strings
    also: Strings
    starts: Strings


def known_of(pattern: str) -> Known:
    """The atoms and the starts of a pattern.

    >>> known = known_of(r"\\W*(see|read) ([a-z]+ )?article")
    >>> sorted(known.atoms), sorted(known.starts)
    (['article'], ['read ', 'see ', 'ι'])
    """
    tree = list(parser.parse(pattern, re.IGNORECASE))
    at = 0
    while at < len(tree) and _only_marks(*tree[at]):
        at += 1
    read = _Sequence().read(tree[at:])
    rarest, starts = read.rarest(), _shortest(read.begins())
    # the first letter of a start is what follows the marks
    if not all(text[:1].isalnum() for text in starts):
        starts = frozenset()
    elif starts:
        starts |= {_IOTA}
    if not rarest:
        rarest = _Sequence().read(tree).rarest()
    also = rarest[1] if len(rarest) > 1 and len(rarest[1]) <= FEW else frozenset()
    return Known(rarest[0] if rarest else frozenset(), also, starts)


def _shortest(starts: Strings) -> Strings:
    """The starts, cut, without those that begin with another one."""
    kept: set[str] = set()
    for text in sorted({text[:START] for text in starts}, key=len):
        if not any(text[:size] in kept for size in range(len(text) + 1)):
            kept.add(text)
    return frozenset(kept)


def _only_marks(code: Any, value: Any) -> bool:
    """Whether an element takes neither letters nor digits."""
    if code in (op.MAX_REPEAT, op.MIN_REPEAT):
        return all(_only_marks(*element) for element in value[2])
    if code is op.IN:
        return all(
            (kind is op.CATEGORY and what in (op.CATEGORY_NOT_WORD, op.CATEGORY_SPACE))
            or (kind is op.LITERAL and not chr(what).isalnum())
            for kind, what in value
        )
    return code is op.AT or (code is op.LITERAL and not chr(value).isalnum())


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
        for code, value in tree:
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
        known = {_fewest(found) for found in (*self.sets, self.open) if found and "" not in found}
        return sorted(known, key=lambda found: (-min(map(_rarity, found)), len(found), min(found)))

    def best(self) -> Strings:
        """The set that the fewest texts have; empty if there is none."""
        return next(iter(self.rarest()), frozenset())

    def exact(self) -> Strings | None:
        """All texts that match, or None if they are too many to tell."""
        return self.open if self.first is None else None

    def begins(self) -> Strings:
        """What every match begins with: at the least with nothing."""
        return self.open if self.first is None else self.first

    def _element(self, code: Any, value: Any) -> None:
        if code is op.AT:
            return
        if code is op.IN and all(kind is op.LITERAL for kind, _ in value):
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
            if len(texts) > MOST:
                return
            self.open = texts
        else:
            self.open = frozenset(a + b for a, b in product(self.open, texts))
        if any(len(text) > LONGEST for text in self.open):
            self._break()

    def _break(self, then: Strings = frozenset({""})) -> None:
        """The texts so far end here: what comes next begins with `then`, and no more is known."""
        if self.first is None:
            cut = {text[:START] for text in then}
            several = len(self.open) * len(cut) <= MANY
            joined = (a + b for a, b in product(self.open, cut)) if several else iter(self.open)
            self.first = frozenset(text[:START] for text in joined)
        if "" not in self.open:
            self.sets.append(frozenset(text[:LONGEST] for text in self.open))
        self.open = frozenset({""})


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
def _rarity(text: str) -> float:
    """How seldom a text is met: about the bits that it takes to write it."""
    if text.strip() in _COMMON:
        return 4.0
    return sum(_BITS.get(c, 4.0 if c.isascii() else 7.0) for c in text)


@cache
def _letter(code: int) -> str:
    return one_case(fold(chr(code)))
