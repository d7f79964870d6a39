"""Finding by one scan finds what looking for each rule on each line finds."""

from __future__ import annotations

import pickle
import re
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plainly import plain
from texts import TEXTS

from cleaner import Cleaner
from cleaner.checks.golden import parse, render_golden
from cleaner.model import Match
from cleaner.rulebook import find, index
from cleaner.rulebook.atoms import START
from cleaner.rulebook.find import Finder
from cleaner.rulebook.index import SHORT, Index, _Beginnings
from cleaner.rulebook.load import default_rulebook
from cleaner.rulebook.rule import (
    LETTERS_A_WORD,
    MAX_WORDS,
    Rule,
    Rulebook,
)
from cleaner.text.repair import repair
from cleaner.text.segment import segment

GOLDENS = sorted((Path(__file__).parent.parent / "fixtures" / "articles").glob("*/*.golden"))
EXAMPLES = [
    [*rule.drop, *rule.keep, *(parse(case.text).source for case in rule.cases)]
    for rule in default_rulebook().rules
]


def _finder(rules: Iterable[Rule], *, indexed: bool) -> Finder:
    finder = Finder(Rulebook(rules))
    finder._compiled = _COMPILED
    if indexed:
        finder.prepare()
        assert isinstance(finder._index, Index) or not any(r.patterns for r in rules)
    else:
        finder._indexable = False
    return finder


_COMPILED: dict[str, re.Pattern[str]] = {}
"""Compiled once for all finders of these tests."""


@pytest.fixture(scope="module")
def shipped_finders() -> tuple[Finder, Finder]:
    """With an index and without."""
    return _shipped(True), _shipped(False)


def _same(rules: Sequence[Rule], texts: Sequence[str]) -> list[Match]:
    """The matches in these lines, found in three ways that agree."""
    lines = segment("\n".join(texts))
    expected = plain(rules, lines)
    for indexed in (False, True):
        assert _finder(rules, indexed=indexed).find(lines) == expected, indexed
    return expected


def _rule(name: str, **values: Any) -> Rule:
    known = {"category": "caption", "about": "Made for a test.", "keywords": ("zonk",)}
    return Rule(id=f"en.t.{name}", **{**known, **values})


# --- the shipped rules


def test_all_examples_in_one_text_are_found_as_rule_by_rule(
    shipped_finders: tuple[Finder, Finder],
) -> None:
    some = [line for examples in EXAMPLES[::10] for line in examples]
    lines = segment("\n".join(some))
    expected = plain(default_rulebook().rules, lines)
    assert len(expected) > len(EXAMPLES) / 10
    for finder in shipped_finders:
        assert finder.find(lines) == expected
    # one line with a doubled space and one with a long s: all others are looked at as they are
    lines = segment("\n".join([*some, "zonk  zonk", "zonk\u017f"]))
    for finder in shipped_finders:
        assert finder.find(lines) == expected


def test_the_goldens(shipped_finders: tuple[Finder, Finder]) -> None:
    for path in GOLDENS:
        text, _ = repair(parse(path.read_bytes().decode("utf-8")).source)
        lines = segment(text)
        indexed, slow = (finder.find(lines) for finder in shipped_finders)
        assert indexed == slow, path


@given(TEXTS)
@settings(max_examples=80)
def test_any_text(text: str) -> None:
    assert _shipped(True).find(segment(text)) == _shipped(False).find(segment(text))


@cache
def _shipped(indexed: bool) -> Finder:
    return _finder(default_rulebook().rules, indexed=indexed)


# --- rules of all kinds

