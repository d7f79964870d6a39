"""A hunt for texts on which a pattern is slow: its own matches, broken at the end and pumped up."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from cleaner.checks.examples import Problem
from cleaner.checks.keywords import shortest_matches
from cleaner.rulebook.pattern import compile_pattern
from cleaner.rulebook.rule import LETTERS_A_WORD, Rule

SHORT = (20, 30, 45, 68, 100)
"""Lengths tried before the longest."""

SLOWEST = 0.25
"""Seconds that one pattern may take on one line of the longest kind; the usual is microseconds."""


def check_speed(rule: Rule) -> Iterator[Problem]:
    """A pattern that takes long on a line that a rule of this `max_words` is tried on."""
    length = LETTERS_A_WORD * rule.max_words
    for pattern in (*rule.patterns, *rule.unless, *rule.apart):
        compiled = compile_pattern(pattern)
        match = compiled.search if rule.scope == "span" else compiled.fullmatch
        for text in _hard_texts(pattern, length):
            took = _time(match, text)
            if took > SLOWEST:
                yield Problem(
                    rule, f"pattern {pattern!r} takes {took:.2g} s on a line like {text[:40]!r}"
                )
                return


def _time(match: Callable[[str], object], text: str) -> float:
    """Seconds for this text, or for a short one of its kind if that is slow already.

    A match cannot be stopped: with a high power of the length it would not end in our time.
    """
    for size in (*SHORT, len(text)):
        cut = text[: size - 1] + text[-1]
        took = min(_once(match, cut) for _ in range(2)) if size in SHORT else _once(match, cut)
        if took * (len(text) / size) > SLOWEST:
            return took * (len(text) / size)
    return took


def _once(match: Callable[[str], object], text: str) -> float:
    start = time.perf_counter()
    match(text)
    return time.perf_counter() - start


def _hard_texts(pattern: str, length: int) -> Iterator[str]:
    seeds = shortest_matches(pattern)[:20]
    words = sorted({word for seed in seeds for word in seed.split()})[:20]
    for unit in (
        "a",
        "a ",
        " ",
        "-",
        "A1 ",
        "1",
        "(",
        '"',
        *seeds,
        *words,
        *(f"{w} " for w in words),
    ):
        if unit:
            yield (unit * (length // len(unit) + 1))[: length - 1] + "\u2603"
            if seeds:
                yield (seeds[0] + unit * (length // len(unit) + 1))[: length - 1] + "\u2603"
