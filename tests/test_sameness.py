"""Whether two texts say the same: the quick way for ASCII, against the plain one."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from cleaner.text.sameness import letters


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def test_every_character_of_ascii() -> None:
    for c in map(chr, range(256)):
        assert letters(c) == _plain(c), c
        assert letters(f"A{c}9 ") == _plain(f"A{c}9 "), c


@given(st.text() | st.text(st.characters(max_codepoint=127)))
def test_the_quick_way_is_the_plain_way(text: str) -> None:
    assert letters(text) == _plain(text)


def test_what_is_the_same() -> None:
    assert (
        letters("Ｆｅｒｒｙ Soldé – “Now”")
        == letters("FERRY soldé now!")
        != letters("ferry sold now")
    )
