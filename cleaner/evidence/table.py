"""The measures of a line that the text alone gives, made when a line is asked for.

What the rules found is in `measures`, which also has the names of all.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from cleaner.evidence.shape import Shape, code_lines, is_byline, word_list
from cleaner.evidence.vocabulary import Vocabulary, shared
from cleaner.model import Line
from cleaner.rulebook.rule import fold

FAR = 30
"""Distances are counted in filled lines, up to this many."""

AROUND = 5
"""The lines on either side that are "around" a line."""

UNSPACED_LENGTH = 5.0
"""The letters of a word, where letters have no case: most such scripts set no word apart."""

_NEARBY = 3
_SAMPLE = 500

_MARK = re.compile(r"[^\w\s]|_")
_NAME = re.compile("(?<=[^.!?…:\"“\\s] )[A-ZÀ-ÖØ-ÞА-ЯΑ-Ω][\\w’'-]{2,}")
_SEPARATOR = re.compile("[|•·»›/]")
_ITEM = re.compile(r"\s*(?:[-*•·▪►»>–—✓]|\d{1,2}[.)])\s")


class Table:
    """The filled lines of a document, by their number among themselves."""

    def __init__(
        self, lines: Sequence[Line], filled: Sequence[int], shapes: Sequence[Shape]
    ) -> None:
        self.filled, self.all_lines = filled, len(lines)
        self.shapes = [shapes[i] for i in filled]
        self.n = len(filled)
        self.texts = [lines[i].text.strip() for i in filled]
        self.words = [shape.words for shape in self.shapes]
        self.prose = [shape.prose for shape in self.shapes]
        self.vocabulary = Vocabulary(
            [
                word_list(fold(text)) if shape.listed is None else shape.listed
                for text, shape in zip(self.texts, self.shapes, strict=True)
            ]
        )
        self.sums = running(self.words)
        self.paragraphs = [n for n, prose in enumerate(self.prose) if prose]
        self._capitalised: dict[int, float] = {}

    def line(self, n: int) -> dict[str, float]:
        """What the line looks like."""
        text, shape, words = self.texts[n], self.shapes[n], max(1, self.words[n])
        sample = text[:_SAMPLE]
        return {
            "words": float(self.words[n]),
            "sentence": float(shape.sentence),
            "function_words": self.vocabulary.share(n),
            "capitalised": self._capitalised_at(n),
            "capitals": shape.capitals / max(1, shape.letters),
            "digits": sum(map(str.isdigit, sample)) / len(sample),
            "marks": 1 - (len(sample) - len(_MARK.findall(sample))) / len(sample),
            "commas": min(9, sum(map(text.count, ",、،"))) / words,
            "word_length": len(text) / words if shape.letters else UNSPACED_LENGTH,
            "separators": float(min(5, len(_SEPARATOR.findall(text)))),
            "small_start": float(text[:1].islower()),
            "bullet": float(_ITEM.match(text) is not None),
            "trailing_off": float(text.endswith(("…", "..."))),
            "by_or_date": float(is_byline(text, self.words[n])),
            "new_names": self._names.new(n),
            "repeated": float(min(5, self._counts[text])),
        }

    def topic(self, n: int) -> dict[str, float]:
        """What the line shares with the text."""
        own = self.vocabulary.terms(n)
        return {
            "topic": self.taken_up(n),
            "topic_weight": (
                sum(min(3, taken) for taken in self._taken(n)) / len(own) if own else -1.0
            ),
            "shared_above": self._shared_with(own, range(max(0, n - _NEARBY), n)),
            "shared_below": self._shared_with(own, range(n + 1, min(self.n, n + 1 + _NEARBY))),
        }

    def taken_up(self, n: int) -> float:
        """The share of the terms of a line that other paragraphs have; -1 without terms."""
        taken = self._taken(n)
        return sum(number > 0 for number in taken) / len(taken) if taken else -1.0

    def place(self, n: int) -> dict[str, float]:
        """Where the line stands, whatever the rules say."""
        total = max(1, self.sums[-1])
        above, below = distances(self.paragraphs, n)
        return {
            "gap": float(min(2 * FAR, above + below)),
            "to_paragraph": float(below),
            "words_before": self.sums[n] / total,
            "words_after": (total - self.sums[n + 1]) / total,
            "lines_before": float(n),
            "block": float(self._blocks[n]),
        }

    def neighbours(self, n: int) -> dict[str, float]:
        """What stands around the line."""
        start, stop = max(0, n - AROUND), min(self.n, n + AROUND + 1)
        others = max(1, stop - start - 1)
        prose = bisect_left(self.paragraphs, stop) - bisect_left(self.paragraphs, start)
        return {
            "words_around": (self.sums[stop] - self.sums[start] - self.words[n]) / others,
            "prose_around": (prose - self.prose[n]) / others,
            "words_above": float(self.words[n - 1]) if n else -1.0,
            "words_below": float(self.words[n + 1]) if n + 1 < self.n else -1.0,
            "capitalised_above": self._capitalised_at(n - 1),
            "capitalised_above_2": self._capitalised_at(n - 2),
            "capitalised_below": self._capitalised_at(n + 1),
        }

    @cached_property
    def document(self) -> dict[str, float]:
        """The figures of the text, the same for every line."""
        return {
            "text_lines": float(self.n),
            "text_words": float(self.sums[-1]),
            "text_median": float(sorted(self.words)[self.n // 2]),
            "text_prose": len(self.paragraphs) / self.n,
            "text_blank": 1 - self.n / self.all_lines,
            "text_code": len(code_lines(self.texts)) / self.n,
        }

    def _taken(self, n: int) -> list[int]:
        """For each term of a line, how many other paragraphs have it."""
        mine = int(self.prose[n])
        return [self._in_paragraphs[term] - mine for term in self.vocabulary.terms(n)]

    def _shared_with(self, own: frozenset[str], others: range) -> float:
        if not others:
            return -1.0
        return shared(own, frozenset().union(*map(self.vocabulary.terms, others)))

    def _capitalised_at(self, n: int) -> float:
        """The share of capitalised words; -1 where there is no such line."""
        if not 0 <= n < self.n:
            return -1.0
        if n not in self._capitalised:
            self._capitalised[n] = _capitalised(self.texts[n])
        return self._capitalised[n]

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(self.texts)

    @cached_property
    def _names(self) -> Names:
        return Names(self.texts)

    @cached_property
    def _in_paragraphs(self) -> Counter[str]:
        """In how many paragraphs each term stands."""
        counts: Counter[str] = Counter()
        for n in self.paragraphs:
            counts.update(self.vocabulary.terms(n))
        return counts

    @cached_property
    def _blocks(self) -> list[int]:
        """For each line, how many lines its block has."""
        sizes: list[int] = []
        run = 0
        for at, i in enumerate(self.filled):
            run += 1
            if at + 1 == self.n or self.filled[at + 1] != i + 1:
                sizes += [run] * run
                run = 0
        return sizes


class Names:
    """Who is named first where.

    A name is a capitalised word that does not open a sentence, or one of two that open the line.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._joined = "\n".join(texts)
        self._starts = running([len(text) + 1 for text in texts])
        self._seen: dict[int, frozenset[str]] = {}

    def new(self, n: int) -> float:
        """The share of the names in a line that no line above has; -1 where there is no name."""
        text = self._texts[n]
        names = set(_NAME.findall(text[: 3 * _SAMPLE]))
        opening = text.split(" ", 2)[:2]
        if len(opening) == 2 and all(word[:1].isupper() for word in opening):
            names.update(word.strip(".,") for word in opening)
        if not names:
            return -1.0
        return sum(not self._stands_above(name, n) for name in names) / len(names)

    def _stands_above(self, name: str, n: int) -> bool:
        at, end = self._joined.find(name, 0, self._starts[n]), self._starts[n]
        while at >= 0:
            line = bisect_right(self._starts, at) - 1
            if name in self._words(line):
                return True
            at = self._joined.find(name, self._starts[line + 1], end)
        return False

    def _words(self, line: int) -> frozenset[str]:
        if line not in self._seen:
            words = self._texts[line].split()
            self._seen[line] = frozenset(w.strip('.,;:"()') for w in words if w[:1].isupper())
        return self._seen[line]


def _capitalised(text: str) -> float:
    words = word_list(text[:_SAMPLE])[:60]
    return sum(word[:1].isupper() for word in words) / max(1, len(words))


def running(values: Sequence[int]) -> list[int]:
    """Sums of the first 0, 1, 2 ... values."""
    sums = [0]
    for value in values:
        sums.append(sums[-1] + value)
    return sums


def distances(flagged: Sequence[int], n: int) -> tuple[int, int]:
    """How many lines above and below line `n` the nearest of `flagged` (in order) is; FAR for none.

    >>> distances([2, 5, 6], 5)
    (3, 1)
    """
    above, below = bisect_left(flagged, n), bisect_right(flagged, n)
    return (
        min(FAR, n - flagged[above - 1]) if above else FAR,
        min(FAR, flagged[below] - n) if below < len(flagged) else FAR,
    )
