"""Which rules fire where. A pattern runs only on lines that hold a keyword of its rule."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from cleaner.model import Line, Match
from cleaner.rulebook.bounds import stands_in
from cleaner.rulebook.index import Index, Slot
from cleaner.rulebook.pattern import compile_pattern
from cleaner.rulebook.rule import (
    LETTERS_A_WORD,
    Rule,
    Rulebook,
    after_marks,
    is_item,
    line_view,
    phrase_keys,
)
from cleaner.rulebook.stored import at_hand
from cleaner.rulebook.views import Views

WARM = 100_000
"""Characters after which an index pays: making it takes as long as looking for the keywords one by
one in so much text."""

CUT = "cut"
"""The group of a span pattern that is cut, when what stands around it has to match but stays."""

NAME = "name"
"""The group of a pattern that holds somebody's name, who must be new to the text."""

_HEADS = ("list", "feed", "to_end", "to_start")
"""Scopes of heads. An item of a list is not the head of what follows it."""


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
            for key in phrase_keys(rule.phrases):
                self._phrases[key].append(rule)
            if rule.patterns:
                kind = self._span_keywords if rule.scope == "span" else self._line_keywords
                for keyword in rule.keywords:
                    kind[keyword].append(rule)
        self._indexable = any(rule.patterns for rule in rulebook.rules)
        self._index: Index | None = None
        self._seen = 0
        self._longest_phrase = max(map(len, self._phrases), default=0)
        self._longest = max(
            LETTERS_A_WORD * max((rule.max_words for rule in rulebook.rules), default=0),
            2 * self._longest_phrase,
        )

    def __reduce__(self) -> tuple[type[Finder], tuple[Rulebook]]:
        return Finder, (self.rulebook,)

    def find(self, lines: Sequence[Line]) -> list[Match]:
        """Every match in the lines of a text, in order of line, column and rule id."""
        where = [i for i, line in enumerate(lines) if line.text]
        if not where:
            return []
        views = Views([lines[i].text for i in where])
        matches: list[Match] = []
        for n, key in enumerate(views.keys):
            text = views.texts[n]
            # what is longer than all phrases is none, and need not be hashed
            if len(key) <= self._longest_phrase and len(text) <= self._longest:
                for rule in self._phrases.get(key, ()):
                    if rule.scope in _HEADS and is_item(text):
                        continue
                    if not self._vetoed(rule, views.whole(n)):
                        matches.append(_match(rule, where[n], 0, len(text)))
        for n, slots in self._candidates(views):
            matches += self._run(where[n], n, views, slots)
        return sorted(set(matches), key=lambda m: (m.line, m.start, m.end, m.rule, m.name or ""))

    def prepare(self, *, patterns: bool = False) -> None:
        """Make ready for much text at once; else that happens when some text has been seen.

        A pattern is compiled when a line first asks for it; with `patterns` all are, now.
        """
        if patterns:
            for rule in self.rulebook.rules:
                for pattern in (*rule.patterns, *rule.unless, *rule.apart):
                    self._pattern(pattern)
        if self._index is None and self._indexable:
            try:
                self._index = Index(self.rulebook)
            except ImportError:  # where pyahocorasick has no wheel: the same matches, found slower
                self._indexable = False

    def beside(self, rule: Rule, lines: Sequence[str]) -> bool:
        """Whether one of the lines is such as the rule has to stand apart from."""
        return any(
            self._pattern(pattern).search(line_view(line))
            for pattern in rule.apart
            for line in lines
            if len(line) <= LETTERS_A_WORD * rule.max_words
        )

    def _candidates(self, views: Views) -> Iterable[tuple[int, list[Slot]]]:
        """The patterns to try on each line: those with a chance, of rules with a keyword in it."""
        if self._index is None:
            self._seen += len(views.joined)
            if self._seen > WARM:
                self.prepare()
        if self._index is not None:
            return self._index.candidates(views)
        return self._by_keywords(views)

    def _by_keywords(self, views: Views) -> Iterator[tuple[int, list[Slot]]]:
        """The patterns of the rules with a keyword in the line, less those that cannot match it
        by what is known of them beforehand.

        The keywords of whole-line rules are not looked for in lines too long for any of them.
        """
        found: defaultdict[int, dict[str, Rule]] = defaultdict(dict)
        every = range(len(views.texts))
        short = [n for n in every if len(views.texts[n]) <= self._longest]
        for keywords, where in ((self._line_keywords, short), (self._span_keywords, every)):
            folded = "\n".join(views.folded[n] for n in where)
            starts = [0, *accumulate(len(views.folded[n]) + 1 for n in where)]
            for keyword, rules in keywords.items():
                at = folded.find(keyword)
                while at >= 0:
                    k = bisect_right(starts, at) - 1
                    for rule in rules:
                        found[where[k]][rule.id] = rule
                    at = folded.find(keyword, starts[k + 1])
        for n, named in found.items():
            text = views.leveled[n]
            begin = after_marks(text)
            yield (
                n,
                [
                    Slot(rule, pattern, told=True)
                    for rule in named.values()
                    for pattern in rule.patterns
                    if rule.scope == "span" or _has_a_chance(pattern, text, begin)
                ],
            )

    def _run(self, i: int, n: int, views: Views, slots: Iterable[Slot]) -> list[Match]:
        """The matches of these patterns on line `i`, the `n`th with text.

        What is asked of a rule beside its patterns is asked last: most do not match.
        """
        length, whole, matches = len(views.texts[n]), views.whole(n), list[Match]()
        done: Rule | None = None
        for slot in slots:
            rule = slot.rule
            if rule.scope == "span":
                found = self._spans(i, views.seen[n], slot)
            elif (
                rule is done
                or length > LETTERS_A_WORD * rule.max_words
                or views.words(n) > rule.max_words
            ):
                continue
            else:
                hit = self._pattern(slot.pattern).fullmatch(whole)
                if not hit:
                    continue
                done = rule
                found = []
                item = rule.scope in _HEADS and is_item(views.texts[n])
                if not item and not self._vetoed(rule, whole):
                    name = hit.group(NAME) if NAME in hit.re.groupindex else None
                    found = [_match(rule, i, 0, length, name)]
            if found and (
                (slot.told and views.level(n))
                or any(keyword in views.folded[n] for keyword in rule.keywords)
            ):
                matches += found
        return matches

    def _spans(self, i: int, seen: str, slot: Slot) -> list[Match]:
        spans: list[Match] = []
        for found in self._pattern(slot.pattern).finditer(seen):
            start, end = found.span(CUT if CUT in found.re.groupindex else 0)
            if end > start and not self._vetoed(slot.rule, found.group()):
                spans.append(_match(slot.rule, i, start, end))
        return spans

    def _vetoed(self, rule: Rule, text: str) -> bool:
        return any(self._pattern(pattern).search(text) for pattern in rule.unless)

    def _pattern(self, pattern: str) -> re.Pattern[str]:
        compiled = self._compiled.get(pattern)
        if compiled is None:
            # two threads may compile the same one at the same time: either result will do
            compiled = self._compiled[pattern] = compile_pattern(pattern)
        return compiled


def _has_a_chance(pattern: str, text: str, begin: str) -> bool:
    known = at_hand(pattern)
    if known is None:
        return True
    for needed in (known.atoms, known.also):
        if needed and not any(stands_in(atom, text) for atom in needed):
            return False
    return not known.starts or begin.startswith(tuple(known.starts))


def _match(rule: Rule, line: int, start: int, end: int, name: str | None = None) -> Match:
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
        name=name,
    )
