"""Threads of comments: prose by readers, told from the article by what stands around it.

What readers write under an article is prose about its subject; no line of it looks like debris. But
its entries come with heads, names, times and buttons that articles do not have, and after them the
article does not go on.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from cleaner.evidence.shape import Shape
from cleaner.model import Line, Match
from cleaner.rulebook.rule import Rule, phrase_key

COMMENTS = "structure.comments"

ENOUGH = 5
"""Points that make a thread, from its first trace to the end of the run of traces."""

CERTAIN = 9
"""Points that make a thread even where readers wrote more than the author."""

_WORTH = {"head": 3, "stamp": 2, "mark": 1, "time": 1}
_MOST_OF_A_KIND = 3
"""So many matches of one rule count: a list of times is no thread, however long."""

_PROSE_BETWEEN = 12
"""Paragraphs that one comment may have; after more without a trace the run is over."""

_PROSE_ABOVE = 3
"""Paragraphs of an article before its comments. A count of comments over it opens no thread."""

_FAR_DOWN, _LITTLE, _AT_THE_END = 6, 1 / 3, 2
"""A sure head (a count of comments) under so many paragraphs, with no more than this share of them
under it, has so many points more."""

_NAME_WORDS = 4
"""A line of no more words over a time may be the name of who wrote then."""

_TITLE_LETTERS = 12
"""A shorter headline could be part of a line by chance."""


@dataclass(frozen=True, slots=True)
class _Trace:
    """A line that a rule of threads names: its place among the filled lines, what it is."""

    place: int
    role: str
    rule: str
    sure: bool
    timed: bool = False

    @property
    def kind(self) -> str:
        """What counts together: the other traces of one rule; nothing tells heads apart."""
        return "" if self.role == "head" else self.rule


def comment_thread(
    lines: Sequence[Line],
    filled: Sequence[int],
    shapes: Sequence[Shape],
    matches: Mapping[int, Sequence[Match]],
    rules: Mapping[str, Rule],
    title: str | None,
) -> Match | None:
    """The match that takes a thread of comments, and all after it, at its first line.

    Its `support` is the points of the run of traces that begins there.
    """
    traces = list(_traces(lines, filled, shapes, matches, rules))
    if not traces:
        return None
    prose_before = [0, *accumulate(shapes[i].prose for i in filled)]
    headline = _headline(lines, filled, shapes, title)
    for first, (trace, points) in enumerate(
        zip(traces, _points(traces, prose_before), strict=True)
    ):
        above = prose_before[trace.place]
        if above < _PROSE_ABOVE:
            continue
        text, i = lines[filled[trace.place]].text, filled[trace.place]
        because: tuple[str, ...] = ()
        if trace.role == "head" and trace.sure and above >= _FAR_DOWN:
            below = prose_before[-1] - above
            if below <= _LITTLE * above:
                points, because = points + _AT_THE_END, ("near the end of the text",)
        if trace.role == "head" and _names(text, headline):
            points, because = CERTAIN, ("a head over comments that names the headline",)
        elif points >= ENOUGH:
            because = (*_counted(traces, first, prose_before), *because)
        if points >= ENOUGH:
            return thread_match(lines[i], i, points, because)
    return None


def thread_match(line: Line, i: int, points: int, because: tuple[str, ...]) -> Match:
    """What takes a thread that begins with the line `i`, and all after it."""
    return Match.of_line(
        *(COMMENTS, "comment_form", i, line.text),
        scope="to_end",
        support=points,
        because=because,
    )


def _traces(
    lines: Sequence[Line],
    filled: Sequence[int],
    shapes: Sequence[Shape],
    matches: Mapping[int, Sequence[Match]],
    rules: Mapping[str, Rule],
) -> Iterator[_Trace]:
    """The lines that rules of threads name, each once, for the most that it is worth.

    A time under a name is a stamp, if the name is not that of one before: a page of posts by one
    author has as many times.
    """
    names: set[str] = set()
    for i in sorted(matches):
        found = [
            (_WORTH[rule.thread], rule.strength == "sure", rule.thread, rule.id)
            for match in matches[i]
            if (rule := rules.get(match.rule)) and rule.thread in _WORTH
        ]
        if found:
            _, sure, role, rule_id = max(found)
            place, timed = bisect_left(filled, i), role == "time"
            if timed and place:
                above = filled[place - 1]
                name = phrase_key(lines[above].text)
                if shapes[above].title_like and shapes[above].words <= _NAME_WORDS:
                    place -= 1  # an entry begins with its name
                    role = role if name in names else "stamp"
                    names.add(name)
            yield _Trace(place, role, rule_id, sure, timed)


def _points(traces: Sequence[_Trace], prose_before: Sequence[int]) -> list[int]:
    """For each trace, the points of the run that begins there: up to the first long stretch
    without any. Counted from the last to the first, so that the time grows with their number.

    Times alone are too few, however many: a programme, fixtures, a chronicle, letters have them
    under a word or a name.
    """
    points = [0] * len(traces)
    counts: Counter[str] = Counter()
    total, others = 0, False
    for n in range(len(traces) - 1, -1, -1):
        if n + 1 < len(traces) and _far(traces[n], traces[n + 1], prose_before):
            counts.clear()
            total, others = 0, False
        others = others or not traces[n].timed
        kind = traces[n].kind
        if counts[kind] < (1 if traces[n].role == "head" else _MOST_OF_A_KIND):
            total += _WORTH[traces[n].role]
        counts[kind] += 1
        points[n] = total if others else min(total, ENOUGH - 1)
    return points


def _counted(traces: Sequence[_Trace], first: int, prose_before: Sequence[int]) -> tuple[str, ...]:
    """What the run that begins with the trace `first` is made of, in words."""
    last = first
    while last + 1 < len(traces) and not _far(traces[last], traces[last + 1], prose_before):
        last += 1
    counts = Counter(trace.kind for trace in traces[first : last + 1])
    return tuple(
        f"{count} times {rule}" if rule else "a head over comments"
        for rule, count in sorted(counts.items())
    )


def _far(trace: _Trace, after: _Trace, prose_before: Sequence[int]) -> bool:
    return prose_before[after.place] - prose_before[trace.place] > _PROSE_BETWEEN


def _headline(
    lines: Sequence[Line], filled: Sequence[int], shapes: Sequence[Shape], title: str | None
) -> str:
    """The key of the title, or of a first line that may be the headline."""
    if title is None:
        title = "" if shapes[filled[0]].prose else lines[filled[0]].text
    key = phrase_key(title)
    return key if len(key) >= _TITLE_LETTERS else ""


def _names(text: str, headline: str) -> bool:
    key = phrase_key(text)
    return bool(headline) and key != headline and headline in key
