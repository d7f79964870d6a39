"""Which rules fire where. A pattern runs only on lines that hold a keyword of its rule."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from cleaner.model import Line, Match
from cleaner.rulebook.pattern import compile_pattern
from cleaner.rulebook.rule import Rule, Rulebook, fold, is_item, line_view, phrase_key, view

LETTERS_A_WORD = 20
"""A line of more characters than this times the `max_words` of a rule is not tried whole: so the
time that one pattern can take on one line has a bound, however the line is made up."""

CUT = "cut"
"""The group of a span pattern that is cut, when what stands around it has to match but stays."""

NAME = "name"
"""The group of a pattern that holds somebody's name, who must be new to the text."""

_HEADS = ("list", "to_end", "to_start")
"""Scopes of heads. An item of a list is not the head of what follows it."""

_WORD = re.compile(r"\w+(?:['.-]\w+)*")


class Finder:
    """A rulebook made ready for finding. Safe from many threads.

    A pattern is compiled when a keyword of its rule first occurs: few rules do in one text.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self._phrases: defaultdict[str, list[Rule]] = defaultdict(list)
        self._line_keywords: defaultdict[str, list[Rule]] = defaultdict(list)
        self._span_keywords: defaultdict[str, list[Rule]] = defaultdict(list)
        self._compiled: dict[str, re.Pattern[str]] = {}
        for rule in rulebook.rules:
            for phrase in rule.phrases:
                self._phrases[phrase_key(phrase)].append(rule)
            if rule.patterns:
                kind = self._span_keywords if rule.scope == "span" else self._line_keywords
                for keyword in rule.keywords:
                    kind[keyword].append(rule)
        self._longest = max(
            LETTERS_A_WORD * max((rule.max_words for rule in rulebook.rules), default=0),
            2 * max(map(len, self._phrases), default=0),
        )

    def __reduce__(self) -> tuple[type[Finder], tuple[Rulebook]]:
        return Finder, (self.rulebook,)

    def find(self, lines: Sequence[Line]) -> list[Match]:
        """Every match in the lines of a text, in order of line, column and rule id."""
        matches = []
        for i, line in enumerate(lines):
            if line.text and len(line.text) <= self._longest:
                for rule in self._phrases.get(phrase_key(line.text), ()):
                    if rule.scope in _HEADS and is_item(line.text):
                        continue
                    if not self._vetoed(rule, line_view(line.text)):
                        matches.append(_match(rule, i, 0, len(line.text)))
        for i, rules in self._candidates(lines).items():
            matches += self._run(i, lines[i].text, rules)
        return sorted(set(matches), key=lambda m: (m.line, m.start, m.end, m.rule))

    def beside(self, rule: Rule, lines: Sequence[str]) -> bool:
        """Whether one of the lines is such as the rule has to stand apart from."""
        return any(
            self._pattern(pattern).search(line_view(line))
            for pattern in rule.apart
            for line in lines
            if len(line) <= LETTERS_A_WORD * rule.max_words
        )

    def _candidates(self, lines: Sequence[Line]) -> dict[int, dict[str, Rule]]:
        """The rules to try on each line: those with a keyword in it.

        The keywords of whole-line rules are not looked for in lines too long for any of them.
        """
        found: defaultdict[int, dict[str, Rule]] = defaultdict(dict)
        short = [i for i, line in enumerate(lines) if 0 < len(line.text) <= self._longest]
        self._search(lines, short, self._line_keywords, found)
        if len(short) < len(lines):
            short = [i for i, line in enumerate(lines) if line.text]
        self._search(lines, short, self._span_keywords, found)
        return found

    def _search(
        self,
        lines: Sequence[Line],
        where: Sequence[int],
        keywords: dict[str, list[Rule]],
        found: defaultdict[int, dict[str, Rule]],
    ) -> None:
        """Note the rules of every keyword that occurs in one of the lines `where`."""
        folded = fold(view("\n".join(lines[i].text for i in where)))
        starts = [0, *accumulate(len(lines[i].text) + 1 for i in where)]
        for keyword, rules in keywords.items():
            at = folded.find(keyword)
            while at >= 0:
                n = bisect_right(starts, at) - 1
                for rule in rules:
                    found[where[n]][rule.id] = rule
                at = folded.find(keyword, starts[n + 1])

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
            if words > rule.max_words or (rule.scope in _HEADS and is_item(text)):
                continue
            tried = (self._pattern(pattern).fullmatch(whole) for pattern in rule.patterns)
            hit = next(filter(None, tried), None)
            if hit and not self._vetoed(rule, whole):
                name = hit.group(NAME) if NAME in hit.re.groupindex else None
                matches.append(replace(_match(rule, i, 0, len(text)), name=name))
        return matches

    def _spans(self, i: int, text: str, rule: Rule) -> list[Match]:
        seen = view(text)
        spans: list[Match] = []
        for pattern in rule.patterns:
            for found in self._pattern(pattern).finditer(seen):
                start, end = found.span(CUT if CUT in found.re.groupindex else 0)
                if end > start and not self._vetoed(rule, found.group()):
                    spans.append(_match(rule, i, start, end))
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
