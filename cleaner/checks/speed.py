"""A hunt for texts on which a pattern is slow: its own matches, broken at the end and pumped up."""

from __future__ import annotations

import re
import re._constants as op  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
import time
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from cleaner.checks.examples import Problem
from cleaner.checks.keywords import element_texts, shortest_matches
from cleaner.rulebook.pattern import compile_pattern
from cleaner.rulebook.rule import LETTERS_A_WORD, Rule, line_view

SHORTEST, LONGER = 14, 1.5
"""Characters of the shortest text, and how many times longer each next one is. A match cannot be
stopped: a pattern whose time doubles with each character has to be caught while a few more of them
still cost little."""

QUICK, SHOWN = 0.02, 240
"""The part of the time allowed that lets a text go at so many characters: what grows with the
square of the length, as most that is slow does, stays in bounds from there."""

SPAN_LENGTH = 4_000
"""Characters of the longest text for what is searched for in lines of any length."""

SLOWEST = 0.06
"""Yardsticks that a pattern may take for one character of a hard text; few take a thousandth of
it."""

NOISE = 6.0
"""Yardsticks that any text may take: some patterns have some thousand ways to go, and no more."""

TRIES = 5
"""Times that what seems too slow is measured, in turn with the yardstick: a machine may be busy."""

_YARDSTICK: Callable[[str], object] = re.compile(r"\W*!").search
_MEASURED = "." * 300
"""What time is counted in, so that the verdict is the same on a slow machine: 45,000 steps of
`re`, about a millisecond."""

_MOST_UNITS, _MOST_EXAMPLES = 20, 3
_END = "\u2603q"
"""No word of any pattern, and no mark: what ends with `\\W*` or `\\w*` does not expect both."""

_UNITS = ("a", "a ", " ", "-", "A1 ", "1", "(", '"', ". ", "a,", "a.")


def check_speed(rule: Rule) -> Iterator[Problem]:
    """A pattern that takes long on a line that this rule is tried on."""
    length = LETTERS_A_WORD * rule.max_words
    for pattern in (*rule.patterns, *rule.unless, *rule.apart):
        compiled = compile_pattern(pattern)
        longest = length
        match: Callable[[str], object] = compiled.search
        if pattern in rule.patterns:
            match = compiled.fullmatch
            if rule.scope == "span":
                match, longest = _each_match(compiled), max(length, SPAN_LENGTH)
        for text in _hard_texts(pattern, rule, longest):
            size, took = _slow(match, text)
            if took:
                yield Problem(
                    rule,
                    f"pattern {pattern!r} takes {took:.2g} s on {size} characters "
                    f"like {text[:40]!r}",
                )
                return


def _each_match(compiled: re.Pattern[str]) -> Callable[[str], object]:
    return lambda text: sum(1 for _ in compiled.finditer(text))


def _slow(match: Callable[[str], object], text: str) -> tuple[int, float]:
    """A length at which a text of this kind takes too long, and the seconds; (0, 0.0) for none."""
    size = SHORTEST
    while True:
        size = min(size, len(text))
        cut = text[: size - len(_END)] + _END
        limit = max(NOISE, SLOWEST * size)
        took = _once(match, cut)
        ratio = took / _yardstick()
        # what is far too slow is not tried again
        if limit < ratio < 50 * limit:
            pairs = [(_once(match, cut), _once(_YARDSTICK, _MEASURED)) for _ in range(TRIES)]
            took = min(took, *(pair[0] for pair in pairs))
            ratio = took / min(pair[1] for pair in pairs)
        if ratio > limit:
            return size, took
        if size == len(text) or (size >= SHOWN and ratio < QUICK * SLOWEST * size):
            return 0, 0.0
        size = int(size * LONGER)


@cache
def _yardstick() -> float:
    return min(_once(_YARDSTICK, _MEASURED) for _ in range(TRIES))


def _once(match: Callable[[str], object], text: str) -> float:
    start = time.thread_time()
    match(text)
    return time.thread_time() - start


def _hard_texts(pattern: str, rule: Rule, length: int) -> Iterator[str]:
    """Texts of `length` characters that nearly match: a start of a match and a unit repeated,
    then what no pattern expects."""
    seeds = shortest_matches(pattern)
    some = [*seeds[:_MOST_UNITS], *seeds[-1:]]
    words = sorted({word for seed in seeds for word in seed.split()})[:_MOST_UNITS]
    examples = [line_view(text) for text in rule.drop if "\n" not in text]
    examples = sorted(filter(None, examples), key=len)[:_MOST_EXAMPLES]
    units = [*_UNITS, *some, *words, *(f"{word} " for word in words)]
    units += [unit for text in examples for unit in (text, f"{text} ", text[:-1])]
    pumps = [(start, unit) for unit in units for start in ("", *some[:1])]
    pumps += [(text, unit) for text in examples[:1] for unit in _UNITS]
    pumps += _repeats(parser.parse(pattern), "")
    for start, unit in dict.fromkeys(pumps):
        if unit:
            yield _pumped(start, unit, length)


def _pumped(start: str, unit: str, length: int) -> str:
    return (start + unit * (length // len(unit) + 1))[: length - len(_END)] + _END


def _repeats(tree: Any, start: str) -> Iterator[tuple[str, str]]:
    """What a pattern repeats: a text that leads up to the repeat, and what goes through it once."""
    for element in tree:
        code, value = element
        for part in _inside(code, value):
            if code in (op.MAX_REPEAT, op.MIN_REPEAT) and value[1] > 1:
                yield start, _one_text(part)
            yield from _repeats(part, start)
        start += _one_text([element])


def _one_text(tree: Any) -> str:
    """The shortest text of the first branches that a pattern matches; once what may be left out."""
    text = ""
    for code, value in tree:
        inside = _inside(code, value)
        if inside:
            text += _one_text(inside[0])
        elif code is not op.AT:
            text += next(iter(element_texts(code, value)))
    return text


def _inside(code: Any, value: Any) -> list[Any]:
    """The patterns inside one element of a pattern."""
    if code in (op.MAX_REPEAT, op.MIN_REPEAT):
        return [value[2]]
    if code is op.SUBPATTERN:
        return [value[3]]
    return list(value[1]) if code is op.BRANCH else []
