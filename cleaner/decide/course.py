"""What the model of shape and surroundings drops, over the whole document."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence

from cleaner.decide.path import likeliest
from cleaner.decide.weighing import Drop, Weighing
from cleaner.evidence.gather import Evidence
from cleaner.evidence.measures import MEASURES, measure
from cleaner.evidence.shape import is_code
from cleaner.evidence.structure import LEARNED
from cleaner.model import Line, Match, Policy

ASKED: dict[str, dict[str, float]] = {
    "balanced": {"article": 0.85, "page": 0.6},
    "thorough": {"article": 0.7, "page": 0.45},
}
"""How likely debris a line must be to go, by policy and kind; docs/quality.md has the figures."""

CHANGE = 0.5
"""What it costs (log-odds) to change from keep to drop or back: debris comes in runs."""

FEWEST_LINES = 12
"""A text of fewer lines has too little around a line to judge it by."""

MOST_LEARNED = 0.25
"""The share of the words of an article that may go by the model alone: of labelled texts from which
it wanted more, half of what it wanted was the article's own (tables, lists of references)."""

HEADLINE_WORDS, TAKEN_UP = 4, 0.25
"""A headline has so many words, and the paragraphs take up more than this share of them."""

_LISTED = re.compile(r"^\s*(?:[-*•‣▪◦·–+]|\d{1,3}[.)])\s|\S(?:\t|\s{3,})\S")
"""An item of a list, or a row of a table: cells stand apart."""

_TERMS = 3
_TOPIC = list(MEASURES).index("topic")


def learned_drops(
    lines: Sequence[Line],
    evidence: Evidence,
    weighing: Weighing,
    sure: Mapping[int, Drop],
    likely: Mapping[int, Drop],
    policy: Policy,
) -> dict[int, Drop]:
    """The lines that go by the model alone. The rules' drops stand; code and what a rule protects
    stays, and so does what may be the headline."""
    if policy not in ASKED or evidence.model is None or len(weighing.filled) < FEWEST_LINES:
        return {}
    filled, rows = measure(lines, evidence.shapes, weighing.standing, sure, likely)
    headline = _headline(filled, rows, evidence, likely)
    asked = ASKED[policy][evidence.kind]
    needed = math.log(asked / (1 - asked))
    scores = []
    for i, row in zip(filled, rows, strict=True):
        if i in likely:
            scores.append(math.inf)
        elif i == headline or _stays(i, lines, evidence):
            scores.append(-math.inf)
        else:
            scores.append(evidence.model.score(row) - needed)
    course = _around_the_article(likeliest(scores, CHANGE), scores, filled, lines, evidence)
    learned = [n for n, i in enumerate(filled) if course[n] and i not in likely]
    words = [evidence.shapes[i].words for i in filled]
    if evidence.kind == "article" and sum(words[n] for n in learned) > MOST_LEARNED * sum(words):
        return {}
    return {filled[n]: _drop(filled[n], lines[filled[n]], evidence, rows[n]) for n in learned}


def _around_the_article(
    course: Sequence[bool],
    scores: Sequence[float],
    filled: Sequence[int],
    lines: Sequence[Line],
    evidence: Evidence,
) -> list[bool]:
    """The course, less what it drops between the first and the last paragraph that stay.

    A paragraph goes for its own sake only, not for its neighbours'. Inside a page, short lines may
    go too, but no items of lists and no rows of tables. Where no paragraph would stay, there is
    nothing to tell what is around what.
    """
    prose = [evidence.shapes[i].prose for i in filled]
    course = [
        goes and (score >= 0 or not paragraph)
        for goes, score, paragraph in zip(course, scores, prose, strict=True)
    ]
    stay = [n for n, goes in enumerate(course) if prose[n] and not goes]
    if not stay:
        return [False] * len(course)

    def inside(n: int) -> bool:
        return stay[0] < n < stay[-1]

    def loose(n: int) -> bool:
        return not prose[n] and _LISTED.search(lines[filled[n]].text) is None

    page = evidence.kind == "page"
    return [goes and (not inside(n) or (page and loose(n))) for n, goes in enumerate(course)]


def measured(lines: Sequence[Line], evidence: Evidence) -> tuple[list[int], list[list[float]]]:
    """The filled lines and their measures under the default policy: what is learned from."""
    weighing = Weighing(lines, evidence, 2)
    sure = weighing.sure_drops()
    likely = weighing.likely_drops(sure)
    return measure(lines, evidence.shapes, weighing.standing, sure, likely)


def _stays(i: int, lines: Sequence[Line], evidence: Evidence) -> bool:
    return any(match.protects for match in evidence.matches[i]) or is_code(lines[i].text)


def _headline(
    filled: Sequence[int],
    rows: Sequence[Sequence[float]],
    evidence: Evidence,
    likely: Collection[int],
) -> int | None:
    """The line before the first paragraph that the paragraphs take up most; in an article without
    such a line, its first."""
    best = filled[0] if evidence.kind == "article" else None
    most = TAKEN_UP
    for i, row in zip(filled, rows, strict=True):
        if i >= evidence.head_end:
            break
        long = evidence.shapes[i].words >= HEADLINE_WORDS
        if long and i not in likely and row[_TOPIC] > most:
            best, most = i, row[_TOPIC]
    return best


def _drop(i: int, line: Line, evidence: Evidence, row: Sequence[float]) -> Drop:
    assert evidence.model is not None
    terms = evidence.model.terms(row)
    largest = sorted(terms, key=lambda name: (-terms[name], name))[:_TERMS]
    because = tuple(f"{terms[name]:+.1f} {MEASURES[name]}" for name in largest)
    return Drop(Match(LEARNED, "other", "likely", "line", i, 0, len(line.text)), because)
