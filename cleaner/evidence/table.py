"""The measures of a line that the text alone gives, made when a line is asked for.

What the rules found is in `measures`, which also has the names of all.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate
from operator import add

from cleaner.evidence.code import code_lines
from cleaner.evidence.shape import DIGITS, Shape, cased_of, count, is_byline
from cleaner.evidence.vocabulary import vocabulary_of
from cleaner.evidence.words import line_words, word_list
from cleaner.model import Line
from cleaner.native import native

FAR = 30
"""Distances are counted in filled lines, up to this many."""

AROUND = 5
"""The lines on either side that are "around" a line."""

UNSPACED_LENGTH = 5.0
"""The letters of a word, where letters have no case: most such scripts set no word apart."""

_FAR = float(FAR)
_NEARBY = 3
_SAMPLE = 500
_CAPITALISED_WORDS = 60

_MARK = re.compile(r"[^\w\s]|_")
_NAME = re.compile("[A-ZÀ-ÖØ-ÞА-ЯΑ-Ω](?<=[^.!?…:\"“\\s] .)[\\w’'-]{2,}")
_AFTER_A_NAME = '.,;:"()'
_COMMAS = ",、،"
_SEPARATOR = re.compile("[|•·»›/]")
_ITEM = re.compile(r"\s*(?:[-*•·▪►»>–—✓]|\d{1,2}[.)])\s")


Columns = dict[str, list[float]]
"""Measures by name: of each, the values of some lines."""


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
        self.vocabulary = vocabulary_of(self.texts, self.shapes, self.prose)
        self.sums = running(self.words)
        self.paragraphs = [n for n, prose in enumerate(self.prose) if prose]
        self._capitalised: dict[int, float] = {}

    def line(self, numbers: Sequence[int]) -> Columns:
        """What the lines look like."""
        texts = [self.texts[n] for n in numbers]
        sizes, looks = [min(_SAMPLE, len(text)) for text in texts], list(map(_looks, texts))
        shapes = [self.shapes[n] for n in numbers]
        cased = [cased_of(shape.sample) for shape in shapes]
        words = [max(1, self.words[n]) for n in numbers]
        return {
            "words": [float(self.words[n]) for n in numbers],
            "sentence": [float(shape.sentence) for shape in shapes],
            "function_words": list(map(self.vocabulary.share, numbers)),
            "capitalised": self._capitalised_at(numbers),
            "capitals": [capitals / max(1, capitals + small) for capitals, small in cased],
            "digits": [look[0] / size for look, size in zip(looks, sizes, strict=True)],
            "marks": [1 - (size - look[1]) / size for look, size in zip(looks, sizes, strict=True)],
            "commas": [min(9, look[2]) / number for look, number in zip(looks, words, strict=True)],
            "word_length": [
                len(text) / number if capitals or small else UNSPACED_LENGTH
                for text, number, (capitals, small) in zip(texts, words, cased, strict=True)
            ],
            "separators": [float(min(5, look[3])) for look in looks],
            "small_start": [float(text[:1].islower()) for text in texts],
            "bullet": [float(_ITEM.match(text) is not None) for text in texts],
            "trailing_off": [float(text.endswith(("…", "..."))) for text in texts],
            "by_or_date": [float(is_byline(self.texts[n], self.words[n])) for n in numbers],
            "new_names": list(map(self._mentions.new, numbers)),
            "repeated": [float(min(5, self._counts[text])) for text in texts],
        }

    def topic(self, numbers: Sequence[int]) -> Columns:
        """What the lines share with the text."""
        topics = list(map(self.vocabulary.topic, numbers))
        return {
            "topic": [taken for taken, _ in topics],
            "topic_weight": [weight for _, weight in topics],
            "shared_above": [self.vocabulary.shared(n, max(0, n - _NEARBY), n) for n in numbers],
            "shared_below": [
                self.vocabulary.shared(n, n + 1, min(self.n, n + 1 + _NEARBY)) for n in numbers
            ],
        }

    def taken_up(self, n: int) -> float:
        """The share of the terms of a line that other paragraphs have; -1 without terms."""
        return self.vocabulary.topic(n)[0]

    def place(self, numbers: Sequence[int]) -> Columns:
        """Where the lines stand, whatever the rules say."""
        sums, total = self.sums, max(1, self.sums[-1])
        to_paragraph = to_next(self.paragraphs, numbers)
        above = to_last(self.paragraphs, numbers)
        return {
            "gap": list(map(add, above, to_paragraph)),
            "to_paragraph": to_paragraph,
            "words_before": [sums[n] / total for n in numbers],
            "words_after": [(total - sums[n + 1]) / total for n in numbers],
            "lines_before": [float(n) for n in numbers],
            "block": [float(self._blocks[n]) for n in numbers],
        }

    def neighbours(self, numbers: Sequence[int]) -> Columns:
        """What stands around the lines."""
        words, sums, prose = self.words, self.sums, self._prose_before
        around = [(n, max(0, n - AROUND), min(self.n, n + AROUND + 1)) for n in numbers]
        return {
            "words_around": [
                (sums[stop] - sums[start] - words[n]) / max(1, stop - start - 1)
                for n, start, stop in around
            ],
            "prose_around": [
                (prose[stop] - prose[start] - self.prose[n]) / max(1, stop - start - 1)
                for n, start, stop in around
            ],
            "words_above": [float(words[n - 1]) if n else -1.0 for n in numbers],
            "words_below": [float(words[n + 1]) if n + 1 < self.n else -1.0 for n in numbers],
            "capitalised_above": self._capitalised_at([n - 1 for n in numbers]),
            "capitalised_above_2": self._capitalised_at([n - 2 for n in numbers]),
            "capitalised_below": self._capitalised_at([n + 1 for n in numbers]),
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
            "text_code": len(self.code) / self.n,
        }

    def _capitalised_at(self, numbers: Sequence[int]) -> list[float]:
        """The share of capitalised words; -1 where there is no such line."""
        known = self._capitalised
        for n in numbers:
            if n not in known:
                known[n] = _capitalised(self.texts[n]) if 0 <= n < self.n else -1.0
        return [known[n] for n in numbers]

    @cached_property
    def code(self) -> frozenset[int]:
        """The lines that look like lines of a program or of markup."""
        return frozenset(code_lines(self.texts))

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(self.texts)

    @cached_property
    def _mentions(self) -> Mentions | native.Mentions:
        return mentions_of(self.texts)

    @cached_property
    def _prose_before(self) -> list[int]:
        """How many of the first 0, 1, 2 ... lines are paragraphs."""
        return running(self.prose)

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


def mentions_of(texts: Sequence[str]) -> Mentions | native.Mentions:
    """Who is named first where in these lines."""
    return Mentions(texts) if native is None else native.Mentions(texts, 3 * _SAMPLE)


class Mentions:
    """Who is named first where.

    A name is a capitalised word that does not open a sentence, or one of two that open the line.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._joined = "\n".join(texts)
        self._starts = running([len(text) + 1 for text in texts])

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
        """Whether the name, between spaces and with no more than marks after it, stands above."""
        if name[-1] in _AFTER_A_NAME or name.split() != [name]:
            return False
        text, end = self._joined, self._starts[n]
        at = text.find(name, 0, end)
        while at >= 0:
            stop = at + len(name)
            while text[stop] in _AFTER_A_NAME:
                stop += 1
            if text[stop].isspace() and (at == 0 or text[at - 1].isspace()):
                return True
            at = text.find(name, stop, end)
        return False


