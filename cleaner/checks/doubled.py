"""Phrases that stand twice: once in a rule is enough, and once in rules that ask for the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import fields

from cleaner.checks.examples import Problem
from cleaner.rulebook.rule import Rule, Rulebook, phrase_key

_NO_CONDITION = {
    *("id", "about", "path", "line", "keywords", "phrases", "patterns", "max_words"),
    *("drop", "keep", "cases"),
}
_CONDITIONS = [each.name for each in fields(Rule) if each.name not in _NO_CONDITION]
"""What can make the same phrase another thing in another rule. A phrase asks no `max_words`."""


def check_doubled(rulebook: Rulebook) -> Callable[[Rule], Iterator[Problem]]:
    """A check of single rules: which of its phrases stand twice, in it or in the rulebook.

    Rules of two languages may share a phrase: each pack is to do without the others.
    """
    rules: defaultdict[str, list[Rule]] = defaultdict(list)
    for rule in rulebook.rules:
        for key in {*map(phrase_key, rule.phrases)}:
            rules[key].append(rule)

    def check(rule: Rule) -> Iterator[Problem]:
        seen: dict[str, str] = {}
        for phrase in rule.phrases:
            key = phrase_key(phrase)
            if key in seen:
                yield Problem(rule, f"phrase {phrase!r} says the same as {seen[key]!r}")
                continue
            seen[key] = phrase
            for other in rules[key]:
                if other.id != rule.id and _asks_the_same(rule, other):
                    yield Problem(
                        rule, f"phrase {phrase!r} stands in {other.id} too, which asks for the same"
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
