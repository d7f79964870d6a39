"""The dialect of patterns: what RE2 and Python's re share, in time that is bounded beforehand."""

from __future__ import annotations

import re
import re._constants as op  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from typing import Any

MAX_REPEAT = 1000
"""The largest bound of a bounded repeat, as in RE2."""

LINE_LENGTH = 800
"""Characters of the longest line that a whole-line pattern of forty words is tried on."""

MOST_WAYS = 1_000_000

_BAD = {
    op.ASSERT: ("look-around is not in the dialect", "use `unless`, or anchors"),
    op.ASSERT_NOT: ("look-around is not in the dialect", "use `unless`, or anchors"),
    op.GROUPREF: ("a back-reference is not in the dialect", None),
    op.GROUPREF_EXISTS: ("a conditional group is not in the dialect", None),
    op.ATOMIC_GROUP: ("an atomic group is not in the dialect", None),
    op.POSSESSIVE_REPEAT: ("a possessive repeat is not in the dialect", None),
}


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """A pattern ready to run; letter case never counts, `(?-i:...)` aside."""
    return re.compile(pattern, re.IGNORECASE)


def check_pattern(pattern: str, *, bounded: bool) -> tuple[str, str | None] | None:
    """None, or what is wrong with a pattern and a hint.

    Refused: what RE2 does not know; a repeat without end inside another (exponential time in
    Python's re), and other repeats that share out the same characters in too many ways; and, when
    `bounded`, any repeat without end, because a span is searched for in lines of any length and
    each position must cost a bounded time.
    """
    # only packs that are checked need it
    from cleaner.rulebook.ways import MOST_RUN_WAYS, most_ways

    try:
        tree = parser.parse(pattern, re.IGNORECASE)
    except re.error as error:
        return f"not a regular expression: {error}", None
    problem = _check(tree, inside_repeat=False, bounded=bounded)
    if problem is None and _ways(tree) > MOST_WAYS:
        return (
            "too many wide repeats (`.`, `[^x]`) in a row: time grows with a power of the length",
            "bound them: .{0,60}, and use two at the most",
        )
    if problem is None and most_ways(tree) > MOST_RUN_WAYS:
        return (
            "repeats that can share out a run of letters in very many ways: it may take for ever",
            "let each round of the outer one hold what the inner one cannot take: (\\w+ ){0,5}",
        )
    return problem


def _ways(tree: Any) -> int:
    """An upper bound on how many ways the wide repeats of a pattern can share a line."""
    ways = 1
    for code, value in tree:
        if code in (op.MAX_REPEAT, op.MIN_REPEAT) and _wide(value[2]):
            ways *= LINE_LENGTH if value[1] == op.MAXREPEAT else max(1, int(value[1]))
        elif code is op.BRANCH:
            ways *= max(map(_ways, value[1]))
        else:
            for part in _parts(code, value):
                ways *= _ways(part)
    return ways


def _wide(tree: Any) -> bool:
    """One element that takes letters and spaces alike: `.` or a class of all but a few."""
    if len(tree) != 1:
        return False
    code, value = tree[0]
    return code in (op.ANY, op.NOT_LITERAL) or (code is op.IN and value[0][0] is op.NEGATE)


def _check(tree: Any, *, inside_repeat: bool, bounded: bool) -> tuple[str, str | None] | None:
    for code, value in tree:
        if code in _BAD:
            return _BAD[code]
        inner = inside_repeat
        if code in (op.MAX_REPEAT, op.MIN_REPEAT):
            endless = value[1] == op.MAXREPEAT
            if endless and inside_repeat:
                return (
                    "a repeat without end inside another can take exponential time",
                    "give one of them a bound: {1,20}",
                )
            if endless and bounded:
                return "a span pattern needs bounded repeats", "write {0,80} in place of * or +"
            if not endless and value[1] > MAX_REPEAT:
                return f"a repeat of more than {MAX_REPEAT}", None
            inner = inside_repeat or endless
        for part in _parts(code, value):
            problem = _check(part, inside_repeat=inner, bounded=bounded)
            if problem:
                return problem
    return None


def _parts(code: Any, value: Any) -> list[Any]:
    """The patterns that stand inside one element of a pattern."""
    if code in (op.MAX_REPEAT, op.MIN_REPEAT):
        return [value[2]]
    if code is op.SUBPATTERN:
        return [value[3]]
    if code is op.BRANCH:
        return list(value[1])
    return []
