"""The measures of lines that the text alone gives, a column each: what the rules found is in
`measures`, which also has their names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from cleaner.evidence.shape import Shape, is_code, word_list
from cleaner.evidence.vocabulary import Vocabulary, shared
from cleaner.model import Line

FAR = 30
"""Distances are counted in filled lines, up to this many."""

AROUND = 5
"""The lines on either side that are "around" a line."""

UNSPACED_LENGTH = 5.0
"""The letters of a word, where letters have no case: most such scripts set no word apart."""

_NEARBY = 3
_SAMPLE = 500

_NAME = re.compile("(?<=[^.!?…:\"“\\s] )[A-ZÀ-ÖØ-ÞА-ЯΑ-Ω][\\w’'-]{2,}")
_SEPARATOR = re.compile("[|•·»›/]")
_ITEM = re.compile(r"\s*(?:[-*•·▪►»>–—✓]|\d{1,2}[.)])\s")
_BYLINE = re.compile(
    r"\W*(?:by|written by|posted by|words by|story by|reviewed by|edited by|author|published"
    r"|posted|updated|last updated|last modified|date)\b",
    re.IGNORECASE,
)
_BYLINE_WORDS = 12


class Table:
    """The columns that the text alone gives."""

    def __init__(self, lines: Sequence[Line], filled: list[int], shapes: list[Shape]) -> None:
        self.lines, self.filled, self.shapes = lines, filled, shapes
        self.n = len(filled)
        self.texts = [lines[i].text.strip() for i in filled]
        self.words = [shape.words for shape in shapes]
        self.prose = [shape.prose for shape in shapes]
        self.vocabulary = Vocabulary(self.texts)
        self.capitalised = [_capitalised(text) for text in self.texts]
        self.sums = running(self.words)

    def line_columns(self) -> dict[str, list[float]]:
        texts, shapes = self.texts, self.shapes
        samples = [text[:_SAMPLE] for text in texts]
        count = Counter(texts)
        return {
            "words": [float(n) for n in self.words],
            "sentence": [float(shape.sentence) for shape in shapes],
            "function_words": [self.vocabulary.share(i) for i in range(self.n)],
            "capitalised": self.capitalised,
            "capitals": [shape.capitals / max(1, shape.letters) for shape in shapes],
            "digits": [sum(map(str.isdigit, text)) / len(text) for text in samples],
            "marks": [1 - sum(c.isalnum() or c.isspace() for c in t) / len(t) for t in samples],
            "commas": [
                min(9, sum(map(text.count, ",、،"))) / max(1, n)
                for text, n in zip(texts, self.words, strict=True)
            ],
            "word_length": [
                len(text) / max(1, shape.words) if shape.letters else UNSPACED_LENGTH
                for text, shape in zip(texts, shapes, strict=True)
            ],
            "separators": [float(min(5, len(_SEPARATOR.findall(text)))) for text in texts],
            "small_start": [float(text[:1].islower()) for text in texts],
            "bullet": [float(_ITEM.match(line) is not None) for line in texts],
            "trailing_off": [float(text.endswith(("…", "..."))) for text in texts],
            "by_or_date": [
                float(n <= _BYLINE_WORDS and _BYLINE.match(text) is not None)
                for text, n in zip(texts, self.words, strict=True)
            ],
            "new_names": _new_names(texts),
            "repeated": [float(min(5, count[text])) for text in texts],
        }

    def topic_columns(self) -> dict[str, list[float]]:
        terms = self.vocabulary.terms
        paragraphs = Counter(
            t for own, prose in zip(terms, self.prose, strict=True) if prose for t in own
        )
        topic, weight, above, below = [], [], [], []
        for i, own in enumerate(terms):
            mine = int(self.prose[i])
            taken = [paragraphs[term] - mine for term in own]
            topic.append(sum(n > 0 for n in taken) / len(own) if own else -1.0)
            weight.append(sum(min(3, max(0, n)) for n in taken) / len(own) if own else -1.0)
            above.append(self._shared_with(own, range(max(0, i - _NEARBY), i)))
            below.append(self._shared_with(own, range(i + 1, min(self.n, i + 1 + _NEARBY))))
        return {
            "topic": topic,
            "topic_weight": weight,
            "shared_above": above,
            "shared_below": below,
        }

    def _shared_with(self, own: frozenset[str], others: range) -> float:
        if not others:
            return -1.0
        return shared(own, frozenset().union(*(self.vocabulary.terms[j] for j in others)))

    def place_columns(self, sure: list[bool]) -> dict[str, list[float]]:
        n, total = self.n, max(1, self.sums[-1])
        above, below = distances(self.prose)
        plain = [
            words if prose and not gone else 0
            for words, prose, gone in zip(self.words, self.prose, sure, strict=True)
        ]
        prose_sums = running(plain)
        all_prose = max(1, prose_sums[-1])
        first = next((i for i, words in enumerate(plain) if words), 0)
        return {
            "gap": [float(min(2 * FAR, a + b)) for a, b in zip(above, below, strict=True)],
            "to_paragraph": [float(b) for b in below],
            "to_first": [float(max(-5, min(FAR, first - i))) for i in range(n)],
            "words_before": [self.sums[i] / total for i in range(n)],
            "words_after": [(total - self.sums[i + 1]) / total for i in range(n)],
            "prose_before": [prose_sums[i] / all_prose for i in range(n)],
            "prose_after": [(prose_sums[-1] - prose_sums[i + 1]) / all_prose for i in range(n)],
            "lines_before": [float(i) for i in range(n)],
            "block": [float(size) for size in self._blocks()],
        }

    def neighbour_columns(self) -> dict[str, list[float]]:
        n = self.n
        words, prose = [], []
        prose_sums = running([int(p) for p in self.prose])
        for i in range(n):
            start, stop = max(0, i - AROUND), min(n, i + AROUND + 1)
            others = max(1, stop - start - 1)
            words.append((self.sums[stop] - self.sums[start] - self.words[i]) / others)
            prose.append((prose_sums[stop] - prose_sums[start] - self.prose[i]) / others)
        return {
            "words_around": words,
            "prose_around": prose,
            "words_above": _shifted(self.words, 1),
            "words_below": _shifted(self.words, -1),
            "capitalised_above": _shifted(self.capitalised, 1),
            "capitalised_above_2": _shifted(self.capitalised, 2),
            "capitalised_below": _shifted(self.capitalised, -1),
        }

    def document_columns(self, sure: list[bool]) -> dict[str, list[float]]:
        n = self.n
        figures = {
            "text_lines": float(n),
            "text_words": float(self.sums[-1]),
            "text_median": float(sorted(self.words)[n // 2]),
            "text_prose": sum(self.prose) / n,
            "text_dropped": sum(sure) / n,
            "text_blank": 1 - n / len(self.lines),
            "text_code": sum(map(is_code, self.texts)) / n,
        }
        return {name: [figure] * n for name, figure in figures.items()}

    def _blocks(self) -> list[int]:
        """For each filled line, how many lines its block has."""
        sizes: list[int] = []
        run = 0
        for at, i in enumerate(self.filled):
            run += 1
            if at + 1 == self.n or self.filled[at + 1] != i + 1:
                sizes += [run] * run
                run = 0
        return sizes


def _capitalised(text: str) -> float:
    words = word_list(text[:_SAMPLE])[:60]
    return sum(word[:1].isupper() for word in words) / max(1, len(words))


def _new_names(texts: Sequence[str]) -> list[float]:
    """The share of the names in each line that no line above has; -1 where there is no name.

    A name is a capitalised word that does not open a sentence, or one of two that open the line.
    """
    seen: set[str] = set()
    shares = []
    for text in texts:
        names = set(_NAME.findall(text[: 3 * _SAMPLE]))
        opening = text.split(" ", 2)[:2]
        if len(opening) == 2 and all(word[:1].isupper() for word in opening):
            names.update(word.strip(".,") for word in opening)
        shares.append(sum(name not in seen for name in names) / len(names) if names else -1.0)
        seen.update(word.strip('.,;:"()') for word in text.split() if word[:1].isupper())
    return shares


def running(values: Sequence[int]) -> list[int]:
    """Sums of the first 0, 1, 2 ... values."""
    sums = [0]
    for value in values:
        sums.append(sums[-1] + value)
    return sums


def _shifted(values: Sequence[float], by: int) -> list[float]:
    """The value `by` lines above (below, when negative); -1 where there is no such line."""
    n = len(values)
    return [float(values[i - by]) if 0 <= i - by < n else -1.0 for i in range(n)]


def distances(flags: Sequence[bool]) -> tuple[list[int], list[int]]:
    """For each line, how many lines above and below it the nearest flag is; FAR for none."""

    def one_way(order: Sequence[int], out: Callable[[int, int], None]) -> None:
        distance = FAR
        for i in order:
            out(i, distance)
            distance = 1 if flags[i] else min(FAR, distance + 1)

    above, below = [0] * len(flags), [0] * len(flags)
    one_way(range(len(flags)), above.__setitem__)
    one_way(range(len(flags) - 1, -1, -1), below.__setitem__)
    return above, below
