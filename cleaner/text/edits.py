"""Edits: made from repairs and cuts, applied, undone. `restore(apply(t, e), e) == t`, always."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise, repeat
from operator import itemgetter
from typing import NamedTuple

from cleaner.errors import RestoreError
from cleaner.made import made
from cleaner.model import Cut, Edit


def apply(source: str, edits: Iterable[Edit]) -> str:
    """The text that `edits` (sorted, not overlapping, in coordinates of `source`) make of it."""
    pieces: list[str] = []
    at = 0
    for edit in edits:
        pieces += source[at : edit.start], edit.new
        at = edit.end
    pieces.append(source[at:])
    return "".join(pieces)


def restore(text: str, edits: Iterable[Edit]) -> str:
    """The source text again, from the clean `text` and the edits that made it.

    Raises RestoreError when the text does not hold what the edits say they left there.
    """
    pieces: list[str] = []
    at, shift = 0, 0  # `at` in the clean text; source offset = clean offset + shift
    for edit in edits:
        start = edit.start - shift
        if start < at or text[start : start + len(edit.new)] != edit.new or start > len(text):
            raise RestoreError(
                f"the edit of source characters {edit.start}-{edit.end} (line {edit.line}) left "
                f"{edit.new!r}, which is not what the clean text holds there; "
                "is this the report of another text?"
            )
        pieces += text[at:start], edit.old
        at = start + len(edit.new)
        shift += len(edit.old) - len(edit.new)
    pieces.append(text[at:])
    return "".join(pieces)


class _Change(NamedTuple):
    """A repair or a cut, in the coordinates of both texts: source `s:e`, repaired `a:b`."""

    s: int
    a: int
    e: int
    b: int
    repair: Edit | None
    cut: Cut | None


class Coordinates:
    """Offsets of the repaired text, told in offsets of the source text."""

    def __init__(self, repairs: Sequence[Edit]) -> None:
        self.changes: list[_Change] = []
        shift = 0  # source offset - repaired offset, before the repair
        for edit in repairs:
            a = edit.start - shift
            b = a + len(edit.new)
            self.changes.append(_Change(edit.start, a, edit.end, b, edit, None))
            shift += len(edit.old) - len(edit.new)
        self._starts = [change.a for change in self.changes]
        self._ends = [change.b for change in self.changes]

    def start(self, offset: int) -> int:
        """Where a stretch that begins at `offset` of the repaired text begins in the source."""
        i = bisect_left(self._ends, offset + 1)  # changes before i end at or before the offset
        if i < len(self.changes) and self.changes[i].a < offset:
            return self.changes[i].s  # inside a repair: all of it
        return offset + self._shift(i)

    def end(self, offset: int) -> int:
        """Where a stretch that ends at `offset` of the repaired text ends in the source."""
        i = bisect_left(self._starts, offset)  # changes before i begin before the offset
        if i and self.changes[i - 1].b > offset:
            return self.changes[i - 1].e
        return offset + self._shift(i)

    def _shift(self, i: int) -> int:
        """Source offset minus repaired offset, after the first `i` repairs."""
        return self.changes[i - 1].e - self.changes[i - 1].b if i else 0


def compose(source: str, repaired: str, repairs: Sequence[Edit], cuts: Sequence[Cut]) -> list[Edit]:
    """One sorted list of edits of `source`, from its repairs and the cuts of the repaired text.

    A cut that meets a repair makes one edit with it: `old` is the source text of both, `new` what
    is left, rule and category are the cut's, the repair is among the reasons.
    """
    if not cuts:
        return list(repairs)
    if not repairs and all(cut.end <= after.start for cut, after in pairwise(cuts)):
        return _edits_of(source, cuts)
    where = Coordinates(repairs)
    changes = where.changes + [
        _Change(where.start(cut.start), cut.start, where.end(cut.end), cut.end, None, cut)
        for cut in cuts
    ]
    changes.sort(key=itemgetter(0, 1, 2))
    groups: list[list[_Change]] = []
    source_reach = repaired_reach = -1
    for change in changes:
        # a repair that only adds has no length in the source, one that only removes none here
        if groups and (change.s < source_reach or change.a < repaired_reach):
            groups[-1].append(change)
        else:
            groups.append([change])
        source_reach = max(source_reach, change.e)
        repaired_reach = max(repaired_reach, change.b)
    return [
        _alone(source, group[0]) if len(group) == 1 else _one_edit(source, repaired, group)
        for group in groups
    ]


def _edits_of(source: str, cuts: Sequence[Cut]) -> list[Edit]:
    """The edits of cuts that meet neither each other nor a repair."""
    columns = (
        [cut.start for cut in cuts],
        [cut.end for cut in cuts],
        [cut.line for cut in cuts],
        [source[cut.start : cut.end] for cut in cuts],
        repeat(""),
        [cut.rule for cut in cuts],
        [cut.category for cut in cuts],
        [cut.strength for cut in cuts],
        [tuple(dict.fromkeys(cut.because)) for cut in cuts],
    )
    return made(Edit, len(cuts), *columns)


def _alone(source: str, change: _Change) -> Edit:
    """The edit of a repair or a cut that meets no other."""
    if change.cut is None:
        assert change.repair is not None
        return change.repair
    moved = replace(change.cut, start=change.s, end=change.e)
    return _edits_of(source, [moved])[0]


def _one_edit(source: str, repaired: str, group: list[_Change]) -> Edit:
    """The edit of changes that meet; a cut is among them, for repairs do not meet each other."""
    first_cut = next(change.cut for change in group if change.cut)
    start, end = min(change.s for change in group), max(change.e for change in group)
    left, at = [], min(change.a for change in group)
    for change in sorted(group, key=lambda change: change.a):
        if change.cut:
            left.append(repaired[at : change.a])
            at = max(at, change.b)
    left.append(repaired[at : max(max(change.b for change in group), at)])
    because = [reason for change in group if change.cut for reason in change.cut.because]
    because += [
        f"{change.repair.rule}: {change.repair.old!r} was {change.repair.new!r}"
        for change in group
        if change.repair
    ]
    return Edit(
        start,
        end,
        first_cut.line,
        source[start:end],
        "".join(left),
        first_cut.rule,
        first_cut.category,
        first_cut.strength,
        tuple(dict.fromkeys(because)),
    )
