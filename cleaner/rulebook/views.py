"""The lines of a text as rules see them, made for all lines at once."""

from __future__ import annotations

from functools import cached_property

from cleaner.rulebook.onecase import one_case
from cleaner.rulebook.rule import fold, inside, line_view, uneven, view, words


class Views:
    """Lines without their endings, and their views by number.

    `seen`: the views; `folded`: the same in lower case, where keywords are looked for; `leveled`:
    all that the line views hold, in one case, where atoms are looked for.
    """

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts
        self._wholes: dict[int, str] = {}
        self._words: dict[int, int] = {}
        self.joined = view("\n".join(texts))
        folded = fold(self.joined)
        self.folded = folded.split("\n")
        self._uneven = frozenset[int]()
        self._lined = self.folded
        if signs := uneven(self.joined):
            self._uneven = frozenset(
                n for n, line in enumerate(self.seen) if any(map(line.__contains__, signs))
            )
            self._lined = list(self.folded)
            for n in self._uneven:
                self._lined[n] = fold(self.whole(n))
            folded = "\n".join(self._lined)
        leveled = one_case(folded)
        self.leveled = self._lined if leveled is folded else leveled.split("\n")

    @cached_property
    def seen(self) -> list[str]:
        """The views."""
        return self.joined.split("\n")

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
            self._words[n] = words(self.whole(n))
        return self._words[n]

    @cached_property
    def keys(self) -> list[str]:
        """The phrase keys of all lines."""
        return list(map(inside, self._lined))
