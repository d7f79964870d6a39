"""Texts that stand in a line as whole words."""

from __future__ import annotations

import re
import sys

import pytest

from cleaner.rulebook.atoms import known_of
from cleaner.rulebook.bounds import BOUND, glued, in_word, stands_in, unbound
from cleaner.rulebook.onecase import one_case
from cleaner.rulebook.rule import fold


def _told(written: str) -> str:
    return written.replace("|", BOUND)


@pytest.mark.parametrize(
    ("before", "after", "both"),  # `|` is a bound
    [
        ("zonk", "zig", "zonkzig"),
        ("zonk|", "zig", "zonkzig"),
        ("zonk", "|zig", "zonkzig"),
        ("|zonk", "|", "|zonk|"),
        ("|", "|zonk|", "|zonk|"),
        ("|", "", "|"),
        ("|", "|", "|"),
        ("|", "!", "!"),
        ("zonk!", "|", "zonk!"),
        ("|", "ι", "ι"),
        ("|_", "|", "|_|"),
    ],
)
def test_one_text_after_another(before: str, after: str, both: str) -> None:
    assert glued(_told(before), _told(after)) == _told(both)
    assert unbound(_told(both)) == both.strip("|")


@pytest.mark.parametrize(
    ("text", "line", "stands"),
    [
        ("he", "the", True),
        ("|he", "the", False),
        ("|he", "hero", True),
        ("he|", "hero", False),
        ("he|", "the", True),
        ("|he|", "he", True),
        ("|he|", "the hero; he", True),
        ("|he|", "the hero, she", False),
        ("|he|", "_he he7", False),
        ("|he|", "\u0301he\u0301", True),
        ("|he|", "ιhe", True),  # the iota may have been a mark
        ("|he|", "", False),
    ],
)
def test_what_stands_in_a_line(text: str, line: str, stands: bool) -> None:
    assert stands_in(_told(text), line) is stands


def test_what_is_in_a_word_in_one_case_is_in_a_word() -> None:
    word = re.compile(r"\w")
    for character in map(chr, range(sys.maxunicode + 1)):
        if in_word(one_case(fold(character))):
            assert word.match(character), character
        elif word.match(character):
            assert one_case(fold(character)) == "ι", character


@pytest.mark.parametrize(
    ("pattern", "atoms"),
    [
        (r"\bzonk\b", "zonk|"),  # what stands before a first letter is left out
        (r".*\bzonk\b.*", "|zonk|"),
        (r".*\b(?:zonk|zig)s?\b.*", "|zonk| |zonks| |zig| |zigs|"),
        (r".*\b(zonk|vig\w+)\b.*", "|zonk| |vig"),
        (r".*\b(?:zonk|\w+zig)\b.*", "|zonk| zig|"),
        (r".*\b(?:zonk|zonks\d)\b.*", "|zonk"),
        (r"zonk\bs", "zonks"),
        (r"\b\d+\b.*zonk", "zonk"),
        (r"\b", ""),
        (r"\b.*", ""),
        (r"(?:zonk|\b)", ""),
    ],
)
def test_atoms_at_the_edges_of_words(pattern: str, atoms: str) -> None:
    assert known_of(pattern).atoms == set(map(_told, atoms.split()))


def test_beginnings_and_ends_are_without_bounds() -> None:
    assert known_of(r"\W*\bzonk\b.*").starts == {"zonk", "ι"}
    assert known_of(r"\W*\b(?:zonk|zig)\b.*").starts == {"zonk", "zig", "ι"}
    assert known_of(r".*\bzonk\b").ends == {"zonk", "ι"}
