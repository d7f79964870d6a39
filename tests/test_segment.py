"""Cutting into lines: joined, they are the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.text.segment import segment


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("one", [("one", "")]),
        ("one\n", [("one", "\n")]),
        ("\n", [("", "\n")]),
        ("a\r\nb\rc\nd", [("a", "\r\n"), ("b", "\r"), ("c", "\n"), ("d", "")]),
        ("a\u2028b\u2029c", [("a", "\u2028"), ("b", "\u2029"), ("c", "")]),
        ("a\n\r\nb", [("a", "\n"), ("", "\r\n"), ("b", "")]),
        # form feed, vertical tab, next line and file separator do not end a line
        ("a\x0cb\x0bc\x85d\x1ce", [("a\x0cb\x0bc\x85d\x1ce", "")]),
    ],
)
def test_lines(text: str, lines: list[tuple[str, str]]) -> None:
    assert [(line.text, line.ending) for line in segment(text)] == lines


@given(st.text(alphabet="ab \n\r\u2028\u2029\x0c"))
def test_the_lines_joined_are_the_text(text: str) -> None:
    lines = segment(text)
    assert "".join(line.text + line.ending for line in lines) == text
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    for line in lines:
        assert text[line.start : line.end] == line.text
        assert text[line.end : line.stop] == line.ending
