"""Atoms of a pattern: short texts, one of which stands in every line that the pattern matches.

A line without any atom of a pattern need not be tried with it. (Cox, "Regular Expression Matching
with a Trigram Index", 2012, does the same with trigrams.)
"""

from __future__ import annotations

import re
import re._constants as op  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterable
from itertools import product
from typing import Any

from cleaner.rulebook.rule import fold

MOST = 48
"""The largest set of atoms: a longer list says little more than no atom at all."""

LONGEST = 24
"""Characters of an atom; what is longer is cut."""

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


def atoms(pattern: str) -> Strings:
    """The atoms of a pattern, as they stand in `one_case(fold(line))`; empty: nothing is known."""
    return _Sequence().read(parser.parse(pattern, re.IGNORECASE)).best()


class _Sequence:
    """What is known of the texts that a row of elements matches.

    `open`: the texts that the elements read last match, all of them; `sets`: sets of texts, one of
    each of which is in every match.
    """

    def __init__(self) -> None:
        self.open: Strings = frozenset({""})
        self.sets: list[Strings] = []
        self.whole = True  # `open` is all of the match, not only its end

    def read(self, tree: Iterable[tuple[Any, Any]]) -> _Sequence:
        for code, value in tree:
            self._element(code, value)
        return self

    def best(self) -> Strings:
        """The set whose shortest text is longest, the smallest of those."""
        known = [_fewest(found) for found in (*self.sets, self.open) if found and "" not in found]
        if not known:
            return frozenset()
        return max(known, key=lambda found: (min(map(len, found)), -len(found), sorted(found)))

    def exact(self) -> Strings | None:
        """All texts that match, or None if they are too many to tell."""
        return self.open if self.whole else None

    def _element(self, code: Any, value: Any) -> None:
        if code is op.AT:
            return
        if code is op.LITERAL:
            self._join(frozenset({_letter(value)}))
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
            self._break()
            self.sets.append(inner.best())

    def _branch(self, branches: list[_Sequence]) -> None:
        exact = [branch.exact() for branch in branches]
        told = [texts for texts in exact if texts is not None]
        if len(told) == len(branches):
            self._join(frozenset().union(*told))
            return
        self._break()
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
            self._break()
            self.sets.append(inner.best())

    def _join(self, texts: Strings) -> None:
        """Every text so far, followed by each of `texts`."""
        if len(self.open) * len(texts) > MOST:
            self._break()
            if len(texts) > MOST:
                return
            self.open = texts
        else:
            self.open = frozenset(a + b for a, b in product(self.open, texts))
        if any(len(text) > LONGEST for text in self.open):
            self._break()

    def _break(self) -> None:
        """What comes next is not known: the texts so far end here."""
        if "" not in self.open:
            self.sets.append(frozenset(text[:LONGEST] for text in self.open))
        self.open, self.whole = frozenset({""}), False


def _fewest(texts: Strings) -> Strings:
    """The same without those that hold another one."""
    kept: list[str] = []
    for text in sorted(texts, key=len):
        if not any(short in text for short in kept):
            kept.append(text)
    return frozenset(kept)


def _letter(code: int) -> str:
    return one_case(fold(chr(code)))
