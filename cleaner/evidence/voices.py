"""Threads of comments of which nothing is left but names and what readers say to each other.

A comment is prose on the article's subject, and a name over a paragraph may be anything: a speaker,
an expert, a head. But readers speak to the author of what they have read ("Thanks for this post"),
and to each other by name, and articles do neither. Both together, some times over, at the end of a
text, are a thread.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from cleaner.evidence.shape import Shape
from cleaner.evidence.thread import COMMENTS, thread_match
from cleaner.model import Line, Match
from cleaner.rulebook.rule import Rule, phrase_key

SPOKEN = ("voice", "address")
"""What rules say of such a line: it speaks of the post or to its author, or to somebody by name."""

_ENOUGH, _ABOVE = 5, 6
"""Points of the run, and paragraphs of the article above it, at least."""

_NAMED_WORTH, _WORTH, _MOST = 2, 1, 3
"""What a voice is worth under a name that no voice before it had, and without; of one kind, so many
count."""

_KINDS_WITHOUT_NAMES = 3
"""Kinds of voices where none stands under a name."""

_BETWEEN, _FIRST_BETWEEN, _BELOW = 12, 3, 12
"""Paragraphs between two voices at most, between the first two, and after the last."""

_NAME_WORDS, _NAME_LENGTH = 4, 40
"""A line of no more words, and characters, may be the name over a comment."""

_LINES_ABOVE = 24
"""Lines above the first voice in which names are looked for."""

_FIRST_WORDS = 4
"""Among so many words a comment names the one whom it answers."""

_ENDED = re.compile(r"[.,:;!?\u2026\"\u201d\u00bb]$")
_QUOTED = re.compile(r"\s*[\"'\u201c\u201e\u00ab\u300c\u2018]")
_COLON = (":", "\uff1a")
_CALL_ENDS = ",:!.\u2013\u2014-"


@dataclass(frozen=True, slots=True)
class _Voice:
    """A line by a reader: its place among the filled lines, and what kind of voice it is.

    `of_post`: it speaks of the post; `ruled`: a rule says what it is; `name`: the place of the name
    over it.
    """

    place: int
    kind: str
    of_post: bool
    ruled: bool
    name: int | None


def voiced_thread(
    lines: Sequence[Line],
    filled: Sequence[int],
    shapes: Sequence[Shape],
    matches: Mapping[int, Sequence[Match]],
    rules: Mapping[str, Rule],
) -> Match | None:
    """The match that takes such a thread, and all after it, at its first line.

    An exception for it in the article says that it has readers' letters of its own.
    """
    told = {
        bisect_left(filled, i): rule
        for i in sorted(matches)
        for rule in sorted(_spoken(matches[i], rules), key=lambda rule: rule.thread)
        if not _QUOTED.match(lines[i].text)
    }
    if not any(rule.thread == "voice" for rule in told.values()):
        return None
    prose = [0, *accumulate(shapes[i].prose for i in filled)]
    names = _names(lines, filled, shapes, matches, min(told) - _LINES_ABOVE)
    voices = [
        _Voice(n, rule.id, rule.thread == "voice", True, n - 1 if n - 1 in names else None)
        for n, rule in told.items()
    ]
    run = _last_run([*voices, *_calls(lines, filled, names, told)], prose)
    if not run or not _certain(run, names):
        return None
    start = _start(run[0], names, prose)
    if prose[start] < _ABOVE or lines[filled[start - 1]].text.rstrip().endswith(_COLON):
        return None
    if any(voice.place < start and voice.of_post for voice in voices):
        return None  # an article that has letters throughout
    if any(
        COMMENTS in m.protects
        for i in filled[bisect_left(prose, 1) : start]
        for m in matches.get(i, ())
    ):
        return None
    counts = Counter(voice.kind for voice in run)
    because = tuple(f"{n} times {kind}" for kind, n in counts.items())
    return thread_match(lines[filled[start]], filled[start], _points(run, names), because)


def _spoken(found: Sequence[Match], rules: Mapping[str, Rule]) -> list[Rule]:
    return [rule for m in found if (rule := rules.get(m.rule)) and rule.thread in SPOKEN]


def _names(
    lines: Sequence[Line],
    filled: Sequence[int],
    shapes: Sequence[Shape],
    matches: Mapping[int, Sequence[Match]],
    first: int,
) -> dict[int, str]:
    """The lines from the place `first` on that may be the names over comments, by their place.

    Of two such lines, one over the other, the upper is what somebody else wrote ("Great").
    """
    names: dict[int, str] = {}
    for n in range(len(filled) - 2, max(0, first) - 1, -1):
        i = filled[n]
        text = lines[i].text.strip()
        if (
            n + 1 not in names
            and shapes[i].title_like
            and 0 < shapes[i].words <= _NAME_WORDS
            and len(text) <= _NAME_LENGTH
            and not matches.get(i)
            and not _ENDED.search(text)
            and (text[0].isupper() or " " not in text)
        ):
            names[n] = phrase_key(text)
    return names


def _calls(
    lines: Sequence[Line], filled: Sequence[int], names: Mapping[int, str], told: Collection[int]
) -> Iterator[_Voice]:
    """The lines that begin with the name of somebody else who has written since the first voice
    that a rule knows: "San, how much ...". The heads of an article are nobody's names."""
    known: set[str] = set()
    own = ""
    for n in range(max(0, min(told) - 1), len(filled)):
        if n in names:
            own = _first_word(lines[filled[n]].text)
            known.add(own)
        elif n not in told and any(
            word in known and word != own for word in _called(lines[filled[n]].text)
        ):
            yield _Voice(n, "a name called", False, False, n - 1 if n - 1 in names else None)


