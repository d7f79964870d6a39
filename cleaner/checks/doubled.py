"""Phrases that stand twice, or in vain: once is enough in rules that ask for the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import fields

from cleaner.checks.examples import Problem
from cleaner.rulebook.pattern import compile_pattern
from cleaner.rulebook.rule import Rule, Rulebook, line_view, phrase_key

_NO_CONDITION = {
    *("id", "about", "path", "line", "keywords", "phrases", "patterns", "max_words"),
    *("drop", "keep", "cases", "category", "unless"),
}
_CONDITIONS = [each.name for each in fields(Rule) if each.name not in _NO_CONDITION]
"""What can make the same phrase another thing in another rule. A phrase asks no `max_words`, and
hardly ever a veto. The category is no condition: it is what is said of the line, and can be one."""


def check_doubled(rulebook: Rulebook) -> Callable[[Rule], Iterator[Problem]]:
    """A check of single rules: which of its phrases stand twice, in it or in the rulebook, and
    which its own vetoes never let through.

    Rules of two languages may share a phrase: each pack is to do without the others.
    """
    rules: defaultdict[str, list[Rule]] = defaultdict(list)
    for rule in rulebook.rules:
        for key in {*map(phrase_key, rule.phrases)}:
            rules[key].append(rule)

    def check(rule: Rule) -> Iterator[Problem]:
        seen: dict[str, str] = {}
        vetoes = [compile_pattern(pattern) for pattern in rule.unless]
        for phrase in rule.phrases:
            key = phrase_key(phrase)
            if key in seen:
                yield Problem(rule, f"phrase {phrase!r} says the same as {seen[key]!r}")
                continue
            seen[key] = phrase
            for veto in vetoes:
                if veto.search(line_view(phrase)):
                    yield Problem(rule, f"phrase {phrase!r} is vetoed by {veto.pattern!r}")
            for other in rules[key]:
                if other.id != rule.id and _asks_the_same(rule, other):
                    kind = "" if other.category == rule.category else f" as {other.category}"
                    yield Problem(
                        rule,
                        f"phrase {phrase!r} stands in {other.id} too{kind}, "
                        "which asks for the same",
                    )

    return check


def _asks_the_same(rule: Rule, other: Rule) -> bool:
    mine, others = _language(rule), _language(other)
    return (mine is None or others is None or mine == others) and all(
        getattr(rule, name) == getattr(other, name) for name in _CONDITIONS
    )


def _language(rule: Rule) -> str | None:
    """The language of the pack, which a folder of two letters names; None for any."""
    group = rule.id.partition(".")[0]
    return group if len(group) == 2 else None
