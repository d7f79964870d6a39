"""What belongs to a line that goes: the rest of its block, the list under it, all to the end."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.evidence.gather import Evidence
from cleaner.model import Line, Match

BLOCK_LINES = 5
"""A longer block is a text of its own, not a box."""

SLUG_WORDS = 12


def sweep(match: Match, lines: Sequence[Line], evidence: Evidence) -> list[int]:
    """The other lines (indexes) that the scope of a match takes in."""
    if match.scope == "block":
        return _block(match, lines, evidence)
    if match.scope == "list":
        return _list(match, lines, evidence)
    if match.scope == "to_end" and evidence.zone(match.line) == "tail":
        return [i for i in evidence.filled if i > match.line]
    if match.scope == "to_start" and evidence.zone(match.line) == "head":
        return [i for i in evidence.filled if i < match.line]
    return []


def _block(match: Match, lines: Sequence[Line], evidence: Evidence) -> list[int]:
    """Short lines above in the same block, when blank lines set blocks apart in this text.

    Not those below: after a caption comes a byline as often as not.
    """
    first = last = match.line
    while first > 0 and not lines[first - 1].blank:
        first -= 1
    while last + 1 < len(lines) and not lines[last + 1].blank:
        last += 1
    if last - first >= BLOCK_LINES or first == evidence.filled[0]:
        return []
    return [
        i
        for i in range(first, match.line)
        if evidence.shapes[i].title_like and evidence.shapes[i].words <= SLUG_WORDS
    ]


def _list(match: Match, lines: Sequence[Line], evidence: Evidence) -> list[int]:
    """The title-like lines under a head.

    In the tail: all of them. Where the article goes on after the list, the last one may be the
    head of its next section: it belongs to the list only if it stands in one block with the line
    before it. Before the article begins, one of them may be its headline: then only a block that
    blank lines set apart is a list.
    """
    under: list[int] = []
    for i in range(match.line + 1, len(lines)):
        if lines[i].blank:
            continue
        if not evidence.shapes[i].title_like:
            break
        under.append(i)
    if evidence.zone(match.line) == "tail" or not under:
        return under
    if under[0] == match.line + 1:
        same_block = [i for n, i in enumerate(under) if i == match.line + 1 + n]
        # without blank lines between paragraphs a block is the whole text
        alone = same_block[-1] + 1 >= len(lines) or lines[same_block[-1] + 1].blank
        if evidence.zone(match.line) == "head" and not alone:
            return []
        return same_block if alone else same_block[:-1]
    return under[:-1] if evidence.zone(match.line) == "body" else []