def _first_word(text: str) -> str:
    return text.split()[0].strip("@,")


def _called(text: str) -> Iterator[str]:
    """The words at the beginning of a text that somebody may be called by."""
    for word in text.split(None, _FIRST_WORDS)[:_FIRST_WORDS]:
        if word[-1] in _CALL_ENDS or word[0] == "@":
            bare = word.strip("@" + _CALL_ENDS)
            if len(bare) > 1 and (bare[0].isupper() or word[0] == "@"):
                yield bare


def _last_run(voices: Sequence[_Voice], prose: Sequence[int]) -> list[_Voice]:
    """The voices near the end of the text that stand near each other.

    The first is one that a rule knows, with another such close by: where the article ends has to
    be certain.
    """
    run: list[_Voice] = []
    after, most = len(prose) - 1, _BELOW
    for voice in sorted(voices, key=lambda voice: voice.place, reverse=True):
        if prose[after] - prose[voice.place] > most:
            break
        run.append(voice)
        after, most = voice.place, _BETWEEN
    run.reverse()
    ruled = [voice for voice in run if voice.ruled]
    for voice, following in pairwise(ruled):
        if prose[following.place] - prose[voice.place] <= _FIRST_BETWEEN:
            return run[run.index(voice) :]
    return []


def _points(run: Sequence[_Voice], names: Mapping[int, str]) -> int:
    counts: Counter[str] = Counter()
    heard: set[str] = set()
    points = 0
    for voice in run:
        counts[voice.kind] += 1
        name = "" if voice.name is None else names[voice.name]
        if counts[voice.kind] <= _MOST:
            points += _NAMED_WORTH if name and name not in heard else _WORTH
        heard.add(name)
    return points


def _certain(run: Sequence[_Voice], names: Mapping[int, str]) -> bool:
    """Whether the run, somewhere in which the post is spoken of, is enough: somebody speaks to
    another by name; where no name stands over a voice there are more kinds."""
    kinds = {voice.kind for voice in run}
    named = any(voice.name is not None for voice in run)
    return (
        _points(run, names) >= _ENOUGH
        and not all(voice.of_post for voice in run)
        and (named or len(kinds) >= _KINDS_WITHOUT_NAMES)
    )


def _start(first: _Voice, names: Mapping[int, str], prose: Sequence[int]) -> int:
    """Where the comments begin: with the name over the first voice, or one above whose owner
    writes again below. No head of an article does."""
    start = first.place if first.name is None else first.name
    again = {names[n] for n in names if n > start}
    for n in sorted((n for n in names if n < start), reverse=True):
        if prose[start] - prose[n] > _BETWEEN:
            break
        if names[n] in again:
            start = n
    return start