KINDS = [
    _rule("line", patterns=(r"\W*zonk (the|a) widget\W*",)),
    _rule("far", patterns=(r".*zonk.*",), max_words=60),
    _rule("near", patterns=(r".*zonk.*zig.*",), max_words=20),
    _rule("digits", keywords=("1", "2"), patterns=(r"\d{3}", r"\d+ [a-z]+")),
    _rule("hidden", keywords=("zig",), patterns=(r".*zonk.*",)),  # the keyword is no atom
    _rule("late", keywords=("zig",), patterns=(r"\w+ \w+ zig|zap zig",)),
    _rule("widest", keywords=("zag",), patterns=(r"\w+.*",), max_words=90),
    _rule("span", scope="span", patterns=(r"\(zonk [^()]{1,9}\)", r" zonk: $")),
    _rule("spaces", scope="span", patterns=(r"zonk  zig", r"^ zonk|zonk $", "zo\u00adnk")),
    _rule("cut", scope="span", keywords=("7",), patterns=(r"\d(?P<cut>\d)7", r"(?P<cut>x?)7")),
    _rule("name", patterns=(r"zonk (?P<name>\w+)", r"zonk \w+"), phrases=("zonk me",)),
    _rule("veto", patterns=(r"zonk.{0,9}",), unless=("no", r"^zonk\b.s"), phrases=("zonk no",)),
    _rule("head", scope="to_end", patterns=(r"(- )?zonk more",), phrases=("zonk even more",)),
    _rule("phrase", keywords=(), phrases=("The zonk!", "  zonk\u00adzonk", "a  zonk")),
    _rule("greek", keywords=("\u03b9", "z"), patterns=(r"\W*zonk\u03b9?", r"\u03b9zig", r"\W*zig")),
    _rule("end", keywords=("zap",), patterns=(r".*\d zap( me)?\W*", r"\w+ \d*zap")),
    _rule("number", patterns=(r"zonk(\d|.*\d)", r"\w+\d zonk.?"), keywords=("zo", "nk")),
    _rule("brief", keywords=("7", "zig"), patterns=(r"\d{1,2}zig\d?", r"\W?\d\d?\W?")),
    _rule("marks", patterns=(r"(\W|_)*zonk s?", "—zonk", r"zon\u017f zonk")),
]
PIECES = st.sampled_from(
    ["zonk", "Zonk", "ZON\u212a", "zonk the widget", "zo\u00adnk", "zig", "z\u0131g", "zap", "zag",
     "(", ")", "(zonk ab)", " ", " ", "  ", "\t", "\u00a0", "\u200b", "- ", ": ", "-", "_", "!",
     "123", "7", "77", "x7", "me", "no", "more", "even", "\u017f", "\u0345", "\u03b9", "\u1fbe",
     "\u03a3", "a", "The", "\u2019", "\u0130", "—", "w " * 19, "w " * 39, "v" * 400, "\ud83d"]
)  # fmt: skip
ROWS = st.lists(st.lists(PIECES, max_size=6).map("".join), min_size=1, max_size=8)


@given(ROWS)
@settings(max_examples=500)
def test_rules_of_all_kinds(rows: list[str]) -> None:
    lines = segment("\n".join(rows))
    expected = plain(KINDS, lines)
    for finder in _kinds():
        assert finder.find(lines) == expected


@given(st.lists(st.sampled_from(KINDS), unique=True, max_size=3), ROWS)
@settings(max_examples=200)
def test_few_rules(rules: list[Rule], rows: list[str]) -> None:
    _same(rules, rows)


@cache
def _kinds() -> tuple[Finder, Finder]:
    return _finder(KINDS, indexed=True), _finder(KINDS, indexed=False)


@pytest.mark.parametrize("rule", KINDS, ids=lambda rule: rule.id)
def test_every_one_of_these_rules_fires(rule: Rule) -> None:
    rows = ["zonk a widget", "zonk and zig", "123", "zag", "a b zig", "so (zonk ab)", "zonk  zig",
            "a zonk me", "zonk it", "zonk Ada", "zonk more", "The Zonk", "-zig", "zonk ",
            "_zonk s", "877", "so 7 zap", "7zig", "zonk \u0663"]  # fmt: skip
    assert {match.rule for match in _same([rule], rows)} == {rule.id}


SPACED = [
    (r" zonk", " zonk", True),
    (r"zonk ", "zonk ", True),
    (r"zonk ", "zonk", False),
    (r"zonk  zig", "zonk  zig", True),
    (r"zonk  zig", "zonk zig", False),
    (r"zonk zig", "zonk  zig", False),
    (r"zo\u00adnk", "zo\u00adnk zonk", True),
    (r"zonk\u200b$", "zonk\u200b", True),
    (r"  zonk.{0,9} $", "a  zonk ", True),
    (r"zonk {2}zig", "a zonk  zig", True),
    (r"(  |\u200b)", "zonk  ", True),
    (r"(  |zap)", "zonk  a", True),
    (r"zonk.{0,9}  zi", "zonk a  zi", True),
    (r"zi.{0,9}  zonk", "zi a  zonk", True),
]


@pytest.mark.parametrize(("pattern", "text", "fires"), SPACED)
@pytest.mark.parametrize("other", ["", "odd  spaces", "odd\u00admarks", "odd\u017f"])
def test_a_span_is_looked_for_with_its_spaces(
    pattern: str, text: str, fires: bool, other: str
) -> None:
    rule = _rule("span", scope="span", patterns=(pattern,))
    assert bool(_same([rule], [text, other])) is fires


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("zonk  the   widget", True),
        ("\u00a0zonk\tthe\u2009widget\u200b", True),
        ("zo\u00adnk the widget", False),  # the view has no keyword
        ("zonk the wid\u00adget", True),
        ("ZON\u212a the widget", True),
        ("zonk the widget\u017f", False),
        ("» zonk the widget «", True),
        ("\u0345zonk the widget", True),
        ("the zonk the widget", False),
    ],
)
@pytest.mark.parametrize("other", ["", "odd  spaces", "odd\u00admarks", "odd\u017f"])
def test_what_only_the_view_makes(text: str, fires: bool, other: str) -> None:
    assert bool(_same([KINDS[0]], [other, text, other])) is fires


