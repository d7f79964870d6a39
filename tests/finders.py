"""What the tests of the index share: finders with it and without, rules of all kinds, examples."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from plainly import plain

from cleaner.checks.golden import parse
from cleaner.model import Match
from cleaner.rulebook.find import Finder
from cleaner.rulebook.index import Index
from cleaner.rulebook.load import default_rulebook
from cleaner.rulebook.rule import Rule, Rulebook
from cleaner.text.segment import segment

GOLDENS = sorted((Path(__file__).parent.parent / "fixtures" / "articles").glob("*/*.golden"))
EXAMPLES = [
    [*rule.drop, *rule.keep, *(parse(case.text).source for case in rule.cases)]
    for rule in default_rulebook().rules
]


def finder_of(rules: Iterable[Rule], *, indexed: bool) -> Finder:
    finder = Finder(Rulebook(rules))
    finder._compiled = COMPILED
    if indexed:
        finder.prepare()
        assert isinstance(finder._index, Index) or not any(r.patterns for r in rules)
    else:
        finder._indexable = False
    return finder


COMPILED: dict[str, re.Pattern[str]] = {}
"""Compiled once for all finders of these tests."""


def same_matches(rules: Sequence[Rule], texts: Sequence[str]) -> list[Match]:
    """The matches in these lines, found in three ways that agree."""
    lines = segment("\n".join(texts))
    expected = plain(rules, lines)
    for indexed in (False, True):
        assert finder_of(rules, indexed=indexed).find(lines) == expected, indexed
    return expected


def zonk_rule(name: str, **values: Any) -> Rule:
    known = {"category": "caption", "about": "Made for a test.", "keywords": ("zonk",)}
    return Rule(id=f"en.t.{name}", **{**known, **values})


@cache
def shipped_finder(indexed: bool) -> Finder:
    return finder_of(default_rulebook().rules, indexed=indexed)


KINDS = [
    zonk_rule("line", patterns=(r"\W*zonk (the|a) widget\W*",)),
    zonk_rule("far", patterns=(r".*zonk.*",), max_words=60),
    zonk_rule("near", patterns=(r".*zonk.*zig.*",), max_words=20),
    zonk_rule("digits", keywords=("1", "2"), patterns=(r"\d{3}", r"\d+ [a-z]+")),
    zonk_rule("hidden", keywords=("zig",), patterns=(r".*zonk.*",)),  # the keyword is no atom
    zonk_rule("late", keywords=("zig",), patterns=(r"\w+ \w+ zig|zap zig",)),
    zonk_rule("widest", keywords=("zag",), patterns=(r"\w+.*",), max_words=90),
    zonk_rule("span", scope="span", patterns=(r"\(zonk [^()]{1,9}\)", r" zonk: $")),
    zonk_rule("spaces", scope="span", patterns=(r"zonk  zig", r"^ zonk|zonk $", "zo\u00adnk")),
    zonk_rule("cut", scope="span", keywords=("7",), patterns=(r"\d(?P<cut>\d)7", r"(?P<cut>x?)7")),
    zonk_rule("name", patterns=(r"zonk (?P<name>\w+)", r"zonk \w+"), phrases=("zonk me",)),
    zonk_rule("veto", patterns=(r"zonk.{0,9}",), unless=("no", r"^zonk\b.s"), phrases=("zonk no",)),
    zonk_rule("head", scope="to_end", patterns=(r"(- )?zonk more",), phrases=("zonk even more",)),
    zonk_rule("phrase", keywords=(), phrases=("The zonk!", "  zonk\u00adzonk", "a  zonk")),
    zonk_rule(
        "greek", keywords=("\u03b9", "z"), patterns=(r"\W*zonk\u03b9?", r"\u03b9zig", r"\W*zig")
    ),
    zonk_rule("end", keywords=("zap",), patterns=(r".*\d zap( me)?\W*", r"\w+ \d*zap")),
    zonk_rule("number", patterns=(r"zonk(\d|.*\d)", r"\w+\d zonk.?"), keywords=("zo", "nk")),
    zonk_rule("brief", keywords=("7", "zig"), patterns=(r"\d{1,2}zig\d?", r"\W?\d\d?\W?")),
    zonk_rule("marks", patterns=(r"(\W|_)*zonk s?", "—zonk", r"zon\u017f zonk")),
]


@cache
def finders_of_kinds() -> tuple[Finder, Finder]:
    return finder_of(KINDS, indexed=True), finder_of(KINDS, indexed=False)
