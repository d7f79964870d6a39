"""Debris that has no fixed phrase: a headline that stands twice, headlines of other stories."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Sequence

from cleaner.evidence.headline import label_matches
from cleaner.evidence.series import series_matches
from cleaner.evidence.shape import Shape
from cleaner.evidence.teasers import teaser_matches
from cleaner.evidence.words import word_list
from cleaner.model import Line, Match
from cleaner.rulebook.rule import fold, phrase_key, phrase_keys

DUPLICATE_TITLE = "structure.duplicate_title"
CAPS_HEADLINE = "structure.caps_headline"
LEARNED = "structure.model"

_CAPS_LETTERS, _CAPS_WORDS, _HEADLINE_WORDS, _MOST_CAPS_WORDS = 20, 5, 7, 25
"""A line in capitals with fewer letters or words is a head of the text's own, one with more words a
paragraph; so many words are as long as a headline."""

_CLEAR = 2
"""The points, of its own, with which a line is clearly a headline of another story."""

_SERIES = 0.5
"""The share of its words with which a head repeats another one."""

_ABOUT, _NOT_ABOUT = 0.3, 0.2
"""The share of a head's words from which on a paragraph is about it, and below which it is not."""

_TITLE_WORDS = 4
"""A shorter title may stand again as a label."""

_NEAR_HEADS = 50
"""Heads on either side that a head is compared with."""

_NUMBERED = re.compile(r"\W*(?:\d+|[IVXLC]+|[A-Z])[.):]\s|.*[:?]\W*$")
_STEM = 5
"""Letters of a word that are compared: "strike" and "strikes" are about the same thing."""


def structure_matches(
    lines: Sequence[Line],
    filled: Sequence[int],
    shapes: Sequence[Shape],
    title: str | None,
    named: Container[int],
) -> list[Match]:
    """What the shape of the lines says, as matches that bring their own evidence.

    `named`: the lines that a rule names whole.
    """
    return [
        *_duplicate_titles(lines, filled, shapes, title),
        *_caps_headlines(lines, filled, shapes),
        *label_matches(lines, filled, shapes, named),
        *series_matches(lines, filled, shapes, named),
        *teaser_matches(lines, filled, shapes, named),
    ]


def _duplicate_titles(
    lines: Sequence[Line], filled: Sequence[int], shapes: Sequence[Shape], title: str | None
) -> list[Match]:
    if not filled:
        return []
    if title is None and not shapes[filled[0]].prose:
        title = lines[filled[0]].text
    if title is None or len(word_list(title)) < _TITLE_WORDS:
        return []
    key = phrase_key(title)
    again = [i for i in filled if len(lines[i].text) <= 2 * len(title) + 9]
    keys = phrase_keys([lines[i].text for i in again])
    again = [i for i, other in zip(again, keys, strict=True) if other == key][1:]
    reason = "the headline stands above already"
    return [
        Match.of_line(DUPLICATE_TITLE, "duplicate_title", i, lines[i].text, because=(reason,))
        for i in again
    ]


