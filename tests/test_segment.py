"""Cutting into lines: joined, they are the text."""

from __future__ import annotations

import plain_versions
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.text.segment import count_endings, line_start, segment


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


TEXTS = st.one_of(
    st.text(alphabet="ab \n\r\u2028\u2029\x0c"),
    st.text(alphabet="ab\n"),
    st.text(alphabet="é\n\u2028"),
    st.text(alphabet="語\n\r"),
)


@given(TEXTS)
def test_it_is_as_cut_one_by_one(text: str) -> None:
    assert segment(text) == plain_versions.segment(text)


@given(TEXTS, st.data())
def test_where_a_line_starts_and_how_many_came_before(text: str, data: st.DataObject) -> None:
    lines = [line for line in segment(text) if line.text]
    if lines:
        line = data.draw(st.sampled_from(lines))
        low = data.draw(st.sampled_from([x for x in segment(text) if x.start <= line.start]))
        offset = data.draw(st.integers(line.start, line.end - 1))
        assert line_start(text, low.start, offset) == line.start
        assert count_endings(text, low.start, line.start) == line.number - low.number


def test_a_million_lines_take_one_pass() -> None:
    for text in ("\n" * 300_000, "ab\r\n" * 300_000, "é\u2028" * 300_000):
        assert len(segment(text)) == 300_000


@given(TEXTS)
def test_the_lines_joined_are_the_text(text: str) -> None:
    lines = segment(text)
    assert "".join(line.text + line.ending for line in lines) == text
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    for line in lines:
        assert text[line.start : line.end] == line.text
        assert text[line.end : line.stop] == line.ending
