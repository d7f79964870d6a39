"""Plain, named measures of the lines of a document and of what stands around them.

They say what a line looks like, where it stands, and what the rules found near it; never what it
says. `MEASURES` names them all, in the order of a row, with the words a report uses for them. What
the text alone gives is measured in `columns`, what the rules found here.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from cleaner.evidence.columns import Table, distances, running
from cleaner.evidence.shape import Shape
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
    table = Table(lines, filled, [shapes[i] for i in filled])
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


def _rule_columns(
    matches: Sequence[Sequence[Match]], sure: list[bool], likely: list[bool]
) -> dict[str, list[float]]:
    n = len(matches)
    whole = [[m for m in found if m.whole_line] for found in matches]
    ruled = [
        gone or any(m.strength == "likely" for m in found)
        for gone, found in zip(sure, whole, strict=True)
    ]
    rule_above, rule_below = distances(ruled)

    def of(categories: Collection[str]) -> tuple[list[int], list[int]]:
        return distances([any(m.category in categories for m in found) for found in whole])

    sums = running([int(gone) for gone in sure])
    template_above, template_below = of(TEMPLATE)
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
