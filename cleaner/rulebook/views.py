"""The lines of a text as rules see them, made for all lines at once."""

from __future__ import annotations

import re

from cleaner.rulebook.atoms import one_case
from cleaner.rulebook.rule import fold, inside, line_view, phrase_key, uneven, view

_WORD = re.compile(r"\w+(?:['.-]\w+)*")


class Views:
    """Lines without their endings, and their views by number.

    `seen`: the views; `folded`: the same in lower case, where keywords are looked for; `leveled`:
    all that the line views hold, in one case, where atoms are looked for; `level`: whether those
    are the same.
    """

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts
        self.joined = view("\n".join(texts))
        self.seen = self.joined.split("\n")
        folded = fold(self.joined)
        self.folded = folded.split("\n")
        self.even = not uneven(self.joined)
        held = folded if self.even else "\n".join(fold(line_view(text)) for text in texts)
        self.leveled = one_case(held).split("\n")
        self.level = self.leveled == self.folded
        self._wholes: dict[int, str] = {}
        self._words: dict[int, int] = {}

    def whole(self, n: int) -> str:
        """The line view of a line."""
        if n not in self._wholes:
            self._wholes[n] = self.seen[n].strip() if self.even else line_view(self.texts[n])
        return self._wholes[n]

    def words(self, n: int) -> int:
        """How many words a line has."""
        if n not in self._words:
            self._words[n] = len(_WORD.findall(self.whole(n)))
        return self._words[n]

    def key(self, n: int) -> str:
        """The phrase key of a line."""
        return inside(self.folded[n]) if self.even else phrase_key(self.texts[n])
