"""How seldom a short text is met in articles: the rarer one is looked for first."""

from __future__ import annotations

import re
from functools import cache

from cleaner.rulebook.bounds import BOUND

_BITS = {
    letter: bits
    for letters, bits in (
        (" ", 2.5),
        ("aeinorst", 3.5),
        ("cdhlmu", 5.0),
        (".,", 6.5),
        ("'-", 8.0),
        (":", 9.0),
        ('()"!?/', 10.0),
        ("|;>", 11.0),
    )
    for letter in letters
}
"""About the bits that a character takes in an article, of those that take others than 6 or 7."""

_PAIRS = frozenset(
    re.findall(r"\w+", "he th in er an re on at en nd ti es or te ed is it al ar st to nt ng")
)
"""The commonest pairs of letters: they stand in most lines."""

_COMMON = frozenset(
    re.findall(
        r"\w+",
        "a about also an and are as at be but by can de des du for from get has have he her his i"
        " in is it its la le les like more new no not of on one or our out she so than that the"
        " their they this time to up was we were what when which who will with you your",
    )
)


@cache
def rarity(text: str) -> float:
    """How seldom a text is met: about the bits that it takes to write it."""
    text = text.replace(BOUND, " ")
    if not text.strip():
        return 0.0
    if text in _PAIRS:
        return 6.0
    if text.strip() in _COMMON:
        return 8.0
    return sum(_BITS.get(c, 6.0 if c.isascii() else 7.0) for c in text)
