"""Finding by one scan finds what looking for each rule on each line finds."""

from __future__ import annotations

import pytest
from finders import EXAMPLES, GOLDENS, KINDS, finders_of_kinds, same_matches, shipped_finder
from hypothesis import given, settings
from hypothesis import strategies as st
from plainly import plain
from texts import TEXTS

from cleaner.checks.golden import parse
from cleaner.rulebook.find import Finder
from cleaner.rulebook.load import default_rulebook
from cleaner.rulebook.rule import Rule
from cleaner.text.repair import repair
from cleaner.text.segment import segment


@pytest.fixture(scope="module")
def shipped_finders() -> tuple[Finder, Finder]:
    """With an index and without."""
    return shipped_finder(True), shipped_finder(False)


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
    assert shipped_finder(True).find(segment(text)) == shipped_finder(False).find(segment(text))


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
    for finder in finders_of_kinds():
        assert finder.find(lines) == expected


@given(st.lists(st.sampled_from(KINDS), unique=True, max_size=3), ROWS)
@settings(max_examples=200)
def test_few_rules(rules: list[Rule], rows: list[str]) -> None:
    same_matches(rules, rows)


@pytest.mark.parametrize("rule", KINDS, ids=lambda rule: rule.id)
def test_every_one_of_these_rules_fires(rule: Rule) -> None:
    rows = ["zonk a widget", "zonk and zig", "123", "zag", "a b zig", "so (zonk ab)", "zonk  zig",
            "a zonk me", "zonk it", "zonk Ada", "zonk more", "The Zonk", "-zig", "zonk ",
            "_zonk s", "877", "so 7 zap", "7zig", "zonk \u0663"]  # fmt: skip
    assert {match.rule for match in same_matches([rule], rows)} == {rule.id}