def test_a_keyword_still_has_to_stand_in_the_line() -> None:
    # the pattern takes the odd letters for others; the keywords do not
    rule = _rule("odd", keywords=("zosk",), patterns=(r"zosk \w+", "(zo)sk"))
    assert [m.line for m in _same([rule], ["zosk me", "zo\u017fk me", "zo\u017fk", "zosk"])] == [
        0,
        3,
    ]
    gated = _rule("gated", keywords=("zig",), patterns=("zonk.*",))
    assert [m.line for m in _same([gated], ["zonk", "zonk zig", "zonk zag", "zig"])] == [1]
    # even where all others of the rule's patterns say that it does
    both = _rule("both", keywords=("zig",), patterns=("zig.*", ".*zonk"))
    assert [m.line for m in _same([both], ["zonk", "zig zonk", "zig"])] == [1, 2]
    either = _rule("either", keywords=("zig",), patterns=("zig .*|pop .*",))
    assert [m.line for m in _same([either], ["pop it", "zig it", "pop zig"])] == [1, 2]
    hidden = _rule("hidden", patterns=("zonk",))
    assert [m.line for m in _same([hidden], ["zo\u200bnk", "zonk\u200b"])] == [1]


def _row(words: int, length: int) -> str:
    """A line of so many words and characters that ends with "zonk zig"."""
    row = "w " * (words - 2) + "zonk zig"
    assert len(row) <= length
    return "." * (length - len(row)) + row


@pytest.mark.parametrize("before", ["", " "])
@pytest.mark.parametrize("length", range(SHORT - 2, SHORT + 4))
def test_lines_around_the_limit_of_short_ones(length: int, before: str) -> None:
    # neither begins nor ends in a known way; `most` is the longest that each can match
    rules = [_rule(f"{most}", patterns=(rf"\w{{1,{most - 5}}}zonk.",))
             for most in (SHORT - 2, SHORT - 1, SHORT, SHORT + 1, SHORT + 2)]  # fmt: skip
    row = "w" * (length - 5) + "zonk."
    matches = _same(rules, ["zonk", before + row, before + row + " ", "zonk me"])
    fires = {int(match.rule.rpartition(".")[2]) for match in matches}
    assert fires == {most for most in range(length, SHORT + 3) if most >= SHORT - 2}


def test_a_line_of_ten_thousand_characters_of_a_rule_that_asks_for_so_many() -> None:
    rule = _rule("long", patterns=(r".*\Wzonk.*",), max_words=600)
    matches = _same([rule], ["-" * 10_500 + "zonk a", "-" * 13_000 + "zonk a"])
    assert [match.line for match in matches] == [0]


def test_a_phrase_among_thousands_of_marks_is_not_looked_for() -> None:
    for finder in _kinds():
        for marks in (1_000, 2_000):
            found = finder.find(segment("zonk even more" + "-" * marks))
            assert ("en.t.head" in {match.rule for match in found}) is (marks == 1_000)


NUMBERS = st.dictionaries(st.text("ab\U0010ffff", min_size=1, max_size=START),
                          st.frozensets(st.integers(0, 9), min_size=1))  # fmt: skip


@given(NUMBERS, st.lists(st.text("ab\U0010ffffz", max_size=START), max_size=9))
@settings(max_examples=300)
def test_the_numbers_of_all_that_a_text_begins_with(
    numbers: dict[str, frozenset[int]], texts: list[str]
) -> None:
    beginnings = _Beginnings(numbers)
    for text in (*texts, *numbers):
        begun = {n for start in numbers for n in numbers[start] if text.startswith(start)}
        assert beginnings.of(text) == tuple(sorted(begun))


LIMITS = sorted(
    {
        (words, length)
        for most in (20, MAX_WORDS, 60)
        for words in (most - 1, most, most + 1)
        for length in (2 * words + 4, 2 * words + 5, LETTERS_A_WORD * most,
                       LETTERS_A_WORD * most + 1, 2 * MAX_WORDS, 2 * MAX_WORDS + 1, 5_000)
        if length >= 2 * words + 4
    }
)  # fmt: skip


@pytest.mark.parametrize(("words", "length"), LIMITS)
def test_lines_at_the_limits(words: int, length: int) -> None:
    most = (20, MAX_WORDS, 60)
    rules = [_rule(f"{n}", patterns=(r".*zonk zig",), max_words=n) for n in most]
    rules += [_rule(f"any-{n}", keywords=("w",), patterns=(r"\W*\w.*",), max_words=n) for n in most]
    rules += [_rule("span", scope="span", patterns=("zonk", r"\bz.nk"))]
    matches = _same(rules, ["zonk", _row(words, length), "zig"])
    fires = {match.rule for match in matches if match.line == 1}
    for n in most:
        tried = words <= n and length <= LETTERS_A_WORD * n
        assert (f"en.t.{n}" in fires) == (f"en.t.any-{n}" in fires) == tried
    assert "en.t.span" in fires


