"""Plain, named measures of the lines of a document and of what stands around them.

They say what a line looks like, where it stands, and what the rules found near it; never what it
says. `MEASURES` names them all, in the order of a row, with the words a report uses for them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence

from cleaner.evidence.shape import Shape, word_list
from cleaner.evidence.vocabulary import Vocabulary, shared
from cleaner.model import Line, Match

MEASURES: dict[str, str] = {
    # the line
    "words": "its number of words",
    "sentence": "whether it ends as a sentence",
    "function_words": "its share of function words",
    "capitalised": "its share of capitalised words",
    "capitals": "its share of capital letters",
    "digits": "its share of digits",
    "marks": "its share of marks",
    "commas": "its commas",
    "word_length": "the length of its words",
    "separators": "its separators",
    "small_start": "whether it begins with a small letter",
    "bullet": "whether it is an item of a list",
    "trailing_off": "whether it trails off",
    "by_or_date": "whether it looks like a byline or a date",
    "new_names": "the names in it that no line above has",
    "repeated": "how often the text has it",
    # what it shares with the text
    "topic": "what it shares with the paragraphs",
    "topic_weight": "how much of it the paragraphs take up",
    "shared_above": "what it shares with the lines above",
    "shared_below": "what it shares with the lines below",
    # where it stands
    "gap": "the distance from paragraph to paragraph around it",
    "to_paragraph": "the distance to the next paragraph",
    "to_first": "the distance to the first paragraph",
    "words_before": "the share of the text before it",
    "words_after": "the share of the text after it",
    "prose_before": "the share of the paragraphs before it",
    "prose_after": "the share of the paragraphs after it",
    "lines_before": "the lines before it",
    "block": "the lines of its block",
    # its neighbours
    "words_around": "the words of the lines around it",
    "prose_around": "the paragraphs around it",
    "words_above": "the words of the line above",
    "words_below": "the words of the line below",
    "capitalised_above": "the capitalised words of the line above",
    "capitalised_above_2": "the capitalised words two lines above",
    "capitalised_below": "the capitalised words of the line below",
    # what the rules found
    "dropped": "whether a sure rule drops it",
    "likely": "whether the rules drop it",
    "rules": "the rules that fired on it",
    "rule_above": "the distance to a rule's line above",
    "rule_below": "the distance to a rule's line below",
    "dropped_above": "the share of dropped lines above",
    "dropped_below": "the dropped lines below",
    "template_above": "the distance to a share or navigation line above",
    "template_below": "the distance to a share or navigation line below",
    "promotion_below": "the distance to a promotion below",
    "author_above": "the distance to an author or date line above",
    "comments_above": "the distance to a comment form above",
    # the document
    "text_lines": "the lines of the text",
    "text_words": "the words of the text",
    "text_median": "the words of its middle line",
    "text_prose": "the share of paragraphs in the text",
    "text_dropped": "the share of the text that sure rules drop",
    "text_blank": "the share of blank lines in the text",
    "text_code": "the share of code in the text",
}

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
_CODE = re.compile(
    r"[{};]\s*$|^\s*[}\])]+[;,]?\s*$|\w\(.*\)|=>|==|->|::|</?\w+[^>]*>|^\s*(?:#|//|\$ |@\w)"
    r"|\w_\w|[a-z][A-Z]\w*[(:.]|^\s*\w+: [\w\[{'\"].*[,!\]]$"
    r"|^\s*(?:def|class|return|import|from|const|let|var|type|if|for) .*[:;({=]\s*$|\S=\S"
)
_BYLINE = re.compile(
    r"\W*(?:by|written by|posted by|words by|story by|reviewed by|edited by|author|published"
    r"|posted|updated|last updated|last modified|date)\b",
    re.IGNORECASE,
)
_BYLINE_WORDS = 12

_TEMPLATE = frozenset({"share", "navigation", "tag_list"})
_PROMOTION = frozenset(
    {
        "promo_newsletter",
        "promo_subscribe",
        "promo_app",
        "ad_marker",
        "cookie_consent",
        "login_form",
    }
)
_AUTHOR = frozenset({"author_bio", "byline_meta", "date_meta", "read_time"})
_COMMENTS = frozenset({"comment_form"})


def measure(
    lines: Sequence[Line],
    shapes: Sequence[Shape],
    standing: Sequence[Sequence[Match]],
    sure: Collection[int],
    likely: Collection[int],
) -> tuple[list[int], list[list[float]]]:
    """The filled lines (their indexes) and a row of measures for each, in the order of MEASURES.

    `standing`: the matches of each line that hold; `sure`, `likely`: the indexes of the lines
    that the rules drop, without and with the likely ones.
    """
    filled = [i for i, line in enumerate(lines) if not line.blank]
    if not filled:
        return [], []
    table = _Table(lines, filled, [shapes[i] for i in filled])
    matches = [standing[i] for i in filled]
    columns = {
        **table.line_columns(),
        **table.topic_columns(),
        **table.place_columns([i in sure for i in filled]),
        **table.neighbour_columns(),
        **_rule_columns(matches, [i in sure for i in filled], [i in likely for i in filled]),
        **table.document_columns([i in sure for i in filled]),
    }
    rows = zip(*(columns[name] for name in MEASURES), strict=True)
    return filled, [list(row) for row in rows]


def is_code(text: str) -> bool:
    """Whether a line looks like a line of a program or of markup."""
    return _CODE.search(text[:300]) is not None


class _Table:
    """The columns that the text alone gives."""

    def __init__(self, lines: Sequence[Line], filled: list[int], shapes: list[Shape]) -> None:
        self.lines, self.filled, self.shapes = lines, filled, shapes
        self.n = len(filled)
        self.texts = [lines[i].text.strip() for i in filled]
        self.words = [shape.words for shape in shapes]
        self.prose = [shape.prose for shape in shapes]
        self.vocabulary = Vocabulary(self.texts)
        self.capitalised = [_capitalised(text) for text in self.texts]
        self.sums = _running(self.words)

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
        above, below = _distances(self.prose)
        plain = [
            words if prose and not gone else 0
            for words, prose, gone in zip(self.words, self.prose, sure, strict=True)
        ]
        prose_sums = _running(plain)
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
        prose_sums = _running([int(p) for p in self.prose])
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


def _rule_columns(
    matches: Sequence[Sequence[Match]], sure: list[bool], likely: list[bool]
) -> dict[str, list[float]]:
    n = len(matches)
    whole = [[m for m in found if m.whole_line] for found in matches]
    ruled = [
        gone or any(m.strength == "likely" for m in found)
        for gone, found in zip(sure, whole, strict=True)
    ]
    rule_above, rule_below = _distances(ruled)

    def of(categories: Collection[str]) -> tuple[list[int], list[int]]:
        return _distances([any(m.category in categories for m in found) for found in whole])

    sums = _running([int(gone) for gone in sure])
    template_above, template_below = of(_TEMPLATE)
    columns: dict[str, Sequence[float]] = {
        "dropped": sure,
        "likely": likely,
        "rules": [len(found) for found in matches],
        "rule_above": rule_above,
        "rule_below": rule_below,
        "dropped_above": [sums[i] / max(1, i) for i in range(n)],
        "dropped_below": [sums[n] - sums[i + 1] for i in range(n)],
        "template_above": template_above,
        "template_below": template_below,
        "promotion_below": of(_PROMOTION)[1],
        "author_above": of(_AUTHOR)[0],
        "comments_above": of(_COMMENTS)[0],
    }
    return {name: [float(value) for value in column] for name, column in columns.items()}


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


def _running(values: Sequence[int]) -> list[int]:
    """Sums of the first 0, 1, 2 ... values."""
    sums = [0]
    for value in values:
        sums.append(sums[-1] + value)
    return sums


def _shifted(values: Sequence[float], by: int) -> list[float]:
    """The value `by` lines above (below, when negative); -1 where there is no such line."""
    n = len(values)
    return [float(values[i - by]) if 0 <= i - by < n else -1.0 for i in range(n)]


def _distances(flags: Sequence[bool]) -> tuple[list[int], list[int]]:
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
