"""What the model of shape and surroundings drops, over the whole document."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from cleaner.decide.path import likeliest
from cleaner.decide.weighing import Drop, Weighing
from cleaner.evidence.gather import Evidence
from cleaner.evidence.measures import MEASURES, is_code, measure
from cleaner.evidence.structure import LEARNED
from cleaner.model import Line, Match, Policy

ASKED: dict[str, dict[str, float]] = {
    "balanced": {"article": 0.8, "page": 0.5},
    "thorough": {"article": 0.65, "page": 0.4},
}
"""How likely debris a line must be to go, by policy and kind; docs/quality.md has the figures."""

CHANGE = 1.0
"""What it costs (log-odds) to change from keep to drop or back: debris comes in runs."""

FEWEST_LINES = 6
"""A shorter text has no surroundings to judge by."""

_TERMS = 3


def learned_drops(
    lines: Sequence[Line],
    evidence: Evidence,
    weighing: Weighing,
    sure: Mapping[int, Drop],
    likely: Mapping[int, Drop],
    policy: Policy,
) -> dict[int, Drop]:
    """The lines that go by the model alone. The rules' drops stand; code and what a rule protects
    stays, and so does the first line of an article, which may be its headline."""
    if evidence.model is None or len(weighing.filled) < FEWEST_LINES:
        return {}
    filled, rows = measure(lines, evidence.shapes, weighing.standing, sure, likely)
    asked = ASKED[policy][evidence.kind]
    needed = math.log(asked / (1 - asked))
    scores = []
    for i, row in zip(filled, rows, strict=True):
        if i in likely:
            scores.append(math.inf)
        elif _stays(i, lines, evidence, weighing):
            scores.append(-math.inf)
        else:
            scores.append(evidence.model.score(row) - needed)
    course = likeliest(scores, CHANGE)
    return {
        i: _drop(i, lines[i], evidence, row)
        for i, row, gone in zip(filled, rows, course, strict=True)
        if gone and i not in likely
    }


def measured(lines: Sequence[Line], evidence: Evidence) -> tuple[list[int], list[list[float]]]:
    """The filled lines and their measures, as the default policy sees them: what is learned from."""
    weighing = Weighing(lines, evidence, 2)
    sure = weighing.sure_drops()
    likely = weighing.likely_drops(sure)
    return measure(lines, evidence.shapes, weighing.standing, sure, likely)


def _stays(i: int, lines: Sequence[Line], evidence: Evidence, weighing: Weighing) -> bool:
    if any(match.protects for match in evidence.matches[i]) or is_code(lines[i].text):
        return True
    return evidence.kind == "article" and i == weighing.filled[0]


def _drop(i: int, line: Line, evidence: Evidence, row: Sequence[float]) -> Drop:
    assert evidence.model is not None
    terms = evidence.model.terms(row)
    largest = sorted(terms, key=lambda name: (-terms[name], name))[:_TERMS]
    because = tuple(f"{terms[name]:+.1f} {MEASURES[name]}" for name in largest)
    return Drop(Match(LEARNED, "other", "likely", "line", i, 0, len(line.text)), because)
