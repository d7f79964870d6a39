"""Whether two texts say the same: letter case, spaces and marks aside."""

from __future__ import annotations

import unicodedata


def letters(text: str) -> str:
    """The letters and digits of a text, in lower case: what its spellings have in common.

    >>> letters("What’s up, Doc?") == letters("WHAT'S UP – DOC")
    True
    """
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))