def _looks(text: str) -> tuple[int, int, int, int]:
    """How many digits and marks a text begins with, and how many commas and separators it has."""
    if native is not None:
        return native.looks(text, _SAMPLE)
    begin = text[:_SAMPLE]
    digits, marks = count(begin, DIGITS, str.isdigit), len(_MARK.findall(begin))
    return digits, marks, sum(map(text.count, _COMMAS)), len(_SEPARATOR.findall(text))


def _capitalised(text: str) -> float:
    if native is not None:
        return native.capitalised(text, _SAMPLE, _CAPITALISED_WORDS)
    cut = line_words if len(text) > _SAMPLE // 5 else word_list
    words = cut(text[:_SAMPLE])[:_CAPITALISED_WORDS]
    return sum(word[:1].isupper() for word in words) / max(1, len(words))


def running(values: Iterable[int]) -> list[int]:
    """Sums of the first 0, 1, 2 ... values."""
    return list(accumulate(values, initial=0))


def to_last(flagged: Sequence[int], numbers: Iterable[int]) -> list[float]:
    """How many lines above each of these the nearest of `flagged` (in order) is; FAR for none.

    >>> to_last([2, 5, 6], [0, 5, 9])
    [30.0, 3.0, 3.0]
    """
    known = [-FAR, *flagged]
    lines = [n - known[bisect_left(flagged, n)] for n in numbers]
    return [float(far) if far < FAR else _FAR for far in lines]


def to_next(flagged: Sequence[int], numbers: Iterable[int]) -> list[float]:
    """How many lines below each of these the nearest of `flagged` (in order) is; FAR for none.

    >>> to_next([2, 5, 6], [0, 5, 9])
    [2.0, 1.0, 30.0]
    """
    known = [*flagged, math.inf]
    lines = [known[bisect_right(flagged, n)] - n for n in numbers]
    return [float(far) if far < FAR else _FAR for far in lines]
