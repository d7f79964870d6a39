"""Lines of programs and of markup, told one by one and all at once."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.evidence.code import _CODE, code_lines, is_code


@pytest.mark.parametrize(
    "text",
    [
        "total = total + 1;",
        "}",
        "    });",
        "  ],",
        "const tide = (moon) => moon",
        "if tide == high",
        "<div class='tide'>",
        "</div>",
        "let tide =",
        "# the tide",
        "$ tide --high",
        "@tide",
        "call tide(moon)",
        "high_tide",
        "moon.highTide(",
        "def tide:",
        "for hour in hours:",
        "tide=high",
        "tide: [1, 2],",
        "std::tide",
        "tide->moon",
    ],
)
def test_a_line_of_a_program_is_told(text: str) -> None:
    assert is_code(text)


@pytest.mark.parametrize(
    "text",
    [
        "The tide was high, and the ferry (the old one) stayed in.",
        "Tide: high at six, low at noon",
        "import of wool fell",
        "Is it high? It is: 3 m.",
        "- The tide",
        "x" * 300 + ";",  # a long line is looked at where it begins
        "",
    ],
)
def test_a_line_of_an_article_is_no_code(text: str) -> None:
    assert not is_code(text)


def test_code_is_seen_within_three_hundred_characters() -> None:
    assert is_code("x" * 298 + "=y")
    assert is_code("x" * 297 + "=y")
    assert not is_code("x" * 299 + "=y")


PIECES = st.sampled_from(
    ["def", "class", "if", "for ", "import ", "tide", "Tide", "highTide", "x", "é", "_", "7", " ",
     " ", "  ", "\t", "\u00a0", "\u2028", "{", "}", "(", ")", "[", "]", "<", ">", "/", "//", "#",
     "$ ", "@", "=", "=>", "-", "->", ":", "::", ": ", ";", ",", "!", ".", "'", '"', "moon: tide,",
     "w" * 296, "w " * 149]
)  # fmt: skip
ROWS = st.lists(PIECES, max_size=6).map("".join)


@given(st.lists(ROWS, max_size=8))
@settings(max_examples=1_500)
def test_all_lines_of_code_at_once_are_those_told_one_by_one(rows: list[str]) -> None:
    plainly = [n for n, row in enumerate(rows) if _CODE.search(row[:300])]
    assert code_lines(rows) == [n for n, row in enumerate(rows) if is_code(row)] == plainly


@pytest.mark.parametrize(
    "text",
    ["7(b)", "É(b) c", "aB.c", "zB: c", "aB7.c", "aBé: c", "aB_c", "aBCd.e",
     "};", "}", "])", "),", "tide;", "tide; ", "a()", "=>", "->", "::", "<b>", "#", "//", "$ x",
     "@a", "a_b", "aB(", "a: b,", " a: [!", "a: 7]", "if x:", "for (", "a=b", "let a =", "var a {"],
)  # fmt: skip
def test_every_sign_of_code_is_seen_among_other_lines(text: str) -> None:
    for rows in ([text], ["", text, ""], ["The mill", text, "tide"], [text, text]):
        assert code_lines(rows) == [n for n, row in enumerate(rows) if row == text]
    assert is_code(text)
