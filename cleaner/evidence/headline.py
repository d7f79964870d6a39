"""Labels over the headline: the section, a button, the blog's name, left over from a menu.

What stands above a headline is seldom the article's. A few lines of three words at most go if the
line under them is a headline beyond doubt: as long as one, not ended as a sentence, and taken up by
the paragraphs that follow. What these take up just so may be the title, and stays.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import pairwise

from cleaner.evidence.shape import Shape, is_byline
from cleaner.evidence.vocabulary import STEM, TERM
from cleaner.evidence.words import is_unspaced
from cleaner.model import Line, Match
from cleaner.rulebook.rule import fold, is_item

ABOVE_HEADLINE = "structure.above_headline"

MOST_LABELS, LABEL_WORDS = 4, 3
"""So many labels, of so many words each; longer lines may be the headline's first half."""

TAKEN_UP = 0.4
"""The share of its terms that the paragraphs take up: others may be a head in a list."""

PARAGRAPHS_WITHIN = 10
"""Filled lines under the headline (bylines, dates, captions) until the first paragraph."""

_SUPPORT = 1
_GOES_ON = (":", ",", ";", ".", "\u2026", "\u2013", "\u2014", "-")
_DIGIT = re.compile(r"\d")
_WHY = "a label over the headline, which the paragraphs take up"


def label_matches(
    lines: Sequence[Line],
    filled: Sequence[int],
    shapes: Sequence[Shape],
    named: Container[int],
) -> Iterator[Match]:
    """The labels over the headline, as matches that bring their own evidence.

    `named`: the lines that a rule names whole. Long ones are passed over, as are dates and bylines.
    """
    over = _over_headline(lines, filled, shapes, named)
    labels = [i for i in over if _is_label(lines[i].text, shapes[i])]
    if labels and _is_headline(lines, filled, shapes, len(over)):
        below = [shapes[i] for i in filled[len(over) :]]
        for i in labels:
            if _is_title(shapes[i], below):
                continue
            yield Match.of_line(
                ABOVE_HEADLINE, "navigation", i, lines[i].text, support=_SUPPORT, because=(_WHY,)
            )


def _over_headline(
    lines: Sequence[Line],
    filled: Sequence[int],
    shapes: Sequence[Shape],
    named: Container[int],
) -> Sequence[int]:
    """The short lines that the text begins with; none if there are too many of them."""
    for n, i in enumerate(filled[: MOST_LABELS + 1]):
        if i in named:
            continue
        if shapes[i].words > LABEL_WORDS and not is_byline(lines[i].text, shapes[i].words):
            return filled[:n]
        if shapes[i].sentence or is_item(lines[i].text):
            return ()
    return ()


def _is_label(text: str, shape: Shape) -> bool:
    short = shape.words <= LABEL_WORDS
    return short and not (is_byline(text, shape.words) or _DIGIT.search(text))


def _is_title(label: Shape, below: Sequence[Shape]) -> bool:
    """Whether a label is what the text tells of: its title, over a longer line under the title."""
    own = _terms(label.listed or ())
    all_in = below if label.words > 1 else below[:1]  # one word alone: in the headline
    return bool(own) and _taken(own, all_in, len(own)) == len(own)


def _is_headline(
    lines: Sequence[Line], filled: Sequence[int], shapes: Sequence[Shape], n: int
) -> bool:
    """Whether the `n`th filled line is a headline of the paragraphs under it."""
    i = filled[n]
    text = lines[i].text.strip()
    if not shapes[i].title_like or text.endswith(_GOES_ON) or text[0].islower() or is_item(text):
        return False
    if not any(shapes[j].prose for j in filled[n + 1 : n + 1 + PARAGRAPHS_WITHIN]):
        return False
    terms = _terms(shapes[i].listed or ())
    enough = TAKEN_UP * len(terms)
    below = (shapes[j] for j in filled[n + 1 :] if shapes[j].prose)
    return bool(terms) and _taken(terms, below, enough) >= enough


def _taken(terms: set[str], lines: Iterable[Shape], enough: float) -> int:
    """How many of the terms these lines have, counted until there are enough.

    To look for a term is quicker than to cut a line into words; but two characters that are words
    need not stand side by side.
    """
    left = set(terms)
    pairs = any(map(is_unspaced, terms))
    last: tuple[str, ...] = ()
    for line in lines:
        if len(terms) - len(left) >= enough:
            break
        if pairs or any(map(fold(line.sample).__contains__, left)):
            words = (*last, *(line.listed or ()))
            left -= _terms(words)
            last = words[-1:]
    return len(terms) - len(left)


def _terms(words: Sequence[str]) -> set[str]:
    """The beginnings of the longer words, and pairs of characters that are words."""
    long = {word[:STEM] for word in words if len(word) >= TERM}
    return long | {a + b for a, b in pairwise(words) if is_unspaced(a) and is_unspaced(b)}
