"""The plain way to find: every rule on every line. What is quicker has to find the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from cleaner.model import Line, Match
from cleaner.rulebook.find import CUT, NAME
from cleaner.rulebook.pattern import compile_pattern
from cleaner.rulebook.rule import (
    LETTERS_A_WORD,
    Rule,
    fold,
    is_item,
    line_view,
    phrase_key,
    view,
)


def plain(rules: Iterable[Rule], lines: Sequence[Line]) -> list[Match]:
    """All matches of these rules in these lines."""
    rules = list(rules)
    found: set[Match] = set()
    for i, line in enumerate(lines):
        if line.text:
            key, folded, whole = phrase_key(line.text), fold(view(line.text)), line_view(line.text)
            for rule in rules:
                if key in _keys(rule.phrases):
                    found.update(_by_phrase(rule, i, line.text, whole))
                if rule.patterns and any(keyword in folded for keyword in rule.keywords):
                    found.update(_by_pattern(rule, i, line.text, whole))
    return sorted(found, key=lambda m: (m.line, m.start, m.end, m.rule, m.name or ""))


def _by_phrase(rule: Rule, i: int, text: str, whole: str) -> Iterator[Match]:
    if not _head(rule, text) and not _vetoed(rule, whole):
        yield _match(rule, i, 0, len(text))


def _by_pattern(rule: Rule, i: int, text: str, whole: str) -> Iterator[Match]:
    if rule.scope == "span":
        for pattern in rule.patterns:
            for hit in _compiled(pattern).finditer(view(text)):
                start, end = hit.span(CUT if CUT in hit.re.groupindex else 0)
                if start < end and not _vetoed(rule, hit.group()):
                    yield _match(rule, i, start, end)
        return
    words = len(re.findall(r"\w+(?:['.-]\w+)*", whole))
    if _head(rule, text) or len(text) > LETTERS_A_WORD * rule.max_words or words > rule.max_words:
        return
    hits = (_compiled(pattern).fullmatch(whole) for pattern in rule.patterns)
    hit = next((hit for hit in hits if hit), None)
    if hit and not _vetoed(rule, whole):
        name = hit.group(NAME) if NAME in hit.re.groupindex else None
        yield replace(_match(rule, i, 0, len(text)), name=name)


def _head(rule: Rule, text: str) -> bool:
    """Whether this is an item, and the rule is looking for a head."""
    return rule.scope in ("list", "feed", "to_end", "to_start") and is_item(text)


def _vetoed(rule: Rule, text: str) -> bool:
    return any(_compiled(veto).search(text) for veto in rule.unless)


@cache
def _keys(phrases: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(phrase_key, phrases))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return compile_pattern(pattern)


def _match(rule: Rule, line: int, start: int, end: int) -> Match:
    return Match(rule.id, rule.category, rule.strength, rule.scope, line, start, end,
                 rule.zone, rule.near, rule.paragraphs, rule.protects)  # fmt: skip
