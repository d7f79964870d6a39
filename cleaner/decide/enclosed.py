"""What stands in the tail of a text between lines that rules drop.

After the last paragraph there is little but boxes. Where one line is a share button and the next
but two a newsletter's form, the lines between them are neither the article's nor likely to be known
to any rule: topics, headlines, labels, a form's answers.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import pairwise

from cleaner.decide.weighing import Drop
from cleaner.evidence import STRUCTURE_RULES
from cleaner.evidence.credits import is_name
from cleaner.evidence.gather import Evidence
from cleaner.evidence.shape import is_byline, is_signature
from cleaner.evidence.structure import ENCLOSED
from cleaner.model import Line, Match

FEWEST_AFTER = 3
"""Lines that rules drop in the tail, at least, for what stands after the last of them."""

_LISTED = re.compile(r"\s*(?:[-*•‣▪◦·–+]\s|\d)|\W*[^\W\d][\w /]{1,24}: ?\S|.*(?:\t|\S\s*\|\s*\S)")
"""An item, a step, an amount, a score; a label with what it says; a row: the last of an article may
be its ingredients, its results, or where and when it all takes place."""

FEW = 2
"""Among no more lines a name is the author's rather than a topic."""


def enclosed_drops(
    lines: Sequence[Line], evidence: Evidence, drops: Mapping[int, Drop]
) -> dict[int, Drop]:
    """The lines of the tail between two of the rules' `drops`."""
    if not evidence.encloses:
        return {}
    filled = evidence.filled
    tail = filled[bisect_left(filled, evidence.tail_start) :]
    walls = [n for n, i in enumerate(tail) if i in drops and _is_wall(drops[i].match)]
    if not walls:
        return {}
    end = len(tail) if len(walls) >= FEWEST_AFTER else walls[-1]
    found: dict[int, Drop] = {}
    for before, after in pairwise([*walls, end]):
        above = f"line {lines[tail[before]].number}"
        why = f"in the tail of the text, after {above}"
        if after < len(tail):
            why = f"in the tail of the text, between {above} and line {lines[tail[after]].number}"
        for i in tail[before + 1 : after]:
            text = lines[i].text
            if i in drops or not _may_go(text, i, evidence):
                continue
            if after - before - 1 > FEW or not is_name(text):
                found[i] = Drop(Match.of_line(ENCLOSED, "other", i, text), (why,))
    return found


def _is_wall(match: Match) -> bool:
    """Whether it tells of a box around the article; a picture may belong to the article's lists."""
    return match.rule not in STRUCTURE_RULES and match.category not in ("caption", "credit")


def _may_go(text: str, i: int, evidence: Evidence) -> bool:
    shape = evidence.shapes[i]
    if evidence.kind == "article" and (shape.sentence or _LISTED.match(text)):
        return False
    return not (
        shape.prose
        or i in evidence.credits
        or is_byline(text, shape.words)
        or is_signature(text)
        or any(match.protects for match in evidence.matches[i])
    )
