"""The naive way to do what this tool does, to compare with. It is written once and left alone.

What a script does that somebody writes in an afternoon: ftfy and langdetect on every document, then
each line against the compiled patterns of all rules, one after the other. It uses the phrases,
patterns, vetoes and limits of the real packs, and nothing else of the package: no keywords, no
scopes, no context, no report. A line goes when a sure rule names it; a span is cut out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

LETTERS_A_WORD = 20
"""A line longer than this times the `max_words` of a rule is not tried."""

_PLAIN = {ord(c): " " for c in "\t\x0b\x0c\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u202f\u205f\u3000"}
_PLAIN |= dict.fromkeys(range(0x2000, 0x200B), " ")
_PLAIN |= dict.fromkeys(map(ord, "\u2018\u2019\u201b\u02bc\u00b4`"), "'")
_PLAIN |= dict.fromkeys(map(ord, "\u201c\u201d\u201f\u2033"), '"')
_PLAIN |= dict.fromkeys(map(ord, "\u2010\u2011\u2212"), "-")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_SPACES = re.compile(" {2,}")
_OUTSIDE = re.compile(r"^[\W_]+|[\W_]+$")
_BULLET = re.compile(r"\s*[-*•‣▪◦·–]\s")
_WORD = re.compile(r"\w+(?:['.-]\w+)*")
_LINE_ENDING = re.compile("\r\n|[\n\r\u2028\u2029]")


class Naive:
    """The packs, compiled. `rules` are values with the keys of a rule pack as their names."""

    def __init__(self, rules: Sequence[Any]) -> None:
        self.phrases: defaultdict[str, list[Any]] = defaultdict(list)
        self.lines: list[tuple[Any, list[re.Pattern[str]]]] = []
        self.spans: list[tuple[Any, list[re.Pattern[str]]]] = []
        self.vetoes: dict[str, list[re.Pattern[str]]] = {}
        for rule in rules:
            self.vetoes[rule.id] = [re.compile(p, re.IGNORECASE) for p in rule.unless]
            for phrase in rule.phrases:
                self.phrases[_key(phrase)].append(rule)
            if rule.patterns:
                compiled = [re.compile(p, re.IGNORECASE) for p in rule.patterns]
                (self.spans if rule.scope == "span" else self.lines).append((rule, compiled))

    def fires(self, line: str) -> set[str]:
        """The ids of the whole-line rules that fire on a line."""
        seen = _view(line)
        words, item = len(_WORD.findall(seen)), _BULLET.match(line) is not None
        fired = {}
        for rule in self.phrases.get(_key(line), ()):
            if not (item and rule.scope in ("list", "to_end", "to_start")):
                fired[rule.id] = rule
        for rule, patterns in self.lines:
            if words > rule.max_words or len(line) > LETTERS_A_WORD * rule.max_words:
                continue
            if item and rule.scope in ("list", "to_end", "to_start"):
                continue
            if any(pattern.fullmatch(seen) for pattern in patterns):
                fired[rule.id] = rule
        return {id_ for id_ in fired if not any(v.search(seen) for v in self.vetoes[id_])}

    def clean(self, text: str) -> str:
        """The text without the lines and spans that the rules name."""
        from ftfy import fix_text
        from langdetect import LangDetectException, detect

        text = fix_text(text)
        try:
            language = detect(text)
        except LangDetectException:
            language = None
        kept = []
        for line in _LINE_ENDING.split(text):
            if line.strip() and self._goes(line, language):
                continue
            for _, patterns in self.spans:
                for pattern in patterns:
                    line = pattern.sub("", line)
            kept.append(line)
        return "\n".join(kept)

    def _goes(self, line: str, language: str | None) -> bool:
        fired = self.fires(line)
        rules = [rule for rule, _ in self.lines if rule.id in fired]
        rules += [rule for rule in self.phrases.get(_key(line), ()) if rule.id in fired]
        rules = [rule for rule in rules if not rule.languages or language in rule.languages]
        sure = any(r.strength == "sure" and not r.protects for r in rules)
        return sure and not any(r.protects for r in rules)


def _view(line: str) -> str:
    """A line with plain spaces, quotes and hyphens, and no invisible characters."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", line.translate(_PLAIN))).strip()


def _key(line: str) -> str:
    return _OUTSIDE.sub("", _view(line).lower())
