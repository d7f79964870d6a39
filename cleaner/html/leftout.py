"""What an extractor left out of a page."""

from __future__ import annotations

from cleaner.model import LeftOut
from cleaner.text.sameness import letters

MOST = 20_000
"""Characters of lines that are listed; the rest is counted."""

_LONG = 12
"""Letters of a line that is not in a text by chance."""


def left_out(page: str, text: str) -> LeftOut:
    """The lines of `page`, all text of a page, that `text` has not; each of them once."""
    kept = {letters(line) for line in text.split("\n")}
    whole = letters(text)
    missing: dict[str, str] = {}
    for line in page.split("\n"):
        said = letters(line)
        if (
            said
            and said not in kept
            and said not in missing
            and not (len(said) >= _LONG and said in whole)
        ):
            missing[said] = line.strip()
    lines = list(missing.values())
    size = 0
    for n, line in enumerate(lines):
        size += len(line)
        if size > MOST:
            return LeftOut(lines=tuple(lines[:n]), more=len(lines) - n)
    return LeftOut(lines=tuple(lines), more=0)
