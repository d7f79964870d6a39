"""The plain way to do what cleaner/text does quickly: slow, easy to believe, and equal (tested)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from cleaner.model import WHITESPACE, Cut, Edit, Line
from cleaner.text.edits import Coordinates


def segment(text: str) -> tuple[Line, ...]:
    """Line after line, one search for each."""
    lines: list[Line] = []
    start = 0
    for match in re.finditer("\r\n|[\n\r\u2028\u2029]", text):
        lines.append(Line(len(lines) + 1, start, text[start : match.start()], match.group()))
        start = match.end()
    if start < len(text):
        lines.append(Line(len(lines) + 1, start, text[start:], ""))
    return tuple(lines)


def compose(source: str, repaired: str, repairs: Sequence[Edit], cuts: Sequence[Cut]) -> list[Edit]:
    """Every group of changes that meet, a lone one too, put together in the same way."""
    where = Coordinates(repairs)
    changes = [
        (change.s, change.a, change.e, change.b, change.repair, change.cut)
        for change in where.changes
    ]
    changes += [
        (where.start(cut.start), cut.start, where.end(cut.end), cut.end, None, cut) for cut in cuts
    ]
    changes.sort(key=lambda change: change[:3])
    groups: list[list[tuple[int, int, int, int, Edit | None, Cut | None]]] = []
    for change in changes:
        if groups and any(change[0] < other[2] or change[1] < other[3] for other in groups[-1]):
            groups[-1].append(change)
        else:
            groups.append([change])
    return [_one_edit(source, repaired, group) for group in groups]


def _one_edit(
    source: str,
    repaired: str,
    group: list[tuple[int, int, int, int, Edit | None, Cut | None]],
) -> Edit:
    repairs = [repair for *_, repair, _ in group if repair]
    cuts = [cut for *_, cut in group if cut]
    if not cuts:
        (repair,) = repairs
        return repair
    start, end = min(change[0] for change in group), max(change[2] for change in group)
    first, last = min(change[1] for change in group), max(change[3] for change in group)
    left = "".join(
        repaired[i]
        for i in range(first, last)
        if not any(cut.start <= i < cut.end for cut in cuts)
    )  # fmt: skip
    because = [reason for cut in cuts for reason in cut.because]
    because += [f"{repair.rule}: {repair.old!r} was {repair.new!r}" for repair in repairs]
    return Edit(
        start,
        end,
        cuts[0].line,
        source[start:end],
        left,
        cuts[0].rule,
        cuts[0].category,
        cuts[0].strength,
        tuple(dict.fromkeys(because)),
    )


def tidy(lines: Sequence[Line], dropped: Sequence[bool]) -> list[Cut]:
    """Run after run of drops and blank lines, by looking at every line; then the last ending."""
    loose = [drop or line.blank for line, drop in zip(lines, dropped, strict=True)]
    cuts = []
    i = 0
    while i < len(lines):
        run = list(takewhile(loose.__getitem__, range(i, len(lines))))
        if any(dropped[j] for j in run):
            stays = _stays(run, dropped, len(lines))
            cuts += [
                _cut(lines[j], lines[j].start, "tidy.blank", "a blank line beside a drop")
                for j in run
                if not dropped[j] and j not in stays
            ]
        i += len(run) + 1
    gone = {cut.line for cut in cuts} | {
        line.number for line, drop in zip(lines, dropped, strict=True) if drop
    }
    kept = [line for line in lines if line.number not in gone]
    if kept and not lines[-1].ending and kept[-1] is not lines[-1]:
        reason = "the source has no final line ending"
        cuts.append(_cut(kept[-1], kept[-1].end, "tidy.ending", reason))
    return cuts


def _stays(run: list[int], dropped: Sequence[bool], length: int) -> list[int]:
    if run[0] == 0 or run[-1] == length - 1:
        return []
    groups: list[list[int]] = [[]]
    for i in run:
        if dropped[i]:
            groups.append([])
        else:
            groups[-1].append(i)
    outer = max(groups[0], groups[-1], key=len)
    return outer or max(groups, key=len)


def _cut(line: Line, start: int, rule: str, because: str) -> Cut:
    return Cut(start, line.stop, line.number, rule, WHITESPACE, "sure", (because,))


def between(at: int, old: str, new: str) -> tuple[int, int, str]:
    """Character by character from both ends."""
    head = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False))))
    old, new, at = old[head:], new[head:], at + head
    ends = zip(reversed(old), reversed(new), strict=False)
    tail = len(list(takewhile(lambda pair: pair[0] == pair[1], ends)))
    return at, at + len(old) - tail, new[: len(new) - tail]
