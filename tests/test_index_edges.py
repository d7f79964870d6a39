"""Finding by one scan at its edges: odd spaces and marks, limits of length, the ends of lines."""

from __future__ import annotations

import pytest
from finders import KINDS, finders_of_kinds, same_matches, zonk_rule
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.rulebook.atoms import START
from cleaner.rulebook.find import Finder
from cleaner.rulebook.index import SHORT, _Beginnings
from cleaner.rulebook.rule import LETTERS_A_WORD, MAX_WORDS, Rulebook
from cleaner.text.segment import segment

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
    rule = zonk_rule("span", scope="span", patterns=(pattern,))
    assert bool(same_matches([rule], [text, other])) is fires


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
    assert bool(same_matches([KINDS[0]], [other, text, other])) is fires


def test_a_keyword_still_has_to_stand_in_the_line() -> None:
    # the pattern takes the odd letters for others; the keywords do not
    rule = zonk_rule("odd", keywords=("zosk",), patterns=(r"zosk \w+", "(zo)sk"))
    assert [
        m.line for m in same_matches([rule], ["zosk me", "zo\u017fk me", "zo\u017fk", "zosk"])
    ] == [
        0,
        3,
    ]
    gated = zonk_rule("gated", keywords=("zig",), patterns=("zonk.*",))
    assert [m.line for m in same_matches([gated], ["zonk", "zonk zig", "zonk zag", "zig"])] == [1]
    # even where all others of the rule's patterns say that it does
    both = zonk_rule("both", keywords=("zig",), patterns=("zig.*", ".*zonk"))
    assert [m.line for m in same_matches([both], ["zonk", "zig zonk", "zig"])] == [1, 2]
    either = zonk_rule("either", keywords=("zig",), patterns=("zig .*|pop .*",))
    assert [m.line for m in same_matches([either], ["pop it", "zig it", "pop zig"])] == [1, 2]
    hidden = zonk_rule("hidden", patterns=("zonk",))
    assert [m.line for m in same_matches([hidden], ["zo\u200bnk", "zonk\u200b"])] == [1]


def _row(words: int, length: int) -> str:
    """A line of so many words and characters that ends with "zonk zig"."""
    row = "w " * (words - 2) + "zonk zig"
    assert len(row) <= length
    return "." * (length - len(row)) + row


@pytest.mark.parametrize("before", ["", " "])
@pytest.mark.parametrize("length", range(SHORT - 2, SHORT + 4))
def test_lines_around_the_limit_of_short_ones(length: int, before: str) -> None:
    # neither begins nor ends in a known way; `most` is the longest that each can match
    rules = [zonk_rule(f"{most}", patterns=(rf"\w{{1,{most - 5}}}zonk.",))
             for most in (SHORT - 2, SHORT - 1, SHORT, SHORT + 1, SHORT + 2)]  # fmt: skip
    row = "w" * (length - 5) + "zonk."
    matches = same_matches(rules, ["zonk", before + row, before + row + " ", "zonk me"])
    fires = {int(match.rule.rpartition(".")[2]) for match in matches}
    assert fires == {most for most in range(length, SHORT + 3) if most >= SHORT - 2}


def test_a_line_of_ten_thousand_characters_of_a_rule_that_asks_for_so_many() -> None:
    rule = zonk_rule("long", patterns=(r".*\Wzonk.*",), max_words=600)
    matches = same_matches([rule], ["-" * 10_500 + "zonk a", "-" * 13_000 + "zonk a"])
    assert [match.line for match in matches] == [0]


def test_a_phrase_among_thousands_of_marks_is_not_looked_for() -> None:
    for finder in finders_of_kinds():
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
    rules = [zonk_rule(f"{n}", patterns=(r".*zonk zig",), max_words=n) for n in most]
    rules += [
        zonk_rule(f"any-{n}", keywords=("w",), patterns=(r"\W*\w.*",), max_words=n) for n in most
    ]
    rules += [zonk_rule("span", scope="span", patterns=("zonk", r"\bz.nk"))]
    matches = same_matches(rules, ["zonk", _row(words, length), "zig"])
    fires = {match.rule for match in matches if match.line == 1}
    for n in most:
        tried = words <= n and length <= LETTERS_A_WORD * n
        assert (f"en.t.{n}" in fires) == (f"en.t.any-{n}" in fires) == tried
    assert "en.t.span" in fires


def test_an_atom_of_one_character_at_the_edges_of_lines() -> None:
    rules = [zonk_rule("one", keywords=("7",), patterns=("7.?",)),
             zonk_rule("two", keywords=("9",), patterns=(".?9",))]  # fmt: skip
    matches = same_matches(rules, ["a", "7", "b", "a9", "7a", "9", "c"])
    assert [m.line for m in matches] == [1, 3, 4, 5]


def test_an_item_is_no_head() -> None:
    rule = zonk_rule(
        "head", scope="to_end", patterns=(r"\W*zonk more",), phrases=("zonk even more",)
    )
    matches = same_matches(
        [rule], ["- zonk more", "zonk more", "* zonk even more", "zonk even more"]
    )
    assert [m.line for m in matches] == [1, 3]


def test_a_rulebook_without_patterns_has_no_index() -> None:
    finder = Finder(Rulebook([zonk_rule("phrase", phrases=("Zonk",))]))
    finder.prepare()
    assert [match.line for match in finder.find(segment("zonk!\nzig"))] == [0]
    assert same_matches(
        [zonk_rule("none", patterns=(r"\d{3}",), keywords=("1",))], ["123", "321", "222"]
    )
    assert not Finder(Rulebook()).find(segment("zonk"))


def test_a_line_of_a_million_characters() -> None:
    words = "and the mill wheel turned " * 40_000
    matches = same_matches(KINDS, [words, words + "(zonk ab)", "zonk" + "k" * 1_000_000])
    assert [(match.line, match.rule) for match in matches] == [(1, "en.t.span")]
