"""Which rules fire where. A pattern runs only on lines that hold a keyword of its rule."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from cleaner.model import Line, Match
from cleaner.rulebook.pattern import compile_pattern
from cleaner.rulebook.rule import Rule, Rulebook, fold, line_view, phrase_key, view

LETTERS_A_WORD = 20
"""A line of more characters than this times the `max_words` of a rule is not tried whole: so the
time that one pattern can take on one line has a bound, however the line is made up."""

_WORD = re.compile(r"\w+(?:['.-]\w+)*")


class Finder:
    """A rulebook made ready for finding. Safe from many threads.

    A pattern is compiled when a keyword of its rule first occurs: few rules do in one text.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self._phrases: defaultdict[str, list[Rule]] = defaultdict(list)
        self._keywords: defaultdict[str, list[Rule]] = defaultdict(list)
        self._compiled: dict[str, re.Pattern[str]] = {}
        for rule in rulebook.rules:
            for phrase in rule.phrases:
                self._phrases[phrase_key(phrase)].append(rule)
            if rule.patterns:
                for keyword in rule.keywords:
                    self._keywords[keyword].append(rule)
        self._longest = 2 * max(map(len, self._phrases), default=0) + 20

    def __reduce__(self) -> tuple[type[Finder], tuple[Rulebook]]:
        return Finder, (self.rulebook,)

    def find(self, text: str, lines: Sequence[Line]) -> list[Match]:
        """Every match in `text`, cut into `lines`, in order of line, column and rule id."""
        matches = []
        for i, line in enumerate(lines):
            if line.text and len(line.text) <= self._longest:
                for rule in self._phrases.get(phrase_key(line.text), ()):
                    if not self._vetoed(rule, line_view(line.text)):
                        matches.append(_match(rule, i, 0, len(line.text)))
        for i, rules in self._candidates(text, lines).items():
            matches += self._run(i, lines[i].text, rules)
        return sorted(set(matches), key=lambda m: (m.line, m.start, m.end, m.rule))

    def _candidates(self, text: str, lines: Sequence[Line]) -> dict[int, dict[str, Rule]]:
        """The rules to try on each line: those with a keyword in it."""
        folded = fold(view(text))
        starts = [line.start for line in lines]
        found: defaultdict[int, dict[str, Rule]] = defaultdict(dict)
        for keyword, rules in self._keywords.items():
            at = folded.find(keyword)
            while at >= 0:
                i = bisect_right(starts, at) - 1
                for rule in rules:
                    found[i][rule.id] = rule
                at = folded.find(keyword, max(lines[i].stop, at + 1))
        return found

    def _run(self, i: int, text: str, rules: dict[str, Rule]) -> list[Match]:
        whole, words, matches = "", -1, []
        for rule in rules.values():
            if rule.scope == "span":
                matches += self._spans(i, text, rule)
                continue
            if len(text) > LETTERS_A_WORD * rule.max_words:
                continue
            if words < 0:
                whole = line_view(text)
                words = len(_WORD.findall(whole))
            if (
                words <= rule.max_words
                and any(self._pattern(pattern).fullmatch(whole) for pattern in rule.patterns)
                and not self._vetoed(rule, whole)
            ):
                matches.append(_match(rule, i, 0, len(text)))
        return matches

    def _spans(self, i: int, text: str, rule: Rule) -> list[Match]:
        seen = view(text)
        spans: list[Match] = []
        for pattern in rule.patterns:
            for found in self._pattern(pattern).finditer(seen):
                if found.end() > found.start() and not self._vetoed(rule, found.group()):
                    spans.append(_match(rule, i, found.start(), found.end()))
        return spans

    def _vetoed(self, rule: Rule, text: str) -> bool:
        return any(self._pattern(pattern).search(text) for pattern in rule.unless)

    def _pattern(self, pattern: str) -> re.Pattern[str]:
        # two threads may compile the same one at the same time: either result will do
        if pattern not in self._compiled:
            self._compiled[pattern] = compile_pattern(pattern)
        return self._compiled[pattern]


def _match(rule: Rule, line: int, start: int, end: int) -> Match:
    return Match(
        rule.id,
        rule.category,
        rule.strength,
        rule.scope,
        line,
        start,
        end,
        rule.zone,
        rule.near,
        rule.paragraphs,
        rule.protects,
    )
