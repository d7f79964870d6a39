"""The lines of a text as rules see them, made for all lines at once."""

from __future__ import annotations

import re

from cleaner.rulebook.atoms import one_case
from cleaner.rulebook.rule import fold, inside, line_view, phrase_key, uneven, view

_WORD = re.compile(r"\w+(?:['.-]\w+)*")


class Views:
    """Lines without their endings, and their views by number.

    `seen`: the views; `folded`: the same in lower case, where keywords are looked for; `leveled`:
    all that the line views hold, in one case, where atoms are looked for.
    """

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts
        self.joined = view("\n".join(texts))
        self.seen = self.joined.split("\n")
        folded = fold(self.joined)
        self.folded = folded.split("\n")
        self._uneven = frozenset[int]()
        if uneven(self.joined):
            self._uneven = frozenset(n for n, line in enumerate(self.seen) if uneven(line))
            lines = list(self.folded)
            for n in self._uneven:
                lines[n] = fold(line_view(texts[n]))
            folded = "\n".join(lines)
        self.leveled = one_case(folded).split("\n")
        self._wholes: dict[int, str] = {}
        self._words: dict[int, int] = {}

    def level(self, n: int) -> bool:
        """Whether keywords and atoms see the same of a line."""
        return self.leveled[n] == self.folded[n]

    def whole(self, n: int) -> str:
        """The line view of a line."""
        if n not in self._wholes:
            even = n not in self._uneven
            self._wholes[n] = self.seen[n].strip() if even else line_view(self.texts[n])
        return self._wholes[n]

    def words(self, n: int) -> int:
        """How many words a line has."""
        if n not in self._words:
            self._words[n] = len(_WORD.findall(self.whole(n)))
        return self._words[n]

    def key(self, n: int) -> str:
        """The phrase key of a line."""
        return phrase_key(self.texts[n]) if n in self._uneven else inside(self.folded[n])