def test_an_atom_of_one_character_at_the_edges_of_lines() -> None:
    rules = [_rule("one", keywords=("7",), patterns=("7.?",)),
             _rule("two", keywords=("9",), patterns=(".?9",))]  # fmt: skip
    matches = _same(rules, ["a", "7", "b", "a9", "7a", "9", "c"])
    assert [m.line for m in matches] == [1, 3, 4, 5]


def test_an_item_is_no_head() -> None:
    rule = _rule("head", scope="to_end", patterns=(r"\W*zonk more",), phrases=("zonk even more",))
    matches = _same([rule], ["- zonk more", "zonk more", "* zonk even more", "zonk even more"])
    assert [m.line for m in matches] == [1, 3]


def test_a_rulebook_without_patterns_has_no_index() -> None:
    finder = Finder(Rulebook([_rule("phrase", phrases=("Zonk",))]))
    finder.prepare()
    assert [match.line for match in finder.find(segment("zonk!\nzig"))] == [0]
    assert _same([_rule("none", patterns=(r"\d{3}",), keywords=("1",))], ["123", "321", "222"])
    assert not Finder(Rulebook()).find(segment("zonk"))


def test_a_line_of_a_million_characters() -> None:
    words = "and the mill wheel turned " * 40_000
    matches = _same(KINDS, [words, words + "(zonk ab)", "zonk" + "k" * 1_000_000])
    assert [(match.line, match.rule) for match in matches] == [(1, "en.t.span")]


# --- when the index is made


def test_the_index_is_made_in_the_middle_of_a_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(find, "WARM", 500)
    rules = [*default_rulebook().rules[::25], *KINDS]
    finder = Finder(Rulebook(rules))
    finder._compiled = _COMPILED
    seen, made = 0, []
    for examples in EXAMPLES[::25]:
        lines = segment("\n".join(examples))
        seen += sum(len(line.text) + 1 for line in lines if line.text) - 1
        assert finder.find(lines) == plain(finder.rulebook.rules, lines)
        made.append(finder._index is not None)
        assert made[-1] is (seen > 500)
    assert {False, True} == set(made)


def test_a_finder_is_copied_without_its_index() -> None:
    finder = pickle.loads(pickle.dumps(_kinds()[0]))
    assert finder._index is None
    lines = segment("zonk a widget\n123")
    assert finder.find(lines) == plain(KINDS, lines)


def test_threads_that_make_the_index_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(find, "WARM", 0)
    rules = [*default_rulebook().rules[::25], *KINDS]
    texts = [segment("\n".join([*examples, "zonk"])) for examples in EXAMPLES[::25]]
    expected = [plain(Rulebook(rules).rules, lines) for lines in texts]
    finder, start = Finder(Rulebook(rules)), Barrier(8)

    def find_all(_: int) -> list[list[Match]]:
        start.wait()
        return [finder.find(lines) for lines in texts]

    with ThreadPoolExecutor(8) as pool:
        assert all(found == expected for found in pool.map(find_all, range(8)))
    assert finder._index is not None


def test_the_examples_of_all_rules_with_an_index_and_where_there_can_be_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "ahocorasick", None)
    monkeypatch.setattr(index, "native", None)
    monkeypatch.setattr(find, "WARM", 0)
    finder = Finder(default_rulebook())
    finder._compiled = _COMPILED
    finder.prepare()
    fired: set[str] = set()
    for examples in EXAMPLES:
        lines = segment("\n".join(examples))
        found = _shipped(True).find(lines)
        assert finder.find(lines) == found
        fired.update(match.rule for match in found)
    assert finder._index is None
    assert len(fired) > 0.99 * len(default_rulebook().rules)


@pytest.mark.parametrize("blocked", [False, True])
def test_the_goldens_with_an_index_and_where_there_can_be_none(
    monkeypatch: pytest.MonkeyPatch, blocked: bool
) -> None:
    if blocked:
        monkeypatch.setitem(sys.modules, "ahocorasick", None)
        monkeypatch.setattr(index, "native", None)
    cleaner = Cleaner()
    cleaner._finder._compiled = _COMPILED
    cleaner.prepare()
    assert (cleaner._finder._index is None) is blocked
    for path in GOLDENS:
        written = path.read_bytes().decode("utf-8")
        golden = parse(written)
        chosen = cleaner.with_options(**golden.clean_options)
        result = chosen.clean(golden.source, **golden.document_options)
        assert render_golden(golden, result) == written
