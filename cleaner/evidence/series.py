"""Captions and lists of other stories that show in a series, or by standing out of one.

No phrase tells them: a caption that stands twice, once as the alternative text of its picture; an
alternative text in small letters, where all heads of the text begin with a capital; a ticker of
headlines with the time of each, the newest first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from cleaner.evidence.code import code_lines
from cleaner.evidence.shape import Shape
from cleaner.model import Line, Match
from cleaner.rulebook.rule import is_item, phrase_key

TWIN_LINES = "structure.twin_lines"
ALT_TEXT = "structure.alt_text"
TICKER = "structure.ticker"
SERIES_RULES = (TWIN_LINES, ALT_TEXT, TICKER)

_TWIN_WORDS, _ALT_WORDS = 4, 3
"""The fewest words: shorter twins are cells of tables, shorter lines in small letters are names."""

_TWIN_PAIRS = 3
"""So many pairs in one text are captions and alternative texts, not heads."""

_TWICE = "it stands twice, one directly after the other"
_LOWER = re.compile(r"(?<![^\W_])[a-z\u00df-\u00f6\u00f8-\u00ff]{4}")
"""A word in small letters, too long for one that heads in title case leave small ("with" aside)."""

_FEWEST_HEADS = 2
"""Heads that begin with a capital, before one in small letters is out of the ordinary."""

_MOST_CODE = 1
"""Lines of code in a text beside which a line in small letters may be a command."""

_TICKER_LINES, _TICKER_WORDS, _TICKER_TIMES = 4, 3, 3
"""Lines of a ticker at least, words after the time at least, and different times at least."""

_TIME = 2
"""The words that a time of the day is counted as: hour and minute."""

_ENOUGH, _PROVED = 2, 3
"""Points: enough to go, and enough to go where a point speaks for staying (a whole sentence)."""

_ROW = re.compile(r"\t|\S\s*\|\s*\S|\s{3,}\S")
_SMALL = re.compile(
    r"[^\W\d_]{2,}(?:['\u2019-][^\W\d_]+)*(?: (?:&|\d{1,4}|[^\W\d_]+(?:['\u2019-][^\W\d_]+)*))*"
)
"""Words only: no address, no sentence, no list. Commands are an exception in `rules/any`."""

_GOES_ON = (":", ",", ";", "-", "\u2013", "\u2014", "(")
_CLOCK = re.compile(r"\W{0,3}([01]?\d|2[0-3]) ?[:.h] ?([0-5]\d)\b(?! ?[ap]\.?m)", re.IGNORECASE)


def series_matches(
    lines: Sequence[Line],
    filled: Sequence[int],
    shapes: Sequence[Shape],
    named: Container[int],
) -> Iterator[Match]:
    """What a series of lines says, as matches that bring their own evidence.

    `named`: the lines that a rule names whole. A twin of such a line may be the copy that stays.
    """
    prose = [n for n, i in enumerate(filled) if shapes[i].prose]
    if not prose:
        return
    yield from _twins(lines, filled, shapes, prose, named)
    yield from _alt_texts(lines, filled, shapes)
    yield from _tickers(lines, filled, shapes, prose)


def _twins(
    lines: Sequence[Line],
    filled: Sequence[int],
    shapes: Sequence[Shape],
    prose: Sequence[int],
    named: Container[int],
) -> Iterator[Match]:
    """A line that stands twice, one directly after the other, beside a paragraph.

    The second goes: one copy is enough of whatever it is. Between two paragraphs both go where
    they are captions with the alternative text of their pictures: whole sentences, or one of
    several such pairs that are not written as heads are.
    """
    pairs = list(_pairs(lines, filled, shapes))
    different = {phrase_key(lines[filled[n]].text) for n in pairs}
    for n in pairs:
        i, j = filled[n], filled[n + 1]
        if i in named or j in named:
            continue
        text = lines[i].text.rstrip()
        inside = prose[0] < n and n + 1 < prose[-1] and not shapes[i].prose
        captions = len(different) >= _TWIN_PAIRS and _LOWER.search(text) is not None
        if inside and not text.endswith("?") and (shapes[i].sentence or captions):
            why = (_TWICE, "between two paragraphs")
            yield Match.of_line(TWIN_LINES, "caption", i, text, support=_PROVED, because=why)
        category, again = "caption" if inside else "duplicate_title", lines[j].text
        yield Match.of_line(TWIN_LINES, category, j, again, support=_PROVED, because=(_TWICE,))


def _pairs(lines: Sequence[Line], filled: Sequence[int], shapes: Sequence[Shape]) -> Iterator[int]:
    """The places of the first of two equal lines: not of three, no items, no rows of a table."""
    keys: Counter[str] | None = None
    for n, (i, j) in enumerate(pairwise(filled)):
        words, text = shapes[i].words, lines[i].text
        if words < _TWIN_WORDS or words != shapes[j].words:
            continue
        key = phrase_key(text)
        if key != phrase_key(lines[j].text) or _ROW.search(text) or is_item(text):
            continue
        if keys is None:
            keys = Counter(phrase_key(lines[k].text) for k in filled)
        around = (filled[m] for m in (n - 1, n + 2) if 0 <= m < len(filled))
        if keys[key] == 2 and any(shapes[m].prose for m in around):
            yield n


def _alt_texts(
    lines: Sequence[Line], filled: Sequence[int], shapes: Sequence[Shape]
) -> Iterator[Match]:
    """A line of words in small letters after a whole sentence, where heads have capitals."""
    small, heads = [], 0
    for n, i in enumerate(filled):
        if shapes[i].words < 2 or not shapes[i].title_like:
            continue
        text = lines[i].text.strip()
        heads += text[0].isupper()
        if text[0].islower() and shapes[i].words >= _ALT_WORDS and text == text.lower():
            small.append((n, i, text))
    if heads < max(_FEWEST_HEADS, len(small)):
        return
    if small and len(code_lines([lines[i].text for i in filled])) > _MOST_CODE:
        return
    for n, i, text in small:
        if not 0 < n < len(filled) - 1 or not _SMALL.fullmatch(text):
            continue
        above, below = filled[n - 1], filled[n + 1]
        begins = lines[below].text.strip()
        if begins[0].islower() or begins[0] in ",.;:)":
            continue
        if shapes[above].sentence:
            reason = "in small letters after a whole sentence"
        elif _between_head_and_prose(lines[above].text, shapes[above], shapes[i], shapes[below]):
            reason = "in small letters between a head and its paragraph"
        else:
            continue
        why = (reason, "the heads of the text begin with capitals")
        yield Match.of_line(ALT_TEXT, "caption", i, lines[i].text, support=_ENOUGH, because=why)


def _between_head_and_prose(above: str, head: Shape, shape: Shape, below: Shape) -> bool:
    """Whether a line is not the rest of a head that was cut in two, or of a broken paragraph."""
    return (
        head.title_like
        and above.strip()[0].isupper()
        and not above.rstrip().endswith(_GOES_ON)
        and shape.words > _ALT_WORDS
        and not any(character.isdigit() for character in shape.sample)
        and below.prose
    )


def _tickers(
    lines: Sequence[Line], filled: Sequence[int], shapes: Sequence[Shape], prose: Sequence[int]
) -> Iterator[Match]:
    """Lines around the article that begin with a time of the day, the newest first.

    A timetable and the course of a day go the other way.
    """
    run: list[tuple[int, int]] = []
    for n, i in enumerate(filled):
        asked = shapes[i].words >= _TICKER_WORDS + _TIME and not prose[0] < n < prose[-1]
        time = _clock(lines[i].text) if asked else None
        if run and (time is None or time > run[-1][1]):
            yield from _ticker(lines, run)
            run = []
        if time is not None:
            run.append((i, time))
    yield from _ticker(lines, run)


def _ticker(lines: Sequence[Line], run: Sequence[tuple[int, int]]) -> Iterator[Match]:
    """The lines of a run, with their times, if they are enough of a ticker."""
    if len(run) < _TICKER_LINES or len({time for _, time in run}) < _TICKER_TIMES:
        return
    why = (f"one of {len(run)} lines with a time", "the newest is first")
    for i, _ in run:
        yield Match.of_line(TICKER, "related_link", i, lines[i].text, support=_PROVED, because=why)


def _clock(text: str) -> int | None:
    """The minutes since midnight that a line begins with."""
    found = _CLOCK.match(text)
    return 60 * int(found[1]) + int(found[2]) if found else None
