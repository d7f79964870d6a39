"""Tidying: which blank lines go with a drop, and which stay."""

from __future__ import annotations

import plain_versions
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.text.segment import segment
from cleaner.text.tidy import ENDING, tidy, widen


def _tidied(text: str) -> str:
    """The text without the lines that begin with `#`, tidied; `/` stands for a line ending."""
    text = text.replace("/", "\n")
    lines = segment(text)
    dropped = [line.text.startswith("#") for line in lines]
    gone = [(line.start, line.stop) for line, drop in zip(lines, dropped, strict=True) if drop]
    gone += [(cut.start, cut.end) for cut in tidy(lines, dropped)]
    kept = [c for i, c in enumerate(text) if not any(a <= i < b for a, b in gone)]
    return "".join(kept).replace("\n", "/")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # nothing dropped: nothing changes, blank lines at both ends included
        ("//a////b//", "//a////b//"),
        ("a/ /b", "a/ /b"),
        # between two kept lines the longer blank group stays
        ("a//#//b", "a//b"),
        ("a///#//b", "a///b"),
        ("a//#///b", "a///b"),
        ("a//#/b", "a//b"),
        ("a/#//b", "a//b"),
        ("a/#/b", "a/b"),
        ("a//#////#//b", "a//b"),
        ("a//#/#//b", "a//b"),
        # blank only between the drops: the paragraphs stay apart
        ("a/#//#/b", "a//b"),
        # no blank line at the start or the end of the text
        ("#//a/", "a/"),
        ("//#//a/", "a/"),
        ("a//#/", "a/"),
        ("a//#///", "a/"),
        # the text ends as the source ended
        ("a//#", "a"),
        ("a/#", "a"),
        ("a//#/", "a/"),
        ("a//#/  ", "a"),
        # white space of any kind counts as blank beside a drop
        ("a/\u00a0 /#/\t/b", "a/\u00a0 /b"),
        # blank lines away from the drop stay
        ("a////b//#//c", "a////b//c"),
    ],
)
def test_blank_lines(text: str, expected: str) -> None:
    assert _tidied(text) == expected
    assert _tidied(expected) == expected


@given(st.lists(st.sampled_from(["a", "#", "", " "]), max_size=14), st.sampled_from(["", "\n"]))
def test_it_is_as_tidied_line_by_line(rows: list[str], final: str) -> None:
    lines = segment("\n".join(rows) + final)
    dropped = [line.text == "#" for line in lines]
    assert tidy(lines, dropped) == plain_versions.tidy(lines, dropped)


@pytest.mark.parametrize(
    ("rows", "number"), [("\n", 0), ("#\n", 0), ("a\n#\n\n", 1), ("\n\n#\n", 200_000)]
)
def test_a_hundred_thousand_runs_take_one_pass(rows: str, number: int) -> None:
    lines = segment(rows * 100_000)
    assert len(tidy(lines, [line.text == "#" for line in lines])) == number


def test_only_the_ending_of_the_last_kept_line_goes() -> None:
    lines = segment("a\r\n#")
    (cut,) = tidy(lines, [False, True])
    assert (cut.rule, cut.start, cut.end) == (ENDING, 1, 3)


@pytest.mark.parametrize(
    ("line", "start", "end", "expected"),
    [
        ("one (two) three", 4, 9, (3, 9)),
        ("(two) three", 0, 5, (0, 6)),
        ("  (two)  three", 2, 7, (0, 9)),
        ("one (two)", 4, 9, (3, 9)),
        ("one\u00a0(two).", 4, 9, (3, 9)),
    ],
)
def test_a_cut_takes_its_white_space(
    line: str, start: int, end: int, expected: tuple[int, int]
) -> None:
    assert widen(line, start, end) == expected
