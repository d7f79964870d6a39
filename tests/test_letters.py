"""The letters of patterns: no match has others."""

from __future__ import annotations

import re
import re._parser as parser  # type: ignore[import-not-found]

import pytest

from cleaner.rulebook.letters import ANY, letter, letters_in, letters_of
from cleaner.rulebook.onecase import one_case
from cleaner.rulebook.rule import fold

ASCII = [one_case(fold(chr(n))) for n in range(32, 127)]


def _letters(pattern: str) -> tuple[str, str, str, bool]:
    """The characters of ASCII in what is known, those with one bit told by the first of them."""
    *known, empty = letters_in(parser.parse(pattern, re.IGNORECASE))
    told = ("".join(sorted({c for c in ASCII if letter(c) & bits})) for bits in known)
    every, first, last = told
    return every, first, last, empty


def test_letters_have_a_bit_each() -> None:
    assert len({letter(c) for c in ASCII}) == 64
    assert letter("a") == letter(fold("A"))
    assert letter("é") == letter("字") == letter("\x00") == letter("~")
    assert letter("") == 0
    assert letters_of("") == 0
    assert letters_of("zonk") == letter("z") | letter("o") | letter("n") | letter("k")


@pytest.mark.parametrize(
    ("pattern", "every", "first", "last", "empty"),
    [
        ("zonk", "knoz", "z", "k", False),
        ("Zo?", "oz", "z", "oz", False),
        ("z?o?", "oz", "oz", "oz", True),
        ("(z|on|k?)", "knoz", "koz", "knz", True),
        ("(zo){2,3}n*", "noz", "z", "no", False),
        (r"^\bz$", "z", "z", "z", False),
        ("[0-2x]y", "012xy", "012x", "y", False),
        ("(?-i:[K-M])\u017f", "klms", "klm", "s", False),
        ("[\u212a\u0130]", "ik", "ik", "ik", False),
        ("\u00e9", "^~", "^~", "^~", False),
        ("", "", "", "", True),
    ],
)
def test_letters_of_patterns(pattern: str, every: str, first: str, last: str, empty: bool) -> None:
    assert _letters(pattern) == (every, first, last, empty)


def test_what_takes_anything() -> None:
    for pattern in (".", "[^\u00e9]", ".*z?", "(?:.|z)+"):
        known = letters_in(parser.parse(pattern, re.IGNORECASE))
        for bits in known[:3]:
            assert not letters_of("".join(ASCII)) & ~bits, pattern
    assert letters_in(parser.parse(".", re.IGNORECASE)).all == ANY


@pytest.mark.parametrize(
    "pattern", ["[a-z]", "[^a-z]", "[^k]", r"[\W_]", r"\w", r"[^\W\d]", r"[\D7]", "[^\u017f]",
                "[!-~]", "[\x00-\x1f]", "[\u0100-\u024f]", r"[^\s]"]
)  # fmt: skip
def test_classes_take_no_other_letter(pattern: str) -> None:
    for written in (pattern, f"(?-i:{pattern})"):
        taken = re.compile(written, re.IGNORECASE)
        bits = letters_in(parser.parse(written, re.IGNORECASE)).all
        for n in range(0x3000):
            if taken.fullmatch(chr(n)):
                assert letter(one_case(fold(chr(n)))) & bits, (written, chr(n))
