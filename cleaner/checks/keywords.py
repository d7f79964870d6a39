"""Proof that a rule's keywords never hide a match: what its patterns can match, generated."""

from __future__ import annotations

import re._constants as op  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterator
from itertools import chain, islice, product
from typing import Any

from cleaner.checks.examples import Problem
from cleaner.rulebook.rule import Rule, fold, view

MOST = 3_000
"""Strings generated of one pattern; branches are taken in turn, so each is taken early on."""

FILLERS = ("q", "z")
"""What stands for any letter, each in turn: a keyword made of one of them proves nothing."""

_CLASSES = {op.CATEGORY_DIGIT: "7", op.CATEGORY_SPACE: " ", op.CATEGORY_NOT_WORD: "-"}
"""What stands for a class of characters that is not of letters."""


def check_keywords(rule: Rule) -> Iterator[Problem]:
    """A pattern that can match a text without any keyword of the rule, with that text."""
    for pattern in rule.patterns:
        for text in chain.from_iterable(shortest_matches(pattern, filler) for filler in FILLERS):
            if not any(keyword in fold(view(text)) for keyword in rule.keywords):
                yield Problem(
                    rule,
                    f"pattern {pattern!r} matches {text!r}, which holds none of the keywords "
                    f"{', '.join(map(repr, rule.keywords))}",
                )
                break


def shortest_matches(pattern: str, filler: str = FILLERS[0]) -> list[str]:
    """Texts that the pattern matches: every branch taken, every repeat as short as it may be, any
    letter as `filler`.

    What is optional is left out, so a keyword that all of these hold is one that every match
    holds. Of patterns with very many branches the first MOST combinations are taken.
    """
    return list(islice(_texts(parser.parse(pattern), filler), MOST))


def _texts(tree: Any, filler: str) -> Iterator[str]:
    parts = [list(islice(element_texts(code, value, filler), MOST)) for code, value in tree]
    for combination in islice(product(*parts), MOST):
        yield "".join(combination)


def element_texts(code: Any, value: Any, filler: str = FILLERS[0]) -> Iterator[str]:
    """What one element of a parsed pattern matches, each repeat as short as it may be."""
    if code is op.LITERAL:
        yield chr(value)
    elif code is op.BRANCH:
        for branch in value[1]:
            yield from _texts(branch, filler)
    elif code is op.SUBPATTERN:
        yield from _texts(value[3], filler)
    elif code in (op.MAX_REPEAT, op.MIN_REPEAT):
        for text in _texts(value[2], filler) if value[0] else [""]:
            yield text * value[0]
    elif code is op.IN:
        yield from _class_member(value, filler)
    elif code in (op.ANY, op.NOT_LITERAL):
        yield filler
    elif code is op.AT:
        yield ""
    else:
        raise ValueError(f"unexpected element {code} in a checked pattern")


def _class_member(members: Any, filler: str) -> Iterator[str]:
    """Characters of a class: each of a few literals, one for a range or category."""
    kind, value = members[0]
    if kind is op.NEGATE:
        yield filler
        return
    for kind, value in members:
        if kind is op.LITERAL:
            yield chr(value)
        elif kind is op.RANGE:
            yield chr(value[0])
        elif kind is op.CATEGORY:
            yield _CLASSES.get(value, filler)
