"""Plain, named measures of the lines of a document and of what stands around them.

They say what a line looks like, where it stands, and what the rules found near it; never what it
says. `MEASURES` names them all, in the order of a row, with the words a report uses for them. What
the text alone gives is measured in `table`, what the rules found here.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property

from cleaner.evidence.shape import Shape
from cleaner.evidence.table import FAR, Columns, Table, running, to_last, to_next
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

TEMPLATE = frozenset({"share", "navigation", "tag_list"})
"""The categories of what a page has around every article."""

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


class Measured:
    """The filled lines of a document, measured when they are asked for.

    `standing`: the matches of each line that hold; `sure`, `likely`: the indexes of the lines
    that the rules drop, without and with the likely ones. `filled`: the indexes of the lines.
    """

    def __init__(
        self,
        lines: Sequence[Line],
        shapes: Sequence[Shape],
        standing: Sequence[Sequence[Match]],
        sure: Collection[int],
        likely: Collection[int],
    ) -> None:
        self.filled = [i for i, line in enumerate(lines) if line.text.strip()]
        self._table = Table(lines, self.filled, shapes)
        self._found = [standing[i] for i in self.filled]
        self._sure = [i in sure for i in self.filled]
        self._likely = [i in likely for i in self.filled]

    def rows(self, numbers: Sequence[int]) -> list[tuple[float, ...]]:
        """The measures of these filled lines, in the order of MEASURES: column by column, which
        takes half the time of line by line."""
        table = self._table
        columns = {
            **table.line(numbers),
            **table.topic(numbers),
            **table.place(numbers),
            **self._among_paragraphs(numbers),
            **table.neighbours(numbers),
            **self._rules(numbers),
        }
        document = {**table.document, "text_dropped": self._dropped[-1] / table.n}
        columns |= {name: [value] * len(numbers) for name, value in document.items()}
        return list(zip(*(columns[name] for name in MEASURES), strict=True))

    def row(self, n: int) -> tuple[float, ...]:
        """The measures of the `n`th filled line."""
        return self.rows([n])[0]

    @property
    def listed(self) -> bool:
        """Whether there is a list of function words for the language of the document."""
        return self._table.vocabulary.listed

    def topic(self, n: int) -> float:
        """What the `n`th filled line shares with the paragraphs."""
        return self._table.taken_up(n)

    def _among_paragraphs(self, numbers: Sequence[int]) -> Columns:
        """Where the lines stand among the paragraphs that no sure rule drops."""
        sums, first = self._prose_sums, self._first_paragraph
        total = max(1, sums[-1])
        return {
            "to_first": [float(max(-5, min(FAR, first - n))) for n in numbers],
            "prose_before": [sums[n] / total for n in numbers],
            "prose_after": [(sums[-1] - sums[n + 1]) / total for n in numbers],
        }

    def _rules(self, numbers: Sequence[int]) -> Columns:
        gone = self._dropped
        ruled, template = self._ruled, self._of(TEMPLATE)
        return {
            "dropped": [float(self._sure[n]) for n in numbers],
            "likely": [float(self._likely[n]) for n in numbers],
            "rules": [float(len(self._found[n])) for n in numbers],
            "rule_above": to_last(ruled, numbers),
            "rule_below": to_next(ruled, numbers),
            "dropped_above": [gone[n] / max(1, n) for n in numbers],
            "dropped_below": [float(gone[-1] - gone[n + 1]) for n in numbers],
            "template_above": to_last(template, numbers),
            "template_below": to_next(template, numbers),
            "promotion_below": to_next(self._of(_PROMOTION), numbers),
            "author_above": to_last(self._of(_AUTHOR), numbers),
            "comments_above": to_last(self._of(_COMMENTS), numbers),
        }

    @cached_property
    def _dropped(self) -> list[int]:
        return running(self._sure)

    @cached_property
    def _plain_words(self) -> list[int]:
        """The words of each paragraph that no sure rule drops; 0 for other lines."""
        table = self._table
        return [
            words if prose and not gone else 0
            for words, prose, gone in zip(table.words, table.prose, self._sure, strict=True)
        ]

    @cached_property
    def _prose_sums(self) -> list[int]:
        return running(self._plain_words)

    @cached_property
    def _first_paragraph(self) -> int:
        return next((n for n, words in enumerate(self._plain_words) if words), 0)

    @cached_property
    def _whole(self) -> dict[int, list[Match]]:
        """The matches of whole lines, of the lines that have some."""
        fired = ((n, found) for n, found in enumerate(self._found) if found)
        whole = {n: [match for match in found if match.whole_line] for n, found in fired}
        return {n: found for n, found in whole.items() if found}

    @cached_property
    def _ruled(self) -> list[int]:
        likely = {n for n, found in self._whole.items() if any(map(_is_likely, found))}
        return sorted(likely.union(n for n, gone in enumerate(self._sure) if gone))

    def _of(self, categories: frozenset[str]) -> list[int]:
        """The lines that a rule of these categories names."""
        if categories not in self._named:
            self._named[categories] = [
                n
                for n, found in self._whole.items()
                if any(m.category in categories for m in found)
            ]
        return self._named[categories]

    @cached_property
    def _named(self) -> dict[frozenset[str], list[int]]:
        return {}


def measure(
    lines: Sequence[Line],
    shapes: Sequence[Shape],
    standing: Sequence[Sequence[Match]],
    sure: Collection[int],
    likely: Collection[int],
) -> tuple[list[int], list[tuple[float, ...]]]:
    """The filled lines (their indexes) and a row of measures for each."""
    measured = Measured(lines, shapes, standing, sure, likely)
    return measured.filled, measured.rows(range(len(measured.filled))) if measured.filled else []


def _is_likely(match: Match) -> bool:
    return match.strength == "likely"
