"""Whether two texts say the same: letter case, spaces and marks aside."""

from __future__ import annotations

import unicodedata

_MARKS = bytes(code for code in range(128) if not chr(code).isalnum())


def letters(text: str) -> str:
    """The letters and digits of a text, in lower case: what its spellings have in common.

    >>> letters("What’s up, Doc?") == letters("WHAT'S UP – DOC")
    True
    """
    if text.isascii():  # the same, and ten times as fast
        return text.encode().lower().translate(None, _MARKS).decode()
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))
