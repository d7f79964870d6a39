"""One letter for all that a pattern takes for the same."""

from __future__ import annotations

import re
import sys
from _sre import unicode_tolower  # type: ignore[import-not-found]
from re._casefix import _EXTRA_CASES  # type: ignore[import-not-found]

from hypothesis import given
from hypothesis import strategies as st

from cleaner.rulebook.onecase import one_case
from cleaner.rulebook.rule import fold

EVERY = list(map(chr, range(sys.maxunicode + 1)))

IOTA = "\u03b9"
"""The one letter that may have been a mark."""


def test_what_a_pattern_takes_for_the_same_letter_becomes_one() -> None:
    for c in EVERY:
        # what re compares under IGNORECASE: the small letter, and a table of its own
        small = unicode_tolower(ord(c))
        for other in (small, *_EXTRA_CASES.get(small, ())):
            assert one_case(fold(chr(other))) == one_case(fold(c)), (c, chr(other))


def test_so_says_re_itself() -> None:
    cased = [c for c in EVERY if len({c, c.lower(), c.upper(), c.casefold(), c.title()}) > 1]
    assert len(cased) > 2_500
    for c in cased:
        pattern = re.compile(re.escape(c), re.IGNORECASE)
        others = {c.lower(), c.upper(), c.casefold(), c.title(), c.upper().lower()}
        for other in (*others, *(text.upper() for text in others)):
            if pattern.fullmatch(other):
                assert one_case(fold(other)) == one_case(fold(c)), (c, other)


def test_every_character_stays_one_character() -> None:
    for c in EVERY:
        assert len(fold(c)) == len(one_case(fold(c))) == 1
        assert one_case(one_case(fold(c))) == one_case(fold(c))
        # a letter stays a letter, and a mark a mark; with one exception
        assert c.isalnum() == one_case(fold(c)).isalnum() or one_case(fold(c)) == IOTA


@given(st.text())
def test_a_text_is_made_one_case_character_by_character(text: str) -> None:
    assert one_case(fold(text)) == "".join(one_case(fold(c)) for c in text)