def _caps_headlines(
    lines: Sequence[Line], filled: Sequence[int], shapes: Sequence[Shape]
) -> list[Match]:
    """Headlines of other stories in capitals, told from the author's own heads by evidence.

    They are as long as headlines, seldom come alone, and the paragraph under them is not about
    them: it goes on where the paragraph above stopped.
    """
    caps = [
        (n, i)
        for n, i in enumerate(filled)
        if shapes[i].caps and shapes[i].letters >= _CAPS_LETTERS and shapes[i].words >= _CAPS_WORDS
    ]
    if not caps:
        return []
    short_heads = sum(
        1
        for i in filled
        if shapes[i].caps and not shapes[i].sentence and shapes[i].words < _CAPS_WORDS
    )
    in_caps = {i for _, i in caps}
    long_ones = sum(shapes[i].words >= _HEADLINE_WORDS for _, i in caps)
    # two links in a row stand between the same two paragraphs
    others = [i for i in filled if i not in in_caps]
    weighed: dict[int, list[tuple[int, str]]] = {}
    heads = {i: _stems(lines[i].text, long_words=True) for _, i in caps}
    texts = {i: _stems(lines[i].text) for _, i in caps}
    for k, (_, i) in enumerate(caps):
        at = bisect_left(others, i)
        above = others[at - 1] if at else None
        below = others[at] if at < len(others) else None
        if above is None or shapes[i].sentence or shapes[i].words > _MOST_CAPS_WORDS:
            continue
        weighed[i] = _weigh(
            lines[i].text,
            shapes[i],
            lines[above].text if shapes[above].prose else "",
            lines[below].text if below is not None and shapes[below].prose else "",
            several=long_ones > 1,
            short_heads=short_heads > 0,
        )
        around = [j for _, j in caps[max(0, k - _NEAR_HEADS) : k + _NEAR_HEADS + 1] if j != i]
        if any(_share(heads[i], texts[j]) >= _SERIES for j in around):
            weighed[i].append((-3, "one of a series of heads that repeat each other"))
    return [
        Match.of_line(
            CAPS_HEADLINE,
            "related_link",
            i,
            lines[i].text,
            support=sum(weight for weight, _ in points),
            because=tuple(reason for _, reason in points),
        )
        for i, points in _with_consensus(weighed).items()
    ]


def _with_consensus(
    weighed: dict[int, list[tuple[int, str]]],
) -> dict[int, list[tuple[int, str]]]:
    """A text uses capitals for its own heads or for links to other stories, seldom for both.

    So a line that happens to share words with the paragraph under it goes with the others, when
    there are two at least and all of them are clear; and a line that happens to share none stays
    with them, when more of them are its own heads than are not.
    """
    sums = {i: sum(weight for weight, _ in points) for i, points in weighed.items()}
    ordered = sorted(sums.values())
    negative, clear = sum(s < 0 for s in ordered), sum(s >= _CLEAR for s in ordered)
    result = {}
    for i, points in weighed.items():
        own = sums[i]
        least = ordered[1 if own == ordered[0] else 0] if len(ordered) > 1 else 0
        if own < _CLEAR and len(ordered) > 2 and least >= _CLEAR:
            points = [*points, (3, "the other lines like it are headlines of other stories")]
        elif negative - (own < 0) > clear - (own >= _CLEAR):
            points = [*points, (-2, "the other lines like it are heads of this text")]
        result[i] = points
    return result


def _weigh(
    text: str, shape: Shape, above: str, below: str, *, several: bool, short_heads: bool
) -> list[tuple[int, str]]:
    points = [(-1, "capitals alone prove nothing")]
    if shape.words >= _HEADLINE_WORDS:
        points.append((1, "as long as a headline"))
    if several:
        points.append((1, "one of several in the text"))
    if above and below:
        about_below, about_above = _shared(text, below), _shared(text, above)
        if about_below > about_above and about_below >= _ABOUT:
            points.append((-3, "the next paragraph is about it"))
        elif about_below <= about_above or about_below < _NOT_ABOUT:
            points.append((1, "the next paragraph is not about it"))
    else:
        points.append((-1, "does not stand between two paragraphs"))
    if short_heads:
        points.append((-2, "the text has short heads in capitals of its own"))
    if _NUMBERED.match(text):
        points.append((-2, "numbered, a question or the start of a list"))
    return points


def _shared(head: str, paragraph: str) -> float:
    """The share of the head's longer words that the paragraph takes up."""
    return _share(_stems(head, long_words=True), _stems(paragraph))


def _share(head: set[str], there: set[str]) -> float:
    return len(head & there) / len(head) if head else 0.0


def _stems(text: str, *, long_words: bool = False) -> set[str]:
    words = word_list(text)
    return {fold(word)[:_STEM] for word in words if len(word) >= 4 or not long_words}
